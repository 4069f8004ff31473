import Foundation
import Testing

@testable import Scenarios

struct HashTests {
  let text = LoaderTests.shippedText

  func hash(_ yaml: String) throws -> UInt64 { try ScenarioLoader.load(yaml: yaml, file: "test.yaml").hash }

  @Test func isTheSameEveryTime() throws {
    #expect(try hash(text) == hash(text))
    // Units and the order of keys are writing, not content.
    #expect(try hash(text.replacing("value: 32 mm", with: "value: 3.2 cm")) == hash(text))
  }

  @Test func leavesOutTextsSourcesAndTheRubric() throws {
    var changed = text.replacing("a light hand-held instrument", with: "weighed")
    changed = changed.replacing("step.scan.title", with: "step.other.title").replacing(
      "{value: 8 N,", with: "{value: 9 N,")
    #expect(changed != text)
    #expect(try hash(changed) == hash(text))
  }

  /// Changes every figure of the scene by a millionth, or from nothing to one, and expects another hash.
  @Test func takesInEveryFigureOfTheScene() throws {
    let original = try hash(text)
    let lines = text.components(separatedBy: "\n")
    let end = lines.firstIndex { $0.hasPrefix("rubric:") }!
    var changed = 0
    for i in 0..<end {
      guard let range = lines[i].range(of: "value: ") else { continue }
      let after = lines[i][range.upperBound...]
      let number = Quantity.leadingNumber(String(after))
      guard let x = Double(number) else { continue }
      var copy = lines
      copy[i] = lines[i].replacing("value: \(number) ", with: "value: \(x == 0 ? 1 : x * 1.000001) ")
      // Parts of a distribution must still add up to 1.
      if lines[i].contains("38.5 percent") {
        copy[i] = copy[i].replacing("\(x * 1.000001)", with: "38.4")
        let partner = copy.firstIndex { $0.contains("value: 30.5 percent") }!
        copy[partner] = copy[partner].replacing("30.5", with: "30.6")
      } else if [30.5, 20.5, 10.5].contains(x) {
        copy[i] = copy[i].replacing("\(x * 1.000001)", with: "\(x + 0.1)")
        let partner = copy.firstIndex { $0.contains("value: 38.5 percent") }!
        copy[partner] = copy[partner].replacing("38.5", with: "38.4")
      }
      #expect(try hash(copy.joined(separator: "\n")) != original, "\(lines[i])")
      changed += 1
    }
    #expect(changed > 45)
  }
}
