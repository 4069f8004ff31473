import Anatomy
import Frames
import SimMath
import Testing

@testable import Simulation
@testable import Validation

/// Bruising and tearing: the softened kernel, what is kept, what is told.
@Suite struct DamageTests {
  static let law = DamageLaw(bruise: 20, tear: 60, saturation: 600, largest: 0.9)

  /// The block of the laws' tests, able to tear.
  static func block(damage: DamageLaw? = law, _ law: TissueLaw) throws -> SimulationModel {
    var built = QuadraticGrid(cells: (4, 2, 2)).build { u, v, w in Vector3D(0.04 * u, 0.02 * v, 0.02 * w) }
    for (i, p) in built.places.enumerated() where p.0 == 0 { built.mesh.fixed[i] = true }
    let point = MaterialPoint(law: law, density: 1060, damage: damage)
    return try SimulationModel(
      bodyOf: built.mesh, points: [MaterialPoint](repeating: point, count: 4 * built.mesh.tetrahedra.count),
      coarse: CoarseParameters(aggregates: 8))
  }

  static let soft = TissueLaw(Material(youngsModulus: 10e3, poissonRatio: 0.45, density: 1060))

  @Test func damageOnlyGrowsAndKeepsItsFloor() {
    let law = Self.law
    #expect(law.damage(peak: 59.9) == 0)
    var last = 0.0
    for peak in stride(from: 60.0, through: 3000, by: 20) {
      let d = law.damage(peak: peak)
      #expect(d >= last && d <= law.largest)
      last = d
    }
    #expect(abs(law.damage(peak: 660) - 0.9 * (1 - Trigonometry.exp(-1))) < 1e-12)
  }

