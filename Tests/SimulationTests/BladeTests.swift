import Frames
import SimMath
import Testing

@testable import Simulation
@testable import Validation

/// A scalpel and a pair of scissors in a hand.
@Suite struct BladeTests {
  @Test func aScalpelOpensThePad() throws {
    let scene = try BladeScene(tool: InstrumentScene.instrument(.scalpel))
    var state = SimulationState(model: scene.model)
    let record = scene.run(&state, ticks: BladeScene.ticks) { BladeScene.stroke($0) }
    let slots = state.elementCount - scene.model.mesh.tetrahedra.count
    #expect(record.cuts == slots && slots > 15, "\(record.cuts), \(slots)")
    #expect(record.status.isDisjoint(with: [.quarantined, .cutStorageFull]))
    // Out of the pad the blade feels nothing.
    #expect(record.forces.last!.length < 0.001)
    // Whoever runs along the cut again finds it open: what was left half cut is cut, and half of the force is enough.
    let first = UInt64(BladeScene.ticks)
    let again = scene.run(&state, ticks: BladeScene.ticks) { BladeScene.stroke($0 - first) }
    let mean = { (r: BladeScene.Record) in r.forces[BladeScene.steady].reduce(0) { $0 + $1.z } / Float(BladeScene.steady.count) }
    #expect(mean(record) > 1.5)
    #expect(mean(again) < 0.5 * mean(record), "\(mean(again)) of \(mean(record)) N")
    #expect(again.cuts < record.cuts / 2, "\(again.cuts) after \(record.cuts)")
  }

  @Test func aCutCostsToughnessTimesArea() throws {
    for c in try CuttingCases.stroke() { #expect(c.ok, "\(c)") }
    let tough = try BladeScene(toughness: 800)
    var state = SimulationState(model: tough.model)
    let record = tough.run(&state, ticks: 1300) { BladeScene.stroke($0) }
    let force = record.forces[BladeScene.steady].reduce(0) { $0 + Double($1.z) } / Double(BladeScene.steady.count)
    #expect(abs(force - 800 * BladeScene.depth) < 0.12 * 800 * BladeScene.depth, "\(force)")
  }

  @Test func twoHundredCutsKeepWhatTheyMust() throws {
    let storm = try CuttingCases.storm()
    #expect(storm.cuts > 150, "\(storm.cuts)")
    for c in storm.cases { #expect(c.ok, "\(c)") }
  }

  @Test func bladesHaveTheSameBitsForAnyTeamAndAfterARestore() throws {
    let scene = try BladeScene()
    func bits(_ team: WorkerTeam, restoring: Bool) throws -> [UInt32] {
      var state = SimulationState(model: scene.model)
      _ = scene.run(&state, ticks: 720, on: team) { BladeScene.stroke($0) }
      if restoring { state = try SimulationState(model: scene.model, restoring: state.save()) }
      _ = scene.run(&state, ticks: 300, on: team) { BladeScene.stroke($0) }
      return (0..<state.positions.count).map { state.positions[$0].bitPattern }
    }
    let one = try bits(WorkerTeam(), restoring: false)
    #expect(try bits(WorkerTeam(workers: 2), restoring: true) == one)
  }

  /// Open jaws are put over a leaf from above and closed.
  @Test func scissorsCutALeaf() throws {
    let model = try InstrumentScene.leaf([InstrumentScene.instrument(.scissors)], cuts: CutCapacity(elements: 120))
    var state = SimulationState(model: model)
    let team = WorkerTeam()
    var cuts = 0
    var status: StepStatus = []
    for k in 0..<1500 {
      let down = Float(min(k, 500)) / 500
      let grip = k < 600 ? 0 : min(1, Float(k - 600) / 500)
      let input = InputFrame(
        tick: state.nextTick, pose: Pose(position: Vector3(0.0002, 0.03 - 0.024 * down, 0.0008)), grip: grip, flags: [.connected])
      let output = step(model, &state, input, on: team)
      status.formUnion(output.status)
      for i in 0..<Int(output.eventCount) where output.events[i].kind == .tissueCut { cuts += Int(output.events[i].argument) }
    }
    #expect(cuts >= 6, "\(cuts)")
    #expect(status.isDisjoint(with: [.quarantined, .cutStorageFull]))
  }

  /// Random cuts, pulls and knocks, ten thousand of them: nothing is lost, nothing runs over, and the bits come again.
  @Test func tenThousandOperationsLeakNothing() throws {
    let model = try CuttingTests.block(cuts: 120)
    func run(_ team: WorkerTeam) -> UInt64 {
      var random = Random(seed: 5)
      var hash = StateHash()
      var state = SimulationState(model: model)
      var mass = 0.0
      for k in 0..<10_000 {
        // A new block when the old one is used up.
        if k % 2000 == 0 {
          state = SimulationState(model: model)
          mass = state.material(model).mass
        }
        switch random.next() % 4 {
        case 0:
          let p = Vector3(Vector3D(random.uniform(0, 0.1), random.uniform(0, 0.1), random.uniform(0, 0.05)))
          let q = Vector3(Vector3D(random.uniform(-0.02, 0.02), random.uniform(-0.02, 0.02), random.uniform(-0.02, 0.02)))
          let m = Vector3(Vector3D(random.uniform(-0.02, 0.02), random.uniform(-0.02, 0.02), random.uniform(-0.02, 0.02)))
          state.cut(model, BladeSweep(before: (p - q, p + q), after: (p + m - q, p + m + q)))
        case 1:
          let v = Int(random.next() % UInt64(state.vertexCount))
          state.setLoad(
            Vector3(Vector3D(random.uniform(-0.02, 0.02), random.uniform(-0.02, 0.02), random.uniform(-0.02, 0.02))), onVertex: v)
        case 2:
          let v = Int(random.next() % UInt64(state.vertexCount))
          state.setVelocity(Vector3(Vector3D(random.uniform(-1, 1), random.uniform(-1, 1), random.uniform(-1, 1))), ofVertex: v)
        default: break
        }
        let output = step(model, &state, .untouched(state.nextTick), on: team)
        hash.combine(UInt64(output.digest))
        if k % 500 == 499 {
          #expect(!output.status.contains(.quarantined))
          #expect(abs(state.material(model).mass - mass) < 1e-5 * mass)
          #expect(state.elementCount <= model.tissue.tetrahedronCount && state.vertexCount <= model.tissue.vertexCount)
        }
      }
      for v in 0..<state.vertexCount { hash.combine(state.position(ofVertex: v)) }
      return hash.value
    }
    #expect(run(WorkerTeam()) == run(WorkerTeam(workers: 2)))
  }
}
