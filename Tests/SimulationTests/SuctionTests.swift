import Frames
import SimMath
import Testing
import Validation

@testable import Simulation

/// A sucker over a soft pad: it draws the surface to its opening, lifts it, and lets go.
@Suite(.serialized) struct SuctionTests {
  private static func model(blood: BloodField? = nil) throws -> SimulationModel {
    let pad = PracticePad()
    return try SimulationModel(
      mesh: pad.mesh, points: pad.points, coarse: CoarseParameters(aggregates: 20), contactStiffness: 4e8, friction: 0.3,
      pulse: PulseParameters(systolic: 0, diastolic: 0, heartRate: 1, variability: 0),
      tools: [try InstrumentScene.instrument(.sucker)], limits: .scripted, blood: blood)
  }

  /// 10 mm beside the pad's slit; the tip is so high over the surface at rest.
  private static func input(_ k: UInt64, height: Double, grip: Float) -> InputFrame {
    InputFrame(tick: Tick(k), pose: Pose(position: Vector3(Vector3D(0.010, height, 0))), grip: grip)
  }

  /// On the surface for 0.1 s, line closed, drawn up by 6 mm at 10 mm/s from 0.4 s.
  private static func lift(_ k: UInt64, grip: Float = 1) -> InputFrame {
    input(k, height: 1e-5 * Double(max(0, Int(k) - 400)), grip: k < 100 ? 0 : grip)
  }

  /// Highest point of the touchable surface near the sucker, m.
  private static func top(_ model: SimulationModel, _ state: borrowing SimulationState) -> Float {
    var top = -Float.infinity
    for i in 0..<(6 * model.contact.faceCount) {
      let p = state.position(ofVertex: Int(model.contact.faces[i]))
      if abs(p.x - 0.010) < 0.004 && abs(p.z) < 0.004 { top = max(top, p.y) }
    }
    return top
  }

  /// The pull at which tissue lets go is pressure times opening; the hand feels it; afterwards nothing is left.
  @Test func tissueIsLiftedWithPressureTimesOpening() throws {
    let model = try Self.model()
    let suction = try #require(model.tools[0].suction)
    var state = SimulationState(model: model)
    let team = WorkerTeam()
    var pulls: [(contact: Float, hand: Float)] = []
    var tops: [Float] = []
    var worst: Float = 0
    var open: [UInt64] = []
    for k in 0..<1400 as Range<UInt64> {
      let output = step(model, &state, Self.lift(k), on: team)
      // Downward on the tool is upward on the tissue.
      pulls.append((-output.contactForce.y, -output.forceWanted.y))
      tops.append(Self.top(model, state))
      worst = min(worst, output.ledger.dissipated)
      if output.status.contains(.ledgerOpen) { open.append(k) }
    }
    let whole = suction.pressure * Float.pi * suction.radius * suction.radius
    let largest = pulls.map(\.contact).max()!
    #expect(largest > 0.85 * whole && largest < 1.15 * whole, "\(largest) of \(whole)")
    let at = pulls.firstIndex { $0.contact == largest }!
    // While it is drawn slowly the hand feels what the tissue does.
    #expect(abs(pulls[at - 5].hand - pulls[at - 5].contact) < 0.1 * largest, "\(pulls[at - 5])")
    #expect(at > 410 && tops[at] > 0.000_1, "lifted by \(tops[at]) m at \(at)")
    // It has let go and lies where it was.
    #expect(pulls.suffix(50).allSatisfy { abs($0.contact) < 1e-6 })
    #expect(abs(tops.last! - tops[90]) < 2e-5, "\(tops.last!) \(tops[90])")
    #expect(worst > -1e-7, "the pass made \(worst) J in a tick")
    // Some ten ticks make energy as it lets go, where the pull is softer than nothing; never while it holds.
    #expect(open.count < 20 && open.allSatisfy { $0 > 400 }, "\(open)")
  }

  /// Open to the room it does nothing: the same bits as an instrument without suction.
  @Test func anOpenLineDrawsNothing() throws {
    let model = try Self.model()
    var plain = try InstrumentScene.instrument(.sucker)
    plain.suction = nil
    let pad = PracticePad()
    let other = try SimulationModel(
      mesh: pad.mesh, points: pad.points, coarse: CoarseParameters(aggregates: 20), contactStiffness: 4e8, friction: 0.3,
      pulse: PulseParameters(systolic: 0, diastolic: 0, heartRate: 1, variability: 0), tools: [plain], limits: .scripted)
    func press(_ model: SimulationModel) -> [UInt32] {
      var state = SimulationState(model: model)
      let team = WorkerTeam()
      for k in 0..<300 as Range<UInt64> {
        _ = step(model, &state, Self.input(k, height: 0.001 - 1e-5 * Double(k), grip: 0), on: team)
      }
      return (0..<state.positions.count).map { state.positions[$0].bitPattern }
    }
    #expect(press(model) == press(other))
    #expect(model.hash != other.hash)
  }

