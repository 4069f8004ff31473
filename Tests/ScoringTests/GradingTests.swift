import Foundation
import Frames
import SimMath
import Testing

@testable import Scoring

@Suite struct GradingTests {
  static let lesions = [SessionBuilder.lesion("L1", angle: -0.6, axial: 0.015)]

  static func expert(rendersForce: Bool = true) -> Scorecard {
    var session = SessionBuilder(lesions: lesions, rendersForce: rendersForce)
    session.palpate()
    session.feelAndMark(-0.6, 0.015)
    session.freezeAll()
    session.mark(-0.6, 0.015, by: .ultrasoundProbe)
    session.site(0, 0.040)
    return session.finish()
  }

  @Test func thePointsAreOneHundred() {
    #expect(DefaultRubric.rubric.items.reduce(0) { $0 + $1.points } == 100)
    #expect(DefaultRubric.rubric.gates.count <= 5)
  }

  @Test func allDoneRightGivesAllPoints() {
    let card = Self.expert()
    #expect(card.outcome == .scored)
    #expect(card.score == 100)
    #expect(card.ratedMaximum == 100)
    #expect(card.deductions == [])
    #expect(card.formative)
    #expect(card.metrics.map(\.id) == Metric.allCases.map(\.rawValue))
    #expect(card.metrics.allSatisfy { $0.version == 1 && !$0.unit.isEmpty && !$0.source.isEmpty })
  }

  @Test func notRatedLeavesTheMaximum() {
    let card = Self.expert(rendersForce: false)
    #expect(card.maximum == 100)
    // Without force: ultrasound 22, site 24, views 14.
    #expect(card.ratedMaximum == 60)
    #expect(card.score == 60)
    #expect(card.item("coverage")?.points == nil)
    #expect(card.item("lesions-touch")?.notRatedReason == "no-force-device")
    #expect(card.item("time")?.notRatedReason == "no-force-device")
    #expect(card.value(.forcePeak) == nil)
    #expect(card.value(.palpationCoverage) == nil)
    #expect(card.value(.touchF1) == nil)
  }

  /// A scaled hand's motion and touch are not its own; on a device that cannot show a plaque, only touch is left out.
  @Test func scaledOrGuidedHandsAreNotRated() {
    var header = SessionBuilder(rubric: DefaultRubric.rubric, rendersForce: false).header
    header.device.rendersForce = true
    #expect(header.ratesTouch && header.ratesMotion)
    #expect(header.unrated(.sparc) == nil && header.unrated(.forcePeak) == nil)
    header.touch = .guided
    #expect(header.unrated(.forcePeak) == .touchGuided && header.unrated(.pathLength) == nil)
    header.touch = .unchecked
    #expect(!header.ratesTouch && header.unrated(.forcePeak) == .touchUnchecked && header.unrated(.pathLength) == nil)
    header.station = StationRecord(
      hand: .right,
      mappings: [.init(device: "hd", scale: 2, offset: .zero, allowsClutch: false, axesChecked: true)])
    // A driver says so too.
    header.device.rendersForce = false
    #expect(header.unrated(.touchF1) == .handScaled && header.unrated(.pathEconomy) == .handScaled)
    #expect(header.unrated(.siteMargin) == nil && header.unrated(.timeTotal) == nil)
  }

  @Test func tooFewRatedGivesNoTotal() {
    var session = SessionBuilder(
      rubric: DefaultRubric.rubric.with { $0.minimumRatedShare.value = 0.7 }, rendersForce: false)
    session.freezeAll()
    session.site(0, 0.040)
    let card = session.finish()
    #expect(card.outcome == .tooFewRated)
    #expect(card.score == nil)
    #expect(card.maximum == 100)
  }

  @Test func paceCountsOnlyWithCoverage() {
    var session = SessionBuilder(lesions: Self.lesions)
    session.palpate(share: 0.7)
    session.site(0, 0.040)
    let card = session.finish()
    #expect(try! #require(card.value(.palpationCoverage)) < 0.9)
    for item in ["time", "economy", "idle"] {
      #expect(card.item(item)?.points == nil)
      #expect(card.item(item)?.notRatedReason == "coverage-too-low")
    }
    #expect(card.value(.timeTotal) != nil)
  }

  @Test func fasterThanTheExpertBandGivesNoMore() {
    #expect(Self.expert().item("time")?.points == 2)
    #expect(Self.expert().item("economy")?.points ?? 9 <= 2)
  }

  @Test func finishingTwiceGivesTheSameCard() {
    var session = SessionBuilder(lesions: Self.lesions)
    session.palpate(share: 0.5)
    session.site(0, 0.04)
    let first = session.fold.finish(end: .finished, logHash: "x")
    #expect(session.fold.finish(end: .finished, logHash: "x") == first)
  }

  @Test func deductionsAreInOrderAndSpeak() {
    var session = SessionBuilder(lesions: Self.lesions)
    session.press(SessionBuilder.at(0, 0.03), force: 6, seconds: 2)
    session.palpate(share: 0.8)
    session.feelAndMark(0.6, 0.04)
    session.freeze(.shortAxisMid, axial: 0.01, turn: SessionBuilder.across)
    session.freeze(.longAxisArch, axial: 0.05, turn: 0.8)
    session.site(0.9, 0.020)
    let card = session.finish()
    #expect(card.deductions.count >= 8)
    for (a, b) in zip(card.deductions, card.deductions.dropFirst()) { #expect(a.tick <= b.tick) }
    expectKnownRules(card)
  }
}

/// Every deduction follows a known rule, has exactly its arguments, and reads as a sentence.
func expectKnownRules(_ card: Scorecard) {
  for deduction in card.deductions {
    let rule = DeductionRule(rawValue: deduction.rule)
    #expect(rule != nil, "\(deduction.rule)")
    #expect(deduction.arguments.keys.sorted() == (rule?.argumentNames ?? []).sorted(), "\(deduction.rule)")
    #expect(deduction.points >= 0)
    #expect(!deduction.reason.contains("{") && !deduction.reason.contains("?") && deduction.reason.hasSuffix("."))
  }
}
