import Foundation
import Frames
import Scoring
import SimMath
import Testing

@Suite struct PropertyTests {
  /// Random sessions, most of them nonsense.
  static func randomCard(seed: UInt64) -> Scorecard {
    var random = Random(seed: seed, stream: 77)
    func place(_ r: inout Random) -> VesselCoordinate {
      SessionBuilder.at(r.uniform(-3.1, 3.1), r.uniform(-0.005, 0.065))
    }
    var lesions: [LesionTruth] = []
    for i in 0..<random.index(below: 4) {
      var lesion = SessionBuilder.lesion(
        "L\(i + 1)", LesionKind.allCases[random.index(below: 3)], angle: random.uniform(-3, 3),
        axial: random.uniform(0, 0.06), radius: random.uniform(0.001, 0.008))
      lesion.axialRadius = random.uniform(0.001, 0.01)
      lesions.append(lesion)
    }
    var session = SessionBuilder(
      lesions: lesions, safeSiteExists: random.index(below: 4) > 0, rendersForce: random.index(below: 4) > 0)
    if random.index(below: 3) == 0 { session.palpate(share: random.uniform(0.3, 1)) }
    for _ in 0..<random.index(below: 25) {
      session.tool = Tool.allCases[random.index(below: 2)]
      switch random.index(below: 9) {
      case 0: session.press(place(&random), force: Float(random.uniform(0, 9)), seconds: random.uniform(0, 0.4))
      case 1: session.mark(random.uniform(-3, 3), random.uniform(0, 0.06), by: session.tool)
      case 2:
        if let lesion = lesions.first { session.feelAndMark(lesion.center.angle, lesion.center.axial) }
      case 3: session.event(.lesionUnmarked)
      case 4:
        session.freeze(
          UltrasoundView.allCases[random.index(below: 5)], axial: random.uniform(0, 0.06),
          turn: Float(random.uniform(-2, 2)))
      case 5: session.freezeAll()
      case 6: session.site(random.uniform(-1.3, 1.3), random.uniform(0.02, 0.06))
      case 7: session.event(.noSafeSiteDeclared)
      default: session.rest(seconds: random.uniform(0, 0.3))
      }
    }
    return session.finish(random.index(below: 10) == 0 ? .ranOut : .finished)
  }

  @Test func whateverHappensTheSumsHold() throws {
    var outcomes: [Scorecard.Outcome: Int] = [:]
    for seed in UInt64(0)..<150 {
      let card = Self.randomCard(seed: seed)
      outcomes[card.outcome, default: 0] += 1
      #expect(card.maximum == 100)
      expectKnownRules(card)
      for item in card.items {
        #expect((item.points == nil) == (item.notRatedReason != nil))
        #expect(item.points.map { (0...item.maximum).contains($0) } ?? true)
      }
      let rated = card.items.filter { $0.points != nil }.reduce(0) { $0 + $1.maximum }
      #expect(isClose(card.ratedMaximum, rated))
      switch card.outcome {
      case .scored:
        let score = try #require(card.score)
        #expect((0...card.maximum).contains(score))
        let lost = card.deductions.reduce(0) { $0 + $1.points }
        #expect(isClose(lost, card.ratedMaximum - score), "seed \(seed)")
      case .gateFailed:
        #expect(card.score == 0)
        #expect(!card.causes.isEmpty)
      case .tooFewRated, .unscorable:
        #expect(card.score == nil)
      }
      #expect(try JSONDecoder().decode(Scorecard.self, from: Data(card.json())) == card)
    }
    // The sessions really differ in how they end.
    #expect(outcomes[.scored, default: 0] > 10)
    #expect(outcomes[.gateFailed, default: 0] > 10)
  }

  /// One more false mark never gives more points, one more found lesion never fewer.
  @Test func f1MovesTheRightWay() throws {
    let lesions = [
      SessionBuilder.lesion("L1", angle: -0.8, axial: 0.010), SessionBuilder.lesion("L2", angle: 0.8, axial: 0.010),
      SessionBuilder.lesion("L3", angle: 0, axial: 0.055),
    ]
    func f1(found: Int, wrong: Int) throws -> Double {
      var session = SessionBuilder(lesions: lesions)
      for i in 0..<found { session.mark(lesions[i].center.angle, lesions[i].center.axial, by: .ultrasoundProbe) }
      for i in 0..<wrong { session.mark(0.1 * Double(i), 0.032, by: .ultrasoundProbe) }
      session.site(0, 0.04)
      return try #require(session.finish().value(.ultrasoundF1))
    }
    for found in 0...3 {
      for wrong in 0...4 {
        // By the definition: precision and recall.
        let recall = Double(found) / 3
        let precision = found + wrong == 0 ? 0 : Double(found) / Double(found + wrong)
        let expected = recall + precision == 0 ? 0 : 2 * recall * precision / (recall + precision)
        #expect(isClose(try f1(found: found, wrong: wrong), expected))
      }
    }
  }
}
