import Frames
import SimMath

extension TickContext {
  /// A tick: coarse correction, sweep forward, sweep backward, coarse correction, all against the same energy, so that
  /// the whole is symmetric; each tool is a block of the sweep and of the coarse system.
  static func run(_ raw: UnsafeMutableRawPointer, _ worker: Int, _ team: UnsafeRawPointer) {
    let context = raw.assumingMemoryBound(to: TickContext.self).pointee
    Unmanaged<WorkerTeam>.fromOpaque(team)._withUnsafeGuaranteedRef { context.run(worker, $0) }
  }

  /// The part of `count` units that a worker takes.
  @inline(__always) private func share(_ count: Int, _ worker: Int, _ team: WorkerTeam) -> Range<Int> {
    (count * worker / team.workers)..<(count * (worker + 1) / team.workers)
  }

  private func run(_ worker: Int, _ team: WorkerTeam) {
    let vertices = share(tissue.vertexCount, worker, team)
    let elements = share(tissue.tetrahedronCount, worker, team)
    let chunks = share(chunkCount, worker, team)
    let first = worker == 0

    // Loads at the positions where the tick starts.
    cavity.updateAreas(share(cavity.faceCount, worker, team), positions: tissue.positions)
    tissue.keepStrain(elements)
    if let frames = coarse.frames {
      frames.measureSpin(
        share(frames.count, worker, team), positions: tissue.positions, velocities: tissue.velocities, mass: tissue.mass)
    }
    for i in (4 * vertices.lowerBound)..<(4 * vertices.upperBound) { tissue.load[i] = externalLoad[i] }
    team.barrier()
    cavity.press(share(cavity.vertexCount, worker, team), pressure: pressure, load: tissue.load)
    tissue.start(vertices, gravity: gravity, carry: carry)
    if let frames = coarse.frames, carry == 1, frames.anySpinning() {
      frames.bendStart(vertices, positions: tissue.positions, velocities: tissue.velocities)
    }
    if first {
      startTools()
      startSutures()
      startEdges()
    }
    team.barrier()
    if let frames = coarse.frames {
      frames.measure(share(frames.count, worker, team), positions: tissue.positions, mass: tissue.mass)
      team.barrier()
      if first { frames.turned.pointee = frames.anyTurned() }
    }

    if first {
      work.pointee.contactFits = contactState.pointee.detect(
        contact, vertices: tissue.positions, margin: Suction.largestReach)
      if areaStiffness > 0 { startSuction() }
    }
    for pass in 0..<passes { runPass(prepare: pass == 0, end: pass == passes - 1, worker, team) }

    // New velocities, and the ledger in chunks of fixed size so that its sums do not depend on the workers.
    tissue.suffer(elements)
    tissue.shells.updateEnergy(share(tissue.shells.triangleCount, worker, team))
    for k in chunks {
      let range = (64 * k)..<min(64 * k + 64, tissue.vertexCount)
      tissue.finish(range)
      let sums = tissue.energySums(range, gravity: gravity)
      ledgerChunks[2 * k] = sums.kinetic
      ledgerChunks[2 * k + 1] = sums.work
    }
    if first { contact.refresh(count: contactState.pointee.count, vertices: tissue.positions) }
  }

  /// Coarse correction, sweep forward, sweep backward, coarse correction.
  private func runPass(prepare: Bool, end: Bool, _ worker: Int, _ team: WorkerTeam) {
    let elements = share(tissue.tetrahedronCount, worker, team)
    let first = worker == 0
    tissue.updateTangentsAndForces(elements)
    refreshShells(worker, team)
    team.barrier()
    if prepare { coarse.turned?.blend(share(tissue.vertexCount, worker, team)) }
    correct(prepare: prepare, end: false, worker, team)

    // Forward, backward: the tools before and after the last phase, in which is the turning point.
    let mine = scratch + 96 * worker
    func sweep(_ phase: Int, backward: Bool) {
      tissue.sweep(units: units(phase, worker, team), backward: backward, contact: contact, scratch: mine)
      team.barrier()
    }
    func moveTools(backward: Bool) {
      if first { relaxTools(backward: backward) }
      team.barrier()
    }
    let last = phaseCount - 1
    for p in 0..<last { sweep(p, backward: false) }
    if sutureCount > 0 {
      // The turning point is the threads': all else is visited on both ways.
      sweep(last, backward: false)
      moveTools(backward: false)
      if first { relaxSutures() }
      team.barrier()
      moveTools(backward: true)
      sweep(last, backward: true)
    } else {
      moveTools(backward: false)
      tissue.turn(units: units(last, worker, team), contact: contact, scratch: mine)
      team.barrier()
      moveTools(backward: true)
    }
    for p in stride(from: last - 1, through: 0, by: -1) { sweep(p, backward: true) }

    tissue.updateForces(elements)
    team.barrier()
    correct(prepare: false, end: end, worker, team)
  }

  // MARK: A coarse correction

