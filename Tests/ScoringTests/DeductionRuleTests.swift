import Foundation
import Scoring
import Testing

@Suite struct DeductionRuleTests {
  @Test func namesComeFromTheTemplate() {
    #expect(DeductionRule.viewMisnamed.argumentNames == ["shown", "view"])
    #expect(DeductionRule.palpationCoverage.argumentNames == ["value_percent", "full_percent"])
    #expect(DeductionRule.gateNoDecision.argumentNames == [])
  }

  @Test func figuresAreRoundedWithoutALocale() {
    #expect(
      DeductionRule.marginShort.text(["margin_mm": 1234.56, "required_mm": 10])
        == "The site is 1234.6 mm from the nearest lesion; 10.0 mm are needed.")
    #expect(
      DeductionRule.decisionShort.text(["margin_mm": -0.04, "required_mm": -3.25])
        == "The site is 0.0 mm from the nearest lesion; -3.3 mm are needed.")
    #expect(DeductionRule.touchOverLimit.text(["limit": 8, "left_out": 2]).contains("first 8 marks by touch"))
  }

  @Test func everyTemplateIsWhole() {
    for rule in DeductionRule.allCases {
      #expect(rule.template.hasSuffix("."))
      #expect(rule.template.filter { $0 == "{" }.count == rule.template.filter { $0 == "}" }.count)
      #expect(Set(rule.argumentNames).count == rule.argumentNames.count)
    }
  }

  /// The page that translators and authors of rubrics work from lists everything, word for word.
  @Test func thePageIsComplete() throws {
    let page = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Sources/Scoring/Scoring.docc/Scoring.md")
    let text = try String(contentsOf: page, encoding: .utf8)
    for rule in DeductionRule.allCases {
      #expect(text.contains("| `\(rule.rawValue)` |") && text.contains("| \(rule.template) |"), "\(rule.rawValue)")
    }
    for metric in Metric.allCases {
      #expect(text.contains("| `\(metric.rawValue)` | \(metric.unit) | \(metric.source) |"), "\(metric.rawValue)")
    }
    for reason in NotRatedReason.allCases { #expect(text.contains("`\(reason.rawValue)`")) }
  }
}
