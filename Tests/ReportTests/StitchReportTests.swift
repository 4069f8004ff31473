import Foundation
import Frames
import Localisation
import Scoring
import SimMath
import Testing

@testable import Report

/// The page of an anastomosis lists its stitches, and is a page that a browser can read, in both languages.
struct StitchReportTests {
  private static var truth: SceneTruth {
    SceneTruth(
      scenario: "vessel-anastomosis", scenarioVersion: "1.0.0", patientSeed: 3,
      vessel: VesselTruth(
        outerRadius: 0.002, wallThickness: 0.000_5, length: 0.011, accessibleAngle: 3, siteZone: 0...0.011),
      lesions: [], safeSiteExists: false, requiredMargin: 0,
      anastomosis: AnastomosisTruth(
        seam: 0.005_5, gap: 0.001, stitches: 12, biteDistance: 0.001_5, needleRadius: 0.003, needleLength: 0.009,
        needleDiameter: 0.000_14, threadLength: 0.15))
  }

  /// So many stitches, the last through one vessel alone.
  private static func page(_ count: Int, _ language: Language, threadBreaks: UInt64? = nil) throws -> String {
    let truth = truth
    var header = SyntheticSession().header
    header.truth = truth
    header.rubric = .ungraded(id: truth.scenario)
    let fold = ScoringFold(header: header)
    var builder = SessionTraceBuilder(truth: truth, rubric: header.rubric)
    for k in 0..<(2 * count - 1) {
      let angle = 2 * Double.pi * Double(k / 2) / 12
      let isProximal = k % 2 == 0
      let place = VesselCoordinate(angle: angle, axial: isProximal ? 0.0035 : 0.0075)
      let out = VesselCoordinate(angle: angle, axial: 0).point(radius: 1)
      var bite = NeedleBite()
      bite.outcome = .through
      bite.tick = UInt64(1000 * k + 500)
      bite.endTick = UInt64(1000 * k + 900)
      bite.entry = place.point(radius: isProximal ? 0.002 : 0.001_5)
      bite.exit = place.point(radius: isProximal ? 0.001_5 : 0.002)
      bite.entryNormal = isProximal ? out : -out
      bite.exitNormal = -bite.entryNormal
      var output = StepOutput(tick: Tick(bite.endTick))
      output.append(Event(kind: .biteEnded, tool: .needleHolder, site: Vector3(bite.entry), pose: .identity), bite)
      builder.add(input: InputFrame(tick: output.tick, pose: .identity), output: output)
    }
    if let threadBreaks {
      var output = StepOutput(tick: Tick(threadBreaks))
      output.append(Event(kind: .threadBroke, tool: .needleHolder, pose: .identity))
      builder.add(input: InputFrame(tick: output.tick, pose: .identity), output: output)
    }
    // Of a whole log nothing else would be said; these records are few.
    var card = fold.finish(end: .finished, logHash: String(repeating: "0", count: 64))
    card.causes = card.causes.filter { $0 == "The exercise is not graded." }
    return try ReportPage.html(scorecard: card, trace: builder.trace, truth: truth, language: language)
  }

  @Test(arguments: Language.allCases) func everyStitchHasItsRow(language: Language) throws {
    let html = try Self.page(4, language)
    let words = try ReportPageTests.words(html)
    let rows = html.components(separatedBy: "<th scope=\"row\">").count - 1
    #expect(rows >= 4 && html.components(separatedBy: "class=\"hole full\"").count - 1 == 7)
    #expect(html.components(separatedBy: "<tr class=\"critical\">").count - 1 == 1, "the last lacks its other half")
    #expect(words.contains(language == .english ? "4 stitches of 12; 3 take the whole wall" : "12땀 중 4땀"))
    #expect(words.contains(language == .english ? "The exercise is not graded." : "이 연습은 채점하지 않습니다."))
    #expect(!words.contains(language == .english ? "cannot be scored" : "채점할 수 없는"), "nothing is wrong with the record")
    #expect(!words.contains("[") && !words.contains("{"), "\(words)")
  }

  /// When the thread broke is said in so many words; where it did not, nothing is.
  @Test(arguments: Language.allCases) func aBrokenThreadIsSaid(language: Language) throws {
    let whole = try ReportPageTests.words(try Self.page(4, language))
    let words = try ReportPageTests.words(try Self.page(4, language, threadBreaks: 34_821))
    let said = language == .english ? "The thread broke at 0:34" : "0:34에 봉합사가 끊어졌습니다"
    #expect(words.contains(said) && !whole.contains(said))
  }

  @Test(arguments: Language.allCases) func nothingSewnIsSaid(language: Language) throws {
    let truth = Self.truth
    let html = try ReportPage.html(
      scorecard: SyntheticSession().run().scorecard, trace: SessionTraceBuilder(truth: truth, rubric: .ungraded(id: "x")).trace,
      truth: truth, language: language)
    #expect(try ReportPageTests.words(html).contains(language == .english ? "No needle went through" : "바늘이 벽을 통과하지"))
  }

  /// Each activation of cautery has a row, and the sums are said; without one there is no such section.
  @Test(arguments: Language.allCases) func cauteryIsListed(language: Language) throws {
    let truth = Self.truth
    func page(_ count: Int) throws -> String {
      var builder = SessionTraceBuilder(truth: truth, rubric: .ungraded(id: "x"))
      for k in 0..<count {
        var burn = CauteryBurn()
        burn.tick = UInt64(1000 * k)
        burn.endTick = burn.tick + 500
        burn.energy = 8.9
        burn.peak = k == 0 ? 0 : 100
        burn.volume = 6.7e-9
        burn.collateral = 1.2e-9
        var output = StepOutput(tick: Tick(burn.endTick))
        output.append(Event(kind: .cauteryEnded, tool: .cautery), burn)
        builder.add(input: InputFrame(tick: output.tick, pose: .identity), output: output)
      }
      return try ReportPage.html(
        scorecard: SyntheticSession().run().scorecard, trace: builder.trace, truth: truth, language: language)
    }
    let html = try page(3)
    let words = try ReportPageTests.words(html)
    #expect(words.contains(language == .english ? "3 activations with 26.7 J; 20.1 mm³" : "3회 작동, 26.7 J; 응고된 조직 20.1 mm³"))
    #expect(html.components(separatedBy: "<td class=\"n\">100</td>").count - 1 == 2)
    #expect(!words.contains("[report.") && !words.contains("{"), "\(words)")
    #expect(try !page(0).contains("id=\"cautery\""))
  }
}
