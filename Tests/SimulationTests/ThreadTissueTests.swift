import Frames
import SimMath
import Testing

@testable import Simulation
@testable import Validation

/// A thread and the tissue that it lies on.
@Suite(.serialized) struct ThreadTissueTests {
  /// Many times the weight of a thread, which alone is lost in the rounding of the tissue's places, m/s2.
  private static let gravity = 9810.0
  private static let material = ThreadMaterial(.size5_0, .polypropylene)
  private static let radius = 0.5 * material.diameter
  private static let length = 0.020

  /// A pad with a thread over its upper side, y = 0, along z: as good as on it, or higher.
  private static func model(
    youngsModulus: Double = 1e5, height: Double = 1.1 * radius, gravity: Double = gravity
  ) throws -> SimulationModel {
    let suture = SutureModel(
      material: material, segments: 40, length: length,
      line: [-0.5, 0.5].map { Vector3D(0.001, height, $0 * length) }, punctures: [],
      gravity: Vector3D(0, -gravity, 0), meetsTissue: true)
    return try SewnPad(youngsModulus: youngsModulus) { _ in [suture] }.model
  }

  private static func away(_ k: UInt64) -> InputFrame {
    InputFrame(tick: Tick(k), pose: Pose(position: Vector3(0, 0.1, 0), orientation: .identity))
  }

  private static let weight = material.lineDensity * length * gravity

  private static func load(_ state: borrowing SimulationState) -> Vector3D {
    state.withSuture(0) { s in (0...40).reduce(.zero) { $0 + s.thread.force(onTissueAt: $1) } }
  }

  /// A thread along a slit that stands open in its middle and closes towards its ends: where the lips are nearer to each other than
  /// the thread is thick it lies still, midway. It is not thrown from one lip to the other tick by tick.
  @Test func aThreadCaughtInASlitLiesStill() throws {
    let suture = SutureModel(
      material: Self.material, segments: 40, length: 0.019_4,
      line: [-1, 1].map { Vector3D(0, -0.002, 0.009_7 * $0) }, punctures: [], meetsTissue: true)
    let model = try PracticePad().model(suture: suture, tools: [InstrumentScene.instrument(.forceps)], inHand: [.forceps])
    var state = SimulationState(model: model)
    let team = WorkerTeam()
    for k in 0..<500 as Range<UInt64> { _ = step(model, &state, Self.away(k), on: team) }
    var (caught, fastest, middle) = (0, 0.0, 0.0)
    state.withSuture(0) { s in
      for i in 0...40 where s.thread.rests[i].isActive && s.thread.rests[i].clearance < 0.8 * Self.radius {
        caught += 1
        fastest = max(fastest, Vector3D(s.thread.v[3 * i], s.thread.v[3 * i + 1], s.thread.v[3 * i + 2]).length)
        let h = (s.thread.position(i) - s.thread.rests[i].at).dot(s.thread.rests[i].normal)
        middle = max(middle, abs(h - s.thread.rests[i].clearance - 1.5 * s.model.thread.skin))
      }
    }
    #expect(caught >= 2 && fastest < 0.002 && middle < 0.1 * Self.radius, "\(caught): \(fastest) m/s, \(middle) m")
  }

  /// A pad with ten stitches under two instruments, where a vertex of the thread came to be thrown to and fro in the slit by 60 mm/s.
  @Test func aSewnPadLiesStill() throws {
    let tools = try [InstrumentScene.instrument(.forceps), InstrumentScene.instrument(.needleHolder)]
    let model = try SurgeryBenchmark.pad(stitches: 10, tools: tools)
    var state = SimulationState(model: model)
    let team = WorkerTeam()
    var (fastest, steps) = (0.0, 0)
    for k in 0..<700 {
      _ = step(model, &state, SurgeryBenchmark.pressing(state.nextTick), on: team)
      guard k >= 600 else { continue }
      state.withSuture(0) { s in
        for i in 0..<s.model.thread.vertexCount {
          fastest = max(fastest, Vector3D(s.thread.v[3 * i], s.thread.v[3 * i + 1], s.thread.v[3 * i + 2]).length)
        }
        steps += s.output.iterations
      }
    }
    // The instruments rock by 1.2 mm/s.
    #expect(fastest < 0.005, "\(fastest) m/s")
    #expect(steps < 450, "\(steps) steps in 100 ticks")
  }

