import Frames
import SimMath

extension TickContext {
  /// A tick: coarse correction, sweep forward, sweep backward, coarse correction, all against the same energy, so that
  /// the whole is symmetric; the tool is a block of the sweep and of the coarse system.
  static func run(_ raw: UnsafeMutableRawPointer, _ worker: Int, _ team: UnsafeRawPointer) {
    let context = raw.assumingMemoryBound(to: TickContext.self)
    Unmanaged<WorkerTeam>.fromOpaque(team)._withUnsafeGuaranteedRef { context.pointee.run(worker, $0) }
  }

  /// The part of `count` units that a worker takes.
  @inline(__always) private func share(_ count: Int, _ worker: Int, _ team: WorkerTeam) -> Range<Int> {
    (count * worker / team.workers)..<(count * (worker + 1) / team.workers)
  }

  private mutating func run(_ worker: Int, _ team: WorkerTeam) {
    let vertices = share(tissue.vertexCount, worker, team)
    let elements = share(tissue.tetrahedronCount, worker, team)
    let aggregates = share(coarse.aggregateCount, worker, team)
    let chunks = share(chunkCount, worker, team)
    let first = worker == 0

    // Loads at the positions where the tick starts.
    cavity.updateAreas(share(cavity.faceCount, worker, team), positions: tissue.positions)
    for i in (4 * vertices.lowerBound)..<(4 * vertices.upperBound) { tissue.load[i] = externalLoad[i] }
    team.barrier()
    cavity.press(share(cavity.vertexCount, worker, team), pressure: pressure, load: tissue.load)
    tissue.start(vertices, gravity: gravity)
    if first { startTool() }
    team.barrier()

    // First coarse correction.
    tissue.updateDeformationAndForces(elements)
    if first { contactFits = contactState.pointee.detect(contact, vertices: tissue.positions, margin: 0.0015) }
    team.barrier()
    tissue.gatherResidual(vertices)
    team.barrier()
    if first { couplePatch(makeModes: true) }
    team.barrier()
    coarse.restrict(aggregates, force: tissue.residual, into: coarseVectors)
    team.barrier()
    if first { solveCoarse(prepare: true) }
    team.barrier()
    coarse.prolong(vertices, coarseVectors, onto: tissue.positions)
    team.barrier()
    tissue.updateDeformation(elements)
    if first { contact.refresh(count: contactState.pointee.count, vertices: tissue.positions) }
    team.barrier()

    // Forward, the tool, backward.
    let mine = scratch + 96 * worker
    let unread = sink + 36 * worker
    for c in 0..<colourCount {
      tissue.sweep(colour(c, worker, team), backward: false, contact: contact, scratch: mine, sink: unread)
      team.barrier()
    }
    if first { relaxTool() }
    team.barrier()
    for c in stride(from: colourCount - 1, through: 0, by: -1) {
      tissue.sweep(colour(c, worker, team), backward: true, contact: contact, scratch: mine, sink: unread)
      team.barrier()
    }

    // Second coarse correction with the same operator.
    tissue.updateForces(elements)
    team.barrier()
    tissue.gatherResidual(vertices)
    team.barrier()
    if first { couplePatch(makeModes: false) }
    team.barrier()
    coarse.restrict(aggregates, force: tissue.residual, into: coarseVectors)
    team.barrier()
    if first { solveCoarse(prepare: false) }
    team.barrier()
    coarse.prolong(vertices, coarseVectors, onto: tissue.positions)
    team.barrier()

    // New velocities, and the ledger in chunks of fixed size so that its sums do not depend on the workers.
    tissue.updateDeformationAndEnergy(elements)
    for k in chunks {
      let range = (64 * k)..<min(64 * k + 64, tissue.vertexCount)
      tissue.finish(range)
      let sums = tissue.energySums(range, gravity: gravity)
      ledgerChunks[2 * k] = sums.kinetic
      ledgerChunks[2 * k + 1] = sums.work
    }
    if first { contact.refresh(count: contactState.pointee.count, vertices: tissue.positions) }
  }

  @inline(__always) private func colour(_ c: Int, _ worker: Int, _ team: WorkerTeam) -> Range<Int> {
    let begin = Int(colourStart[c])
    let mine = share(Int(colourStart[c + 1]) - begin, worker, team)
    return (begin + mine.lowerBound)..<(begin + mine.upperBound)
  }