  /// A damaged kernel gives (1 - d) times the forces, blocks and works of the law, whose own differences the laws' tests hold.
  @Test(arguments: -1..<LawKernelTests.laws.count)
  func kernelIsTheLawTimesWhatIsLeft(kind: Int) throws {
    let law = kind < 0 ? Self.soft : LawKernelTests.laws[kind].law
    let whole = try Self.block(damage: nil, law)
    let torn = try Self.block(law)
    let start = whole.mesh.nodes.map { $0 + Vector3D(0.02 * $0.x, 0, 0) }
    let x = LawKernelTests.shaken(whole, by: 0.0004, seed: 5)
    var states: [[Float]] = []
    for (model, d) in [(whole, Float(0)), (torn, 0.65)] {
      var state = SimulationState(model: model)
      if d > 0 { for t in 1..<model.tissue.lawTerms.count { state.tissue.damage.damage[t] = d } }
      LawKernelTests.set(start, &state)
      let solver = TissueSolver(model.tissue, state.tissue)
      let elements = 0..<model.tissue.tetrahedronCount
      solver.keepStrain(elements)
      LawKernelTests.set(x, &state)
      solver.updateTangentsAndForces(elements)
      var numbers: [Float] = []
      for i in 0..<(40 * model.tissue.tetrahedronCount) { numbers.append(solver.elementForce[i]) }
      // Blocks and gradients without inertia.
      for v in 0..<model.tissue.vertexCount {
        model.tissue.mass[v] = 0
        for c in 0..<3 { state.tissue.load[4 * v + c] = 0 }
      }
      let contact = state.contactSolver(model)
      for b in 0..<(model.tissue.batches.count / 8) {
        solver.gradientsAndHessians(b, contact: contact, scratch: state.scratch.base)
        for lane in 0..<8 where model.tissue.batches[8 * b + lane] >= 0 {
          for c in 0..<9 { numbers.append(state.scratch[32 * (c / 4) + 4 * lane + c % 4]) }
        }
      }
      states.append(numbers)
      #expect(state.nextTick == Tick(0))
    }
    let forces = 40 * whole.tissue.tetrahedronCount
    for range in [0..<forces, forces..<states[0].count] {
      let scale = range.reduce(Float(0)) { max($0, abs(states[0][$1])) }
      for i in range { #expect(abs(states[1][i] - 0.35 * states[0][i]) < 2e-5 * scale, "number \(i)") }
    }
  }

  /// Pulls the far end of the block out and lets it go: tears, told once each, paid for in the ledger.
  @Test func tearingIsToldAndPaidFor() throws {
    let model = try Self.block(Self.soft)
    var state = SimulationState(model: model)
    let end = model.mesh.nodes.indices.filter { model.mesh.nodes[$0].x > 0.04 - 1e-9 }
    var (bruised, torn, lost, dissipated) = (0, 0, 0.0, 0.0)
    var firsts: [EventKind: UInt64] = [:]
    var worst = 0.0
    for k in 0..<400 {
      let pull = k < 200 ? 0.6 * Float(k) / 200 : 0
      for v in end { state.setLoad(Vector3(pull / Float(end.count), 0, 0), onVertex: v) }
      run(model, &state, ticks: 1) { output in
        for i in 0..<Int(output.eventCount) {
          let event = output.events[i]
          if event.kind == .tissueBruised || event.kind == .tissueTorn {
            if firsts[event.kind] == nil { firsts[event.kind] = output.tick.rawValue }
            #expect(event.argument > 0)
            #expect(event.site.x > 0 && event.site.x < 0.04)
          }
        }
        dissipated += Double(output.ledger.dissipated)
        worst = max(worst, -Double(output.ledger.dissipated))
      }
      let report = state.damageReport(model)
      bruised += report.bruised
      torn += report.torn
      lost += report.dissipated
    }
    #expect(firsts[.tissueBruised]! < firsts[.tissueTorn]!)
    #expect(torn > 0 && bruised >= torn && bruised <= model.tissue.tetrahedronCount)
    #expect(lost > 0 && dissipated >= lost)
    // Of what the pull stores.
    #expect(worst < 1e-2 * lost)
    let most = (0..<model.tissue.tetrahedronCount).map { state.damage(ofTetrahedron: $0, model).damage }.max()!
    #expect(most > 0.05 && most <= 0.9)

    // What is seen: torn where it is held, none at the free end's corner.
    var levels = [Float](repeating: -1, count: 4 * model.mesh.nodes.count)
    levels.withUnsafeMutableBufferPointer { state.writeBruises(model, into: $0, stride: 4, offset: 3) }
    let shown = stride(from: 3, to: levels.count, by: 4).map { levels[$0] }
    #expect(shown.allSatisfy { $0 >= 0 && $0 <= 1 } && shown.contains(1))
    #expect(levels[0] == -1)
  }

  /// A bruise leaves the bits of the motion as they are without it.
  @Test func bruisesCostNoStiffness() throws {
    let bruising = try Self.block(damage: DamageLaw(bruise: 1, tear: 1e9, saturation: 1e9), Self.soft)
    let never = try Self.block(damage: DamageLaw(bruise: 1e9, tear: 1e9, saturation: 1e9), Self.soft)
    var states = [[Float]]()
    var told = 0
    for model in [bruising, never] {
      var state = SimulationState(model: model)
      for v in model.mesh.nodes.indices where model.mesh.nodes[v].x > 0.039 { state.setLoad(Vector3(0, 0, 0.005), onVertex: v) }
      run(model, &state, ticks: 100) { for i in 0..<Int($0.eventCount) where $0.events[i].kind == .tissueBruised { told += 1 } }
      states.append((0..<state.positions.count).map { state.positions[$0] })
    }
    #expect(told > 0)
    #expect(states[0] == states[1])
  }

  /// Damage is state: a torn body goes on from a saved state with the same bits, on any number of workers, and does not heal.
  @Test func damageIsKept() throws {
    let model = try Self.block(Self.soft)
    func pull(_ state: inout SimulationState, _ k: Int, _ team: WorkerTeam) -> StepOutput {
      for v in model.mesh.nodes.indices where model.mesh.nodes[v].x > 0.04 - 1e-9 {
        state.setLoad(Vector3(k < 150 ? 0.02 * Float(k) / 150 : 0, 0, 0), onVertex: v)
      }
      return step(model, &state, InputFrame(tick: state.nextTick, pose: Scene.away), on: team)
    }
    let team = WorkerTeam()
    var first = SimulationState(model: model)
    var saved: [UInt8] = []
    var digests: [UInt32] = []
    var hashes: [HashReport] = []
    for k in 0..<300 {
      if k == 170 { saved = first.save() }
      let output = pull(&first, k, team)
      digests.append(output.digest)
      hashes.append(output.hashes)
    }
    #expect((0..<model.tissue.tetrahedronCount).contains { first.damage(ofTetrahedron: $0, model).damage > 0.05 })
    var second = try SimulationState(model: model, restoring: saved)
    let two = WorkerTeam(workers: 2)
    defer { two.stop() }
    for k in 170..<300 {
      let output = pull(&second, k, two)
      #expect(output.digest == digests[k])
      #expect(output.hashes == hashes[k] || k < 199)
    }
    #expect(throws: StateError.self) { _ = try SimulationState(model: try Self.block(damage: nil, Self.soft), restoring: saved) }
  }

  @Test func unloadAndReloadFollowTheClosedForm() throws {
    let moments = try DamageCases.cycle()
    #expect(moments.count == 6)
    for m in moments { #expect(abs(m.ours - m.reference) < 0.01 * (m.reference - 1), "\(m)") }
    // The second time 400 kPa stretches it further than the first.
    #expect(moments[2].ours > moments[0].ours + 0.01)
    #expect(abs(moments[4].ours - moments[1].ours) < 1e-3)
  }

  @Test func badConstantsAreRefused() throws {
    for (law, part) in [
      (DamageLaw(bruise: 0, tear: 1, saturation: 1), "bruises must be positive"),
      (DamageLaw(bruise: 2, tear: 1, saturation: 1), "at least the one that bruises"),
      (DamageLaw(bruise: 1, tear: 1, saturation: 0), "saturation"),
      (DamageLaw(bruise: 1, tear: 1, saturation: 1, largest: 1), "largest damage"),
    ] {
      do {
        _ = try Self.block(damage: law, Self.soft)
        Issue.record("accepted: \(part)")
      } catch { #expect("\(error)".contains("material point 0") && "\(error)".contains(part), "\(error)") }
    }
  }
}