  /// It lies on the pad by half of its thickness and the skin of contacts, the pad bears its weight and is dented by it.
  @Test func aThreadLiesOnThePad() throws {
    let model = try Self.model()
    var state = SimulationState(model: model)
    let team = WorkerTeam()
    var (worst, sum): (Float, Float) = (0, 0)
    for k in 0..<1500 as Range<UInt64> {
      let output = step(model, &state, Self.away(k), on: team)
      worst = min(worst, output.ledger.dissipated)
      sum += output.ledger.dissipated
    }
    let (load, weight) = (Self.load(state), Self.weight)
    #expect(abs(-load.y - weight) < 0.02 * weight, "\(load) of \(weight) N")
    #expect(Vector3D(load.x, 0, load.z).length < 0.1 * weight, "\(load)")
    // Its fall gives some 20 nJ, about what rounding makes of the whole.
    #expect(worst > -1e-8 && sum > -2e-8, "\(worst) J in a tick, \(sum) J in all")
    let (least, most) = state.withSuture(0) { s in
      (2...38).reduce((Double.infinity, -Double.infinity)) { sum, i in
        let h = (s.thread.position(i) - s.thread.rests[i].at).dot(s.thread.rests[i].normal)
        return (min(sum.0, h), max(sum.1, h))
      }
    }
    #expect(least > 0.9 * Self.radius && most < 1.1 * Self.radius, "\(least) \(most) of \(Self.radius)")
    let lowest = (0..<state.vertexCount).map { state.position(ofVertex: $0) }.filter { abs($0.z) < 0.005 && $0.y > -0.001 }
      .map(\.y).min()!
    #expect(lowest < -1e-7, "\(lowest)")
  }

  /// A thread as fast as an end that springs back, two millimetres in a tick, is stopped by the tissue and too light to dent it.
  @Test func aFastThreadIsStoppedByTheTissue() throws {
    let model = try Self.model(youngsModulus: 3e5, height: 0.005, gravity: 9.81)
    var state = SimulationState(model: model)
    let team = WorkerTeam()
    for i in 0...40 { state.sutures.base.pointee.thread.v.base[3 * i + 1] = -2 }
    let rest = (0..<state.vertexCount).map { state.position(ofVertex: $0) }
    var moved: Float = 0
    var lowest = Double.infinity
    for k in 0..<100 as Range<UInt64> {
      _ = step(model, &state, Self.away(k), on: team)
      moved = rest.indices.reduce(moved) { max($0, (state.position(ofVertex: $1) - rest[$1]).length) }
      lowest = min(lowest, state.withSuture(0) { s in (0...40).map { s.thread.position($0).y }.min()! })
    }
    #expect(lowest > 0 && lowest < 0.001, "\(lowest) m")
    #expect(moved < 5e-5, "\(moved) m")
  }

  /// Drawn along itself it is held back by Coulomb's friction, and by no more.
  @Test func aDrawnThreadIsHeldBackByFriction() throws {
    let model = try Self.model()
    var state = SimulationState(model: model)
    let team = WorkerTeam()
    var force = 0.0
    for k in 0..<2000 as Range<UInt64> {
      if k >= 1000 {
        let own = state.sutures.base
        if k == 1000 {
          own.pointee.thread[guide: 1] = ThreadGuide(at: Self.length, position: own.pointee.thread.position(40), stiffness: 200)
        }
        own.pointee.thread.guides.base[1].position.z += 5e-6
      }
      _ = step(model, &state, Self.away(k), on: team)
      if k >= 1500 { force -= state.sutures.base.pointee.thread[guide: 1].force.z / 500 }
    }
    let friction = force / Self.weight
    #expect(abs(friction - ThreadModel.tissueFriction) < 0.1 * ThreadModel.tissueFriction, "\(friction)")
    let moved = state.withSuture(0) { $0.thread.position(0).z + 0.5 * Self.length }
    #expect(moved > 0.002, "\(moved)")
  }

  /// A stitch whose thread meets the tissue goes through its holes as one that doesn't, and draws the edges together by as
  /// much.
  @Test func aStitchIsDrawnThroughItsHoles() throws {
    let pad = PracticePad()
    let team = WorkerTeam()
    func gap(meetsTissue: Bool) throws -> (gap: Double, threaded: Int) {
      let model = try pad.model(
        suture: pad.suture(stitches: 1, meetsTissue: meetsTissue),
        tools: [try InstrumentScene.instrument(.forceps), try InstrumentScene.instrument(.needleHolder)],
        inHand: [.forceps, .needleHolder])
      var state = SimulationState(model: model)
      for k in 0..<1500 as Range<UInt64> { _ = step(model, &state, PracticePad.pulling(Tick(k), pull: 0.004), on: team) }
      return (pad.gap(state), state.withSuture(0) { s in (0..<4).filter { s.isThreaded($0) }.count })
    }
    let (without, with) = (try gap(meetsTissue: false), try gap(meetsTissue: true))
    #expect(with.threaded == 4 && without.threaded == 4)
    #expect(abs(with.gap - without.gap) < 0.1 * PracticePad.halfGap, "\(with.gap) \(without.gap)")
  }

  /// What is saved with a thread that falls on the tissue or lies on it goes on to the same bits, whenever the grid of faces was
  /// made.
  @Test(arguments: [3, 20, 400] as [UInt64])
  func aThreadOnTissueIsRestored(after ticks: UInt64) throws {
    let model = try Self.model(youngsModulus: 3e3)
    let team = WorkerTeam()
    var one = SimulationState(model: model)
    for k in 0..<ticks { _ = step(model, &one, Self.away(k), on: team) }
    let load = Self.load(one).length
    #expect(load > 0)
    var two = try SimulationState(model: model, restoring: one.save())
    for k in ticks..<(ticks + 100) {
      let (a, b) = (step(model, &one, Self.away(k), on: team), step(model, &two, Self.away(k), on: team))
      #expect(a.digest == b.digest)
    }
    #expect(one.save() == two.save())
  }
}