  /// Moves tissue and tool by the coarse correction for the forces left over, and leaves the tangents up to date; at the end
  /// of a tick the energies of the elements instead.
  ///
  /// The coarse operator is linearised at the mesh as loaded. Where a deep dimple or a wide swing has turned soft modes
  /// into stiff ones the correction can overshoot, and by more than a third the pass would no longer be stable: the
  /// overshoot is measured along the correction, and a correction over the third is cut back to the minimum of the energy
  /// along it.
  private func correct(prepare: Bool, end: Bool, _ worker: Int, _ team: WorkerTeam) {
    let vertices = share(tissue.vertexCount, worker, team)
    let elements = share(tissue.tetrahedronCount, worker, team)
    let first = worker == 0
    leftOver(worker, team)
    for part in share(CoarseSolver.parts, worker, team) {
      let (n, parts) = (tissue.vertexCount, CoarseSolver.parts)
      coarse.restrict(
        (n * part / parts)..<(n * (part + 1) / parts), force: tissue.residual,
        into: coarseVectors + coarse.vectorCount * part)
    }
    team.barrier()
    if first { solveCoarse(prepare: prepare) }
    // The last worker has nothing to do meanwhile, if there is more than one.
    if prepare, worker == team.workers - 1, let refresh { refresh.run() }
    team.barrier()
    coarse.prolong(vertices, coarseVectors, into: tissue.correction)
    // A body that nothing holds keeps its momentum: its translation is exact and is not cut. Translation and change of
    // shape do not work on each other, so that both energies are parts of the whole.
    var drift: (mean: Vector3, work: Double) = (.zero, 0)
    if tissue.isFreeBody && contactState.pointee.count == 0 && sutureCount == 0 && edges == nil {
      team.barrier()
      let translation = tissue.translation()
      var mean = translation.mean
      if coarse.turned != nil {
        // Motions turned by different frames do not add up to a translation any more: it is put right by itself.
        team.barrier()
        tissue.shiftCorrection(vertices, by: Vector3(translation.exact) - Vector3(mean))
        mean = translation.exact
      }
      drift = (Vector3(mean), translation.force.dot(mean))
    }
    tissue.move(vertices, by: 1)
    team.barrier()
    if first { contact.refresh(count: contactState.pointee.count, vertices: tissue.positions) }
    let before = alongCorrection(worker, team, after: false) - drift.work
    if end { tissue.updateWorkAndEnergy(elements) } else { tissue.updateTangentsAndWork(elements) }
    refreshShells(worker, team)
    team.barrier()
    let after = alongCorrection(worker, team, after: true)
    // before + after * overshoot = 0 at the minimum of a quadratic energy.
    let limit = coarse.turned == nil ? Self.largestOvershoot : 0
    guard after < -limit * before else { return }
    let share = Float(before / (before - after))
    tissue.move(vertices, by: share - 1, keeping: drift.mean)
    if first { shiftTools(share - 1) }
    team.barrier()
    if end {
      tissue.updateEnergy(elements)
    } else {
      tissue.updateTangents(elements)
      refreshShells(worker, team)
    }
    if first { contact.refresh(count: contactState.pointee.count, vertices: tissue.positions) }
    team.barrier()
  }

  /// Brings the shells up to date after vertices were moved together.
  private func refreshShells(_ worker: Int, _ team: WorkerTeam) {
    tissue.shells.refresh(
      triangles: share(tissue.shells.triangleCount, worker, team), hinges: share(tissue.shells.hingeCount, worker, team))
  }

  /// How far a correction may go beyond the minimum along it, as a share of its length. Usual: a third; a symmetric
  /// correction is stable below it. A body that has turned is too far from the linear argument: it is cut whenever it overshoots.
  private static var largestOvershoot: Double { 1.0 / 3 }

  /// The forces left over on vertices and tool, contact included.
  private func leftOver(_ worker: Int, _ team: WorkerTeam) {
    tissue.gatherResidual(share(tissue.vertexCount, worker, team))
    team.barrier()
    if worker == 0 {
      let state = contactState
      contact.addForces(slots: state.pointee.slotCount, residual: tissue.residual, isFree: tissue.isFree)
      measureTools()
    }
    team.barrier()
  }

  /// The left-over forces before or after the correction times the correction, J: summed in chunks of fixed size, so
  /// that every worker finds the same number and it does not depend on how many there are.
  ///
  /// After it, from the elements' work along their change: no force has to be gathered for that.
  private func alongCorrection(_ worker: Int, _ team: WorkerTeam, after: Bool) -> Double {
    let elementsPerChunk = (tissue.tetrahedronCount + chunkCount - 1) / chunkCount
    for k in share(chunkCount, worker, team) {
      let vertices = (64 * k)..<min(64 * k + 64, tissue.vertexCount)
      guard after else {
        ledgerChunks[2 * k] = tissue.alongCorrection(vertices)
        continue
      }
      var sum = tissue.inertiaAlongCorrection(vertices)
      let first = min(elementsPerChunk * k, tissue.tetrahedronCount)
      for t in first..<min(first + elementsPerChunk, tissue.tetrahedronCount) { sum -= Double(tissue.elementWork[t]) }
      ledgerChunks[2 * k] = sum
    }
    if worker == 0 {
      ledgerChunks[1] =
        after
        ? toolsAlongCorrection(after: true) + contact.along(tissue.correction, count: contactState.pointee.count)
        : toolsAlongCorrection(after: false)
    }
    team.barrier()
    var sum = ledgerChunks[1]
    for k in 0..<chunkCount { sum += ledgerChunks[2 * k] }
    team.barrier()
    return sum
  }

  @inline(__always) private func units(_ phase: Int, _ worker: Int, _ team: WorkerTeam) -> Range<Int> {
    let begin = Int(phaseStart[phase])
    let mine = share(Int(phaseStart[phase + 1]) - begin, worker, team)
    return (begin + mine.lowerBound)..<(begin + mine.upperBound)
  }
}
