import Devices
import Frames
import Knots
import SimMath
import Testing
import Validation

@testable import Simulation

/// Scripted hands that tie a thread through a needle holder and forceps alone, on a board.
@Suite(.serialized) struct TyingHandsTests {
  private struct Outcome {
    /// What the knot is read as after each throw.
    var readings: [KnotReading] = []
    var isBroken = false
    var hasGivenUp = false
    /// Of ticks that were solved, as a share of what breaks the thread.
    var pull = 0.0
  }

  private static func tie(
    throws count: Int, level: TraineeLevel = .expert, hand: StationRecord.Hand = .right, seed: UInt64, seconds: Double
  ) throws -> Outcome {
    let board = TyingBoard(isMirrored: hand == .left)
    let model = try board.model(
      tools: [try InstrumentScene.instrument(.needleHolder), try InstrumentScene.instrument(.forceps)])
    var state = SimulationState(model: model)
    let task = TyingTask(
      knot: .zero, diameter: board.material.diameter, strength: board.material.strength, throwsWanted: count)
    let hands = TyingHands(task: task, strandEnd: board.strand(before: 0.003), level: level, hand: hand, seed: seed)
    let team = WorkerTeam()
    var outcome = Outcome()
    var felt: [Vector3] = [.zero, .zero]
    while !hands.isDone {
      let tick = state.nextTick
      guard Double(tick.rawValue) < 1000 * seconds else { break }
      var seen = Feedback(tick: tick)
      seen.suture = state.withSuture(0) { $0.view }
      seen.force = felt[0]
      seen.second = HandFeedback(
        force: felt[1], torque: .zero, graspForce: 0, tool: .forceps, toolPose: .identity, inContact: false)
      let tied = hands.throwsTied
      let input = try #require(hands.sample(at: tick, feedback: seen))
      if hands.throwsTied > tied, let knot = state.withSuture(0, { $0.knot }) { outcome.readings.append(knot) }
      let output = step(model, &state, input, on: team)
      felt = [output.hands[0].forceSent, output.hands[1].forceSent]
      let thread = state.withSuture(0) { $0.output }
      if !thread.status.contains(.behind) { outcome.pull = max(outcome.pull, thread.largestTension / board.material.strength) }
      if thread.brokenSegment >= 0 {
        outcome.isBroken = true
        break
      }
    }
    outcome.hasGivenUp = hands.hasGivenUp
    return outcome
  }

  /// The strand that goes over the holder first winds a left-handed throw for a right-handed person, and the thread bears it.
  @Test(arguments: [(TraineeLevel.expert, UInt64(1)), (.novice, 2)])
  func aThrowIsTied(level: TraineeLevel, seed: UInt64) throws {
    let knot = try Self.tie(throws: 1, level: level, seed: seed, seconds: 30)
    #expect(!knot.isBroken && !knot.hasGivenUp)
    #expect(knot.readings.last?.kind == .overhand && knot.readings.last?.throwsTied.map(\.isRightHanded) == [false])
    #expect(knot.pull < 0.3, "\(knot.pull)")
  }

  /// From both sides in turn, throws lie square, and each adds to the knot.
  @Test func aSquareKnotIsTied() throws {
    let knot = try Self.tie(throws: 4, seed: 1, seconds: 90)
    let hands = knot.readings.map { $0.throwsTied.map(\.isRightHanded) }
    let said = "\(hands) \(knot.readings.map(\.kind)), pull \(knot.pull), given up: \(knot.hasGivenUp)"
    #expect(!knot.isBroken && !knot.hasGivenUp, "\(said)")
    #expect(hands.last == [false, true, false, true] && knot.readings.last?.kind == .square, "\(said)")
    #expect(knot.pull < 0.4, "\(said)")
  }

  /// A left-handed person's is the mirror image.
  @Test func aLeftHandedPersonTiesTheMirrorImage() throws {
    let knot = try Self.tie(throws: 1, hand: .left, seed: 2, seconds: 30)
    #expect(!knot.isBroken && !knot.hasGivenUp)
    #expect(knot.readings.last?.throwsTied.map(\.isRightHanded) == [true])
  }

  /// Who sees no thread waits.
  @Test func handsThatSeeNoThreadWait() throws {
    let hands = TyingHands(
      task: TyingTask(knot: .zero, diameter: 1e-4, strength: 6, throwsWanted: 1),
      strandEnd: Vector3D(0, 0.03, -0.04), level: .expert, seed: 1)
    let first = try #require(hands.sample(at: Tick(1), feedback: nil))
    var last = first
    for k in 2..<1000 as Range<UInt64> { last = try #require(hands.sample(at: Tick(k), feedback: Feedback(tick: Tick(k)))) }
    #expect(!hands.isDone && first.grip == last.grip && (first.pose.position - last.pose.position).length < 0.001)
  }
}
