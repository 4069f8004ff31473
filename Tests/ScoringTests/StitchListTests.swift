import Frames
import Scoring
import SimMath
import Testing

/// Stitches are read from needle records alone.
struct StitchListTests {
  private static let vessel = VesselTruth(
    outerRadius: 0.002, wallThickness: 0.000_5, length: 0.011, accessibleAngle: 3, siteZone: 0...0.011)
  private static let plan = AnastomosisTruth(
    seam: 0.005_5, gap: 0.001, stitches: 12, biteDistance: 0.001_5, needleRadius: 0.003, needleLength: 0.009,
    needleDiameter: 0.000_14, threadLength: 0.15)
  private static var truth: SceneTruth {
    SceneTruth(
      scenario: "x", scenarioVersion: "1.0.0", patientSeed: 1, vessel: vessel, lesions: [], safeSiteExists: false,
      requiredMargin: 0, anastomosis: plan)
  }

  /// A way through the wall at an angle, its outer hole so far from the edge; from outside in, or from within.
  private func output(
    _ tick: UInt64, angle: Double, edge: Double, proximal: Bool, inwards: Bool,
    outcome: NeedleBite.Outcome = .through, lasting: UInt64 = 50
  ) -> StepOutput {
    let z = Self.plan.seam + (proximal ? -1 : 1) * (0.5 * Self.plan.gap + edge)
    let way = VesselCoordinate(angle: angle, axial: z)
    let (outer, inner) = (way.point(radius: 0.002), way.point(radius: 0.001_5))
    var bite = NeedleBite()
    bite.outcome = outcome
    bite.tick = tick - lasting
    bite.endTick = tick
    (bite.entry, bite.exit) = inwards ? (outer, inner) : (inner, outer)
    let out = VesselCoordinate(angle: angle, axial: 0).point(radius: 1)
    (bite.entryNormal, bite.exitNormal) = inwards ? (out, -out) : (-out, out)
    var output = StepOutput(tick: Tick(tick))
    output.append(Event(kind: .biteEnded, tool: .needleHolder, site: Vector3(bite.entry), pose: .identity), bite)
    return output
  }

  private func stitches(_ outputs: [StepOutput]) throws -> [Stitch] {
    var list = try #require(StitchList(Self.truth))
    for output in outputs { list.add(output) }
    return list.stitches
  }

  @Test func passesInBothVesselsAreOneStitch() throws {
    let sewn = try stitches([
      output(100, angle: 0, edge: 0.001_5, proximal: true, inwards: true),
      output(200, angle: 0.05, edge: 0.001_2, proximal: false, inwards: false),
      output(300, angle: 0.5, edge: 0.001_6, proximal: true, inwards: true),
      output(400, angle: 0.5, edge: 0.001_4, proximal: false, inwards: false),
    ])
    #expect(sewn.count == 2 && sewn.allSatisfy { $0.isComplete })
    #expect(abs((sewn[0].proximal?.edgeDistance ?? 0) - 0.001_5) < 1e-9)
    #expect(abs((sewn[0].distal?.edgeDistance ?? 0) - 0.001_2) < 1e-9, "the outer hole counts, not where the needle went in")
    #expect(sewn[0].advance == nil && abs((sewn[1].advance ?? 0) - 0.001) < 1e-9)
    #expect(sewn[1].tick == 250 && sewn[1].endTick == 400)
  }

  @Test func oneVesselTwiceIsTwoStitches() throws {
    let sewn = try stitches([
      output(100, angle: 0, edge: 0.001, proximal: true, inwards: true),
      output(200, angle: 0.5, edge: 0.001, proximal: true, inwards: true),
      output(300, angle: 0.5, edge: 0.001, proximal: false, inwards: false),
    ])
    #expect(sewn.map(\.passes.count) == [1, 2] && !sewn[0].isComplete)
  }

  @Test func whatWasDrawnBackIsNoPass() throws {
    #expect(try stitches([output(100, angle: 0, edge: 0.001, proximal: true, inwards: true, outcome: .withdrawn)]).isEmpty)
  }

  /// The point went on across the lumen and out through the wall behind before the needle had left the wall in front.
  @Test func aNeedleInBothSidesOfTheLumenCatchesTheBackWall() throws {
    let sewn = try stitches([
      output(300, angle: 0, edge: 0.001_5, proximal: true, inwards: true, lasting: 200),
      output(320, angle: 2.9, edge: 0.001_2, proximal: true, inwards: false, lasting: 100),
      output(400, angle: 0.1, edge: 0.001_2, proximal: false, inwards: false),
      output(500, angle: 2.6, edge: 0.001_2, proximal: true, inwards: true),
    ])
    #expect(sewn.map(\.catchesBackWall) == [true, false])
    #expect(sewn.map(\.passes.count) == [2, 1], "what goes in later on the other side is the next stitch")
    #expect(sewn[0].isComplete && sewn[0].backWall.first.map { abs($0.angle - 2.9) < 1e-9 } == true)
  }

  /// Around the back the shorter way counts.
  @Test func theAdvanceGoesTheShortWayRound() throws {
    let sewn = try stitches([
      output(100, angle: 3.0, edge: 0.001, proximal: true, inwards: true),
      output(200, angle: 3.0, edge: 0.001, proximal: false, inwards: false),
      output(300, angle: -3.0, edge: 0.001, proximal: true, inwards: true),
    ])
    #expect(abs((sewn.last?.advance ?? 0) - 0.002 * (2 * Double.pi - 6)) < 1e-9)
  }

  @Test func aSceneWithNothingToSewHasNoList() {
    var truth = Self.truth
    truth.anastomosis = nil
    #expect(StitchList(truth) == nil)
  }
}
