import Anatomy
import Devices
import Frames
import Knots
import Scenarios
import SimMath
import Testing

@testable import Simulation
@testable import Validation

/// Scripted hands that tie a thread through a needle holder and forceps alone, as in the exercise that ships.
@Suite(.serialized) struct TyingHandsTests {
  private static func tie(
    throws count: Int, level: TraineeLevel = .expert, isLeftHanded: Bool = false, seed: UInt64, seconds: Double
  ) throws -> TyingTrial.Result {
    let scenario = try ScenarioLoader.load(id: "knot-tying")
    let exercise = try #require(scenario.knot)
    return try TyingTrial(
      vessel: scenario.vessel, truth: exercise.truth,
      parameters: try KnotParameters(exercise, tray: scenario.tray, limits: .scripted, second: .scripted), level: level,
      isLeftHanded: isLeftHanded, seed: seed, throwsWanted: count, longest: seconds
    ).run()
  }

  /// The strand that goes over the holder first winds a left-handed throw for a right-handed person, and the thread bears it.
  @Test(arguments: [(TraineeLevel.expert, UInt64(1)), (.novice, 2)])
  func aThrowIsTied(level: TraineeLevel, seed: UInt64) throws {
    let knot = try Self.tie(throws: 1, level: level, seed: seed, seconds: 30)
    #expect(knot.end == .tied)
    #expect(knot.throwsTied.last?.reading.kind == .overhand)
    #expect(knot.throwsTied.last?.reading.throwsTied.map(\.isRightHanded) == [false])
    #expect(knot.pull < 0.3, "\(knot.pull)")
  }

  /// From both sides in turn, throws lie square, and each adds to the knot. Not every one does: how many, `systole validate tying`
  /// counts.
  @Test func aSquareKnotIsTied() throws {
    let knot = try Self.tie(throws: 4, seed: 1, seconds: 90)
    let hands = knot.throwsTied.map { $0.reading.throwsTied.map(\.isRightHanded) }
    let kinds = knot.throwsTied.map(\.reading.kind)
    let said = "\(hands) \(kinds), pull \(knot.pull), \(knot.end)"
    #expect(knot.end == .tied, "\(said)")
    #expect(hands == [[false], [false, true], [false, true, false], [false, true, false, true]], "\(said)")
    #expect(kinds.last == .square, "\(said)")
    #expect(knot.pull < 0.4, "\(said)")
  }

  /// A left-handed person's is the mirror image.
  @Test func aLeftHandedPersonTiesTheMirrorImage() throws {
    let knot = try Self.tie(throws: 1, isLeftHanded: true, seed: 2, seconds: 30)
    #expect(knot.end == .tied)
    #expect(knot.throwsTied.last?.reading.throwsTied.map(\.isRightHanded) == [true])
  }

  /// The study's row says what was tied, and where experts give up or a thread breaks it fails.
  @Test func theStudyCountsWhatWasTied() throws {
    let scenario = try ScenarioLoader.load(id: "knot-tying")
    let truth = try #require(scenario.knot).truth
    let parameters = try KnotParameters(try #require(scenario.knot), tray: scenario.tray, limits: .scripted, second: .scripted)
    let rows = try #require(
      try TyingTable.run(
        vessel: scenario.vessel, truth: truth, parameters: parameters, trainees: [.init(level: .expert, isLeftHanded: true)],
        seeds: 1, throwsWanted: 1, cores: 1, goOn: { _ in true }))
    let row = try #require(rows.first)
    #expect(rows.count == 1 && row.device == "tie-expert-left" && row.end == .tied && row.throwsTied == 1)
    let gap = try #require(row.gap)
    #expect(row.wraps == [1] && row.kind == .overhand && gap < 2.5 && row.ofStrength > 0.02)
    #expect(TyingTable.cases(rows).filter { !$0.ok }.isEmpty)
    var lost = row
    lost.end = .gaveUp
    #expect(TyingTable.cases([row, lost]).filter { !$0.ok }.map { $0.id } == ["tying.expert.tied"])
    lost.end = .broke
    #expect(TyingTable.cases([row, row, lost]).filter { !$0.ok }.map { $0.id } == ["tying.broken"])
  }

  /// Who sees no thread waits.
  @Test func handsThatSeeNoThreadWait() throws {
    let scenario = try ScenarioLoader.load(id: "knot-tying")
    let hands = TyingHands(vessel: scenario.vessel, truth: try #require(scenario.knot).truth, level: .expert, seed: 1)
    let first = try #require(hands.sample(at: Tick(1), feedback: nil))
    var last = first
    for k in 2..<1000 as Range<UInt64> { last = try #require(hands.sample(at: Tick(k), feedback: Feedback(tick: Tick(k)))) }
    #expect(!hands.isDone && first.grip == last.grip && (first.pose.position - last.pose.position).length < 0.001)
  }
}
