import Foundation
import Frames
import Testing

@testable import Scenarios

/// Bad input gets an error that names file, line, column, key and mend.
struct LoaderTests {
  /// The shipped file with one change, which must apply exactly once.
  static func load(replacing old: String, with new: String) throws(ScenarioError) -> Scenario {
    let text = shippedText
    precondition(text.components(separatedBy: old).count == 2, "\"\(old)\" must stand there once")
    return try ScenarioLoader.load(yaml: text.replacing(old, with: new), file: "test.yaml")
  }

  static let shippedText = try! String(
    contentsOf: ScenarioLibrary.file(of: "aortic-assessment", in: ScenarioLibrary.shipped), encoding: .utf8)

  static func line(of text: String) -> Int {
    1 + shippedText.prefix(upTo: shippedText.range(of: text)!.lowerBound).filter { $0 == "\n" }.count
  }

  /// The only problem of a file with one change.
  func problem(replacing old: String, with new: String) throws -> ScenarioProblem {
    let error = try #require(throws: ScenarioError.self) { try Self.load(replacing: old, with: new) }
    #expect(error.problems.count == 1, "\(error)")
    return try #require(error.problems.first)
  }

  @Test func placeOfAProblem() throws {
    let p = try problem(replacing: "value: 32 mm", with: "value: 32 kg")
    #expect(p.file == "test.yaml")
    #expect(p.line == Self.line(of: "value: 32 mm"))
    #expect(p.column == 12)
    #expect(p.keyPath == "vessel.outer_diameter.value")
    #expect(
      p.description
        == "test.yaml:\(p.line!):12: vessel.outer_diameter.value: \"32 kg\" is a mass, but a length is needed; "
        + "write for example `32 mm`")
  }

  @Test(
    arguments: [
      ("value: 32 mm", "value: 32", "vessel.outer_diameter.value", "has no unit"),
      ("value: 32 mm", "value: 32 inch", "vessel.outer_diameter.value", "\"inch\" is not a unit known here"),
      ("value: 32 mm", "value: -32 mm", "vessel.outer_diameter.value", "out of range"),
      ("value: 32 mm", "value: wide", "vessel.outer_diameter.value", "does not begin with a number"),
      ("value: 32 mm", "value: .nan", "vessel.outer_diameter.value", "not a finite number"),
      ("value: 32 mm", "value: 1e400 mm", "vessel.outer_diameter.value", "not a finite number"),
      ("value: 32 mm", "value: [32, mm]", "vessel.outer_diameter.value", "a single value is needed"),
      ("value: 32 mm", "value:", "vessel.outer_diameter.value", "the value is empty"),
      (
        "value: 2 mm\n    source: >-\n      \"a wall", "value: 17 mm\n    source: >-\n      \"a wall",
        "vessel.wall_thickness",
        "the wall fills the vessel"
      ),
      (
        "value: 50 mm\n      source: stays", "value: 61 mm\n      source: stays", "vessel.site_zone",
        "the zone ends beyond the vessel"
      ),
      (
        "value: 30 mm\n      source: leaves", "value: 55 mm\n      source: leaves", "vessel.site_zone",
        "`to` is less than `from`"
      ),
      ("value: 1.2 MPa", "value: -1.2 MPa", "materials.wall.youngs_modulus.value", "out of range"),
      (
        "value: 0.3 1\n      source: usual", "value: 0.5 1\n      source: usual",
        "materials.calcium.poisson_ratio.value",
        "out of range"
      ),
      ("value: 80 mmHg", "value: 120 mmHg", "circulation.mean", "midway between diastolic and systolic"),
      ("value: 38.5 percent", "value: 48.5 percent", "patients.distribution", "add up to"),
      ("most_lesions: 3", "most_lesions: 2.5", "patients.most_lesions", "a whole number"),
      ("most_lesions: 3", "most_lesions: 3 1", "patients.most_lesions", "not a plain number"),
      ("outer_diameter:", "outer_diametre:", "", "unknown key"),
      ("heart_rate:", "pulse:", "", "unknown key"),
      ("tray: [palpation-probe, ultrasound-probe]", "tray: [palpation-probe, scalpel]", "tray[1]", "no \"scalpel\""),
      ("tray: [palpation-probe, ultrasound-probe]", "tray: palpation-probe", "tray", "a list is needed"),
      ("tray: [palpation-probe, ultrasound-probe]", "tray: []", "tray", "the list is empty"),
      ("tray: [palpation-probe, ultrasound-probe]", "tray: [palpation-probe, palpation-probe]", "tray", "twice"),
      ("version: 1.1.1", "version: 1.1", "version", "not a version"),
      ("format: 1", "format: 2", "format", "later format 2"),
      ("- id: scan", "- id: palpate", "steps", "twice"),
      ("title: scenario.aortic-assessment.title", "title: The Aorta!", "title", "not a name"),
      (
        "pace: true\n      needs_force: false\n  minimum", "pace: 1\n      needs_force: false\n  minimum",
        "rubric.items[10].pace",
        "no \"1\" to choose"
      ),
      ("{value: 8 N,", "{value: 8 s,", "rubric.items[6].none", "`full` is in N but `none` in s"),
      ("{value: 8 N,", "{value: 3 N,", "rubric.items[6].none", "are equal"),
    ] as [(String, String, String, String)])
  func refuses(old: String, new: String, keyPath: String, message: String) throws {
    let error = try #require(throws: ScenarioError.self) { try Self.load(replacing: old, with: new) }
    let p = try #require(error.problems.first { keyPath.isEmpty || $0.keyPath == keyPath }, "\(error)")
    #expect(error.problems.contains { $0.message.contains(message) }, "\(error)")
    #expect(!p.mend.isEmpty)
    #expect(p.line != nil && p.column != nil)
  }

  @Test func unknownKeyGuessesWhatWasMeant() throws {
    let error = try #require(throws: ScenarioError.self) {
      try Self.load(replacing: "outer_diameter:", with: "outer_diametre:")
    }
    #expect(error.problems.count == 2)
    let unknown = try #require(error.problems.first { $0.message == "unknown key" })
    #expect(unknown.keyPath == "vessel.outer_diametre")
    #expect(unknown.line == Self.line(of: "outer_diameter:"))
    #expect(unknown.column == 3)
    #expect(unknown.mend == "did you mean `outer_diameter`?")
    #expect(error.problems.contains { $0.keyPath == "vessel.outer_diameter" && $0.message == "missing" })
  }

  @Test func missingSectionIsReportedOnce() throws {
    let text = Self.shippedText
    let start = text.range(of: "probe:\n")!.lowerBound
    let end = text.range(of: "ultrasound:\n")!.lowerBound
    let error = try #require(throws: ScenarioError.self) {
      try ScenarioLoader.load(yaml: text.replacingCharacters(in: start..<end, with: ""), file: "test.yaml")
    }
    #expect(error.problems.map(\.keyPath) == ["probe"])
    #expect(error.problems.map(\.message) == ["missing"])
  }

  @Test func everyProblemIsReportedInOrder() throws {
    let text = Self.shippedText.replacing("value: 32 mm", with: "value: 32").replacing(
      "value: 50 g", with: "value: 50 N"
    )
    .replacing("format: 1", with: "fromat: 1")
    let error = try #require(throws: ScenarioError.self) { try ScenarioLoader.load(yaml: text, file: "test.yaml") }
    #expect(
      error.problems.map(\.keyPath) == ["format", "fromat", "vessel.outer_diameter.value", "probe.mass.value"])
    #expect(error.description.split(separator: "\n").count == 4)
  }

  @Test(
    arguments: [
      ("", "the file is empty"), ("a: [1, 2", "this is no YAML"), ("a: 1\na: 2\n", "written twice"),
      ("\tid: x", "this is no YAML"), ("- a\n- b\n", "`key: value` lines are needed"),
      ("42", "`key: value` lines are needed"),
      ("a: 1\n---\nb: 2\n", "this is no YAML"), ("a: \u{7}", "unreadable character"), ("a: *b", "this is no YAML"),
      ("? [a, b]\n: c\n", "a key must be plain text"),
      (String(repeating: "[", count: 100_000), "this is no YAML"),
      (String(repeating: "x", count: 300_000), "the file is larger than 256 KiB"),
    ] as [(String, String)])
  func noScenarioAtAll(yaml: String, message: String) throws {
    let error = try #require(throws: ScenarioError.self) { try ScenarioLoader.load(yaml: yaml, file: "test.yaml") }
    #expect(error.problems.contains { $0.message.hasPrefix(message) }, "\(error)")
  }

  @Test func sizesThatGiveNoSuchPatientAreRefused() throws {
    // No lesions of these sizes can take all of a zone that spans most of the vessel.
    let text = Self.shippedText.replacing(
      "value: 30 mm\n      source: leaves", with: "value: 0 mm\n      source: leaves"
    )
    .replacing("value: 75 deg", with: "value: 180 deg")
    let error = try #require(throws: ScenarioError.self) { try ScenarioLoader.load(yaml: text, file: "test.yaml") }
    #expect(error.problems.map(\.keyPath) == ["patients"])
    #expect(error.problems.first?.message == "with these sizes no no-safe-site patient could be drawn")
  }

  @Test func unknownScenarioListsWhatThereIs() throws {
    let error = try #require(throws: ScenarioError.self) { try ScenarioLoader.load(id: "aortic-asessment") }
    #expect(
      error.description
        == "aortic-asessment: there is no such scenario; did you mean \"aortic-assessment\"? "
        + "there are: aortic-assessment, knot-tying, vessel-anastomosis"
    )
    #expect(throws: ScenarioError.self) { try ScenarioLoader.load(id: "../strings/en") }
    #expect(throws: ScenarioError.self) { try ScenarioLoader.load(id: "") }
  }

  @Test func filesThatCannotBeRead() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("scenario-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let missing = folder.appendingPathComponent("missing.yaml")
    #expect(ScenarioLibrary.check(file: missing).map(\.message) == ["the file cannot be read"])
    #expect(ScenarioLibrary.check(file: folder).map(\.message) == ["the file cannot be read"])
    let binary = folder.appendingPathComponent("binary.yaml")
    try Data([0xFF, 0xFE, 0x00, 0x80]).write(to: binary)
    #expect(ScenarioLibrary.check(file: binary).map(\.message) == ["this is no text"])
    // A broken scenario is listed with its problems and a file under a wrong name is refused.
    try Data(Self.shippedText.utf8).write(to: folder.appendingPathComponent("other.yaml"))
    let listing = ScenarioLibrary.list(in: folder)
    #expect(listing.map(\.id) == ["binary", "other"])
    #expect(listing.map(\.problems.count) == [1, 1])
    #expect(listing[1].problems[0].mend == "name the file aortic-assessment.yaml")
  }

  @Test func shippedScenariosAreGood() {
    let listing = ScenarioLibrary.list()
    #expect(listing.map(\.id) == ["aortic-assessment", "knot-tying", "vessel-anastomosis"])
    #expect(listing.allSatisfy { $0.problems.isEmpty && $0.version != nil })
  }

  @Test func templatePassesTheCheck() throws {
    let template = try ScenarioLibrary.template(id: "my-aorta")
    let scenario = try ScenarioLoader.load(yaml: template, file: "my-aorta.yaml")
    #expect(scenario.id == "my-aorta")
    #expect(scenario.version == "0.1.0")
    #expect(scenario.rubric.id == "my-aorta")
    #expect(template.contains("# "))
    #expect(throws: ScenarioError.self) { try ScenarioLibrary.template(id: "my aorta") }
    #expect(throws: ScenarioError.self) { try ScenarioLibrary.template(id: "a: b\nid") }
  }
}