  /// Tissue that is not touched is drawn up over a gap; the pull falls off with the gap and ends at the reach.
  @Test func thePullFallsOffWithDistance() throws {
    let model = try Self.model()
    let suction = try #require(model.tools[0].suction)
    func pull(_ height: Double) -> (pull: Float, top: Float) {
      var state = SimulationState(model: model)
      let team = WorkerTeam()
      var output = StepOutput(tick: Tick(0))
      for k in 0..<600 as Range<UInt64> { output = step(model, &state, Self.input(k, height: height, grip: 1), on: team) }
      return (-output.contactForce.y, Self.top(model, state))
    }
    let gaps = [0.000_5, 0.000_7, 0.000_9].map(pull)
    #expect(gaps[0].pull > 1.5 * gaps[1].pull && gaps[1].pull > 1.5 * gaps[2].pull && gaps[2].pull > 0, "\(gaps)")
    #expect(gaps[0].top > gaps[1].top && gaps[1].top > gaps[2].top && gaps[2].top > 0, "\(gaps)")
    let beyond = pull(Double(suction.reach) + 1e-4)
    #expect(beyond.pull == 0 && abs(beyond.top) < 1e-7, "\(beyond)")
    // The law itself: the force is the potential's slope.
    for d in stride(from: Float(-0.0005), to: 0.0015, by: 0.0001) {
      let slope = (suction.potential(d + 1e-5) - suction.potential(d - 1e-5)) / 2e-5
      #expect(abs(slope - suction.falloff(d)) < 0.02, "\(d)")
    }
  }

  @Test func sameBitsForAnyNumberOfWorkersAndAfterARestore() throws {
    let model = try Self.model(blood: BloodField(floor: -0.004, area: 0.001, depth: 0.01, bleeding: 2e-6))
    func play(workers: Int, restoreAt: UInt64? = nil) throws -> Playthrough {
      try Playthrough(model, ticks: 700, workers: workers, restoreAt: restoreAt) { Self.lift($0, grip: 0.8) }
    }
    let one = try play(workers: 1)
    let same = try play(workers: 2, restoreAt: 431) == one
    #expect(same)
    let bare = try Self.model()
    let other = PracticePad()
    let plain = try other.model(suture: nil, tools: [try InstrumentScene.instrument(.forceps)], inHand: [.forceps])
    #expect(throws: StateError.version(found: 0x403, expected: 3)) {
      _ = try SimulationState(model: plain, restoring: SimulationState(model: bare).save())
    }
  }

  @Test func aTickWithASuckerDoesNotAllocate() throws {
    let model = try Self.model(blood: BloodField(floor: -0.004, area: 0.001, depth: 0.01, bleeding: 2e-6))
    var state = SimulationState(model: model)
    let inputs = (0..<500 as Range<UInt64>).map { Self.lift($0) }
    let count = allocations(model, &state, inputs, warm: 200)
    #expect(count == 0)
  }

  // MARK: Standing blood

  /// What bleeds in stands in the basin; the surface rises as the basin's shape says, and not over its edge.
  @Test func bloodRisesByTheBasinsShape() throws {
    let field = BloodField(floor: -0.02, area: 0.001, growth: 0.2, depth: 0.004, bleeding: 2e-5, volume: 1e-6)
    let model = try Self.model(blood: field)
    var state = SimulationState(model: model)
    let team = WorkerTeam()
    for k in 0..<100 as Range<UInt64> { _ = step(model, &state, Self.input(k, height: 0.02, grip: 0), on: team) }
    #expect(abs(state.bloodVolume - (1e-6 + 0.1 * 2e-5)) < 1e-15)
    let seen = state.bloodPool(model)
    let pool = try #require(seen)
    let h = Double(pool.level) - field.floor
    #expect(abs(field.volume(upTo: h) / state.bloodVolume - 1) < 1e-4, "\(h)")
    #expect(pool.suction == 0)
    for k in 100..<400 as Range<UInt64> { _ = step(model, &state, Self.input(k, height: 0.02, grip: 0), on: team) }
    #expect(abs(field.level(of: state.bloodVolume) - (field.floor + field.depth)) < 1e-12)
    #expect(state.bloodVolume == field.volume(upTo: field.depth))
  }

  /// A sucker with its opening under the surface takes its flow; as the surface comes down to the opening it takes what
  /// bleeds in, and where its line is open nothing.
  @Test func aSuckerDrainsThePoolToItsTip() throws {
    let field = BloodField(floor: -0.004, area: 0.002, depth: 0.03, bleeding: 5e-6, volume: 4e-5)
    let model = try Self.model(blood: field)
    let suction = try #require(model.tools[0].suction)
    var state = SimulationState(model: model)
    let team = WorkerTeam()
    // The surface stands 16 mm over the pad, the tip 5 mm.
    func run(_ ticks: Int, grip: Float) {
      for _ in 0..<ticks {
        _ = step(model, &state, Self.input(state.nextTick.rawValue, height: 0.005, grip: grip), on: team)
      }
    }
    run(100, grip: 0)
    #expect(abs(state.bloodVolume - (field.volume + 0.1 * field.bleeding)) < 1e-15)
    // The line follows the finger in its time constant.
    run(50, grip: 1)
    #expect(abs(state.suction(ofHand: 0) - 0.63) < 0.02, "\(state.suction(ofHand: 0))")
    run(200, grip: 1)
    let before = state.bloodVolume
    run(10, grip: 1)
    let rate = (before - state.bloodVolume) / 0.01
    #expect(abs(rate / (Double(suction.flow) - field.bleeding) - 1) < 0.02, "\(rate)")
    let full = state.bloodPool(model)!
    #expect(full.suction > 0.98)
    run(2500, grip: 1)
    let deep = Double(state.bloodPool(model)!.level) - 0.005
    #expect(abs(deep - Double(suction.radius) * field.bleeding / Double(suction.flow)) < 2e-5, "\(deep)")
    let shown = state.bloodPool(model)!
    #expect((shown.sucker - Vector3(0.010, 0.005, 0)).length < 1e-4)
    #expect(abs(Double(shown.suction) - field.bleeding / Double(suction.flow)) < 0.01)
  }
}