  // MARK: The tool

  private var center: Vector3 {
    get { contact.centerPosition }
    nonmutating set {
      contact.center[0] = newValue.x
      contact.center[1] = newValue.y
      contact.center[2] = newValue.z
    }
  }

  private mutating func startTool() {
    let dt = Tick.duration
    tool.previous = center
    tool.target = center + dt * tool.velocity
    center = tool.target
  }

  /// Inertia, coupling spring and coupling damper of the tool, N/m.
  private var toolStiffness: Float { toolMass * 1e6 + coupling.stiffness + coupling.damping * 1000 }

  /// The force left over on the tool without contact, N.
  private var toolForce: Vector3 {
    let c = center
    let moved = (c - tool.previous) - (tool.hand - tool.previousHand)
    return -(toolMass * 1e6 * (c - tool.target) + coupling.stiffness * (c - tool.hand) + coupling.damping * 1000 * moved)
  }

  /// One Newton step of the tool against the whole patch.
  private mutating func relaxTool() {
    let patch = contact.total(count: contactState.pointee.count)
    var h = patch.stiffness
    h.addDiagonal(toolStiffness)
    center = center + h.solve(toolForce + patch.force)
  }

  // MARK: The coarse system

  private mutating func couplePatch(makeModes: Bool) {
    contact.couple(
      slots: contactState.pointee.slotCount, residual: tissue.residual, isFree: tissue.isFree, coarse: coarse,
      modes: makeModes ? patchModes : nil)
  }

  /// Solves the coarse tissue together with the tool.
  ///
  /// The contact patch's stiffness is taken as K = sum K_s acting on the K-weighted mean u of the patch, which is never
  /// more than its true stiffness (Jensen). With W = P' sum(N K), Z = A^-1 W and y = A^-1 r the gap m = u - c follows from
  /// (K + W'Z + K K / k) m = W'y - K f / k, where k and f are the tool's own stiffness and left-over force.
  private mutating func solveCoarse(prepare: Bool) {
    let size = 8 * coarse.aggregateCount
    let q = coarseVectors
    coarse.solve(q, scratch: coarseVectors + 4 * size)
    let patch = contact.total(count: contactState.pointee.count)
    let k = toolStiffness
    let f = toolForce + patch.force
    if prepare {
      patchStiffness = patch.stiffness
      patchActive = patch.stiffness.xx + patch.stiffness.yy + patch.stiffness.zz > 0
      if patchActive {
        for j in 0..<3 {
          let z = coarseVectors + (j + 1) * size
          z.update(from: patchModes + j * size, count: size)
          coarse.solve(z, scratch: coarseVectors + 4 * size)
        }
        func s(_ i: Int, _ j: Int) -> Float { coarse.dot(patchModes + i * size, coarseVectors + (j + 1) * size) }
        let p = patchStiffness
        let a = p * Vector3(p.xx, p.xy, p.xz)
        let b = p * Vector3(p.xy, p.yy, p.yz)
        let c = p * Vector3(p.xz, p.yz, p.zz)
        patchCompliance = SymmetricBlock(
          xx: p.xx + s(0, 0) + a.x / k, xy: p.xy + s(0, 1) + b.x / k, xz: p.xz + s(0, 2) + c.x / k,
          yy: p.yy + s(1, 1) + b.y / k, yz: p.yz + s(1, 2) + c.y / k, zz: p.zz + s(2, 2) + c.z / k)
        // A patch without stiffness in some direction has no gap there either; a little keeps the system regular.
        patchCompliance.addDiagonal(1e-4 * (p.xx + p.yy + p.zz))
      }
    }
    guard patchActive else {
      center = center + (1 / k) * f
      return
    }
    let w = Vector3(
      coarse.dot(patchModes, q), coarse.dot(patchModes + size, q), coarse.dot(patchModes + 2 * size, q))
    let gap = patchCompliance.solve(w - (1 / k) * (patchStiffness * f))
    for i in 0..<size {
      q[i] -= (gap.x * coarseVectors[size + i] + gap.y * coarseVectors[2 * size + i]) + gap.z * coarseVectors[3 * size + i]
    }
    center = center + (1 / k) * (f + patchStiffness * gap)
  }
}
