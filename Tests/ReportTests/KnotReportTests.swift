import Foundation
import Frames
import Knots
import Localisation
import Scoring
import Testing

@testable import Report

/// The page of a knot lists its throws, in both languages.
struct KnotReportTests {
  private static var truth: SceneTruth {
    SceneTruth(
      scenario: "knot-tying", scenarioVersion: "1.0.0", patientSeed: 2,
      vessel: VesselTruth(
        outerRadius: 0.016, wallThickness: 0.005, length: 0.048, accessibleAngle: 1.1, siteZone: 0...0.048),
      lesions: [], safeSiteExists: false, requiredMargin: 0,
      knot: KnotTruth(
        axial: 0.024, bite: 0.002, strandLength: 0.052, tailLength: 0.022, threadDiameter: 1e-4, threadStrength: 6,
        throwsAsked: 7))
  }

  private static func words(_ knot: TiedKnot?, _ language: Language) throws -> (html: String, words: String) {
    let truth = truth
    var header = SyntheticSession().header
    header.truth = truth
    header.rubric = .ungraded(id: truth.scenario)
    var card = ScoringFold(header: header).finish(end: .finished, logHash: String(repeating: "0", count: 64))
    // Of a whole log nothing else would be said; this one has no records.
    card.causes = card.causes.filter { $0 == "The exercise is not graded." }
    var trace = SessionTraceBuilder(truth: truth, rubric: header.rubric).trace
    trace.knot = knot
    let html = try ReportPage.html(scorecard: card, trace: trace, truth: truth, language: language)
    return (html, try ReportPageTests.words(html))
  }

  @Test(arguments: Language.allCases) func everyThrowHasItsRow(language: Language) throws {
    let knot = TiedKnot(
      throwsTied: [.init(wraps: -1, looseness: 1.2), .init(wraps: 1, looseness: 2.5), .init(wraps: 2, looseness: 1)],
      kind: .mixed, gap: 0.001_24)
    let page = try Self.words(knot, language)
    #expect(page.html.components(separatedBy: "<th scope=\"row\">").count - 1 == 3)
    let said =
      language == .english
      ? ["Throws tied: 3 of 7 (1=1x2); read as: mixed.", "Some throw winds to the same side", "lies 1.2 mm from", "to the left", "2.5", "The exercise is not graded."]
      : ["7번 중 3번 묶었고(1=1x2), 매듭의 종류는 혼합입니다.", "보완해야 합니다.", "1.2 mm 떨어져", "왼쪽", "2.5", "이 연습은 채점하지 않습니다."]
    for sentence in said { #expect(page.words.contains(sentence), "\(sentence): \(page.words)") }
    #expect(!page.words.contains("[") && !page.words.contains("{"), "\(page.words)")
  }

  @Test(arguments: Language.allCases) func noThrowAndNoKnowledgeAreTold(language: Language) throws {
    let none = try Self.words(TiedKnot(throwsTied: [], kind: .none, gap: nil), language).words
    let unknown = try Self.words(nil, language).words
    #expect(none.contains(language == .english ? "No throw was tied; 7 were asked for." : "한 번도 묶지 않았습니다"))
    #expect(unknown.contains(language == .english ? "is not known" : "알 수 없거나"))
    #expect(!unknown.contains("{") && !none.contains("{"))
  }
}
