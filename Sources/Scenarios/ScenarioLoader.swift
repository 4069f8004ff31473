public import Foundation
import SimMath
import Yams

/// Reads scenario files and checks them.
public enum ScenarioLoader {
  /// The scenario `id` of a folder, by default the one that ships with Systole.
  ///
  /// Throws a ``ScenarioError`` that lists what there is if there is no such scenario.
  public static func load(id: String, in folder: URL = ScenarioLibrary.shipped) throws(ScenarioError) -> Scenario {
    let ids = ScenarioLibrary.identifiers(in: folder)
    guard ids.contains(id) else {
      let shown = String(id.prefix(80))
      let guess = Spelling.nearest(to: id, among: ids).map { "did you mean \"\($0)\"? " } ?? ""
      let list = ids.isEmpty ? "there are none in \(folder.path)" : "there are: \(ids.joined(separator: ", "))"
      throw ScenarioError(ScenarioProblem(file: shown, message: "there is no such scenario", mend: guess + list))
    }
    let file = ScenarioLibrary.file(of: id, in: folder)
    let scenario = try load(file: file)
    guard scenario.id == id else {
      throw ScenarioError(
        ScenarioProblem(
          file: file.path, keyPath: "id", message: "the file says that it is \"\(scenario.id)\"",
          mend: "name the file \(scenario.id).yaml"))
    }
    return scenario
  }

  /// The scenario in a file anywhere. Throws a ``ScenarioError`` with all that is wrong with it.
  public static func load(file: URL) throws(ScenarioError) -> Scenario {
    let data: Data
    do {
      let size = try FileManager.default.attributesOfItem(atPath: file.path)[.size] as? Int ?? 0
      guard size <= ScenarioText.largestSize else {
        throw ScenarioError(tooLarge(file.path))
      }
      data = try Data(contentsOf: file)
    } catch let error as ScenarioError {
      throw error
    } catch {
      throw ScenarioError(
        ScenarioProblem(
          file: file.path, message: "the file cannot be read",
          mend: "see that it exists, is a file and may be read by you"))
    }
    guard let yaml = String(validating: data, as: UTF8.self) else {
      throw ScenarioError(
        ScenarioProblem(file: file.path, message: "this is no text", mend: "save the file as plain UTF-8 text"))
    }
    return try load(yaml: yaml, file: file.path)
  }

  /// The scenario in a text; `file` names it in errors.
  public static func load(yaml: String, file: String) throws(ScenarioError) -> Scenario {
    guard yaml.utf8.count <= ScenarioText.largestSize else { throw ScenarioError(tooLarge(file)) }
    let text = ScenarioText(file: file)
    guard let root = text.compose(yaml) else { throw ScenarioError(text.problems) }
    guard let mapping = root.mapping else {
      text.report("`key: value` lines are needed", mend: "start from `systole scenario new`", path: "", at: root.mark)
      throw ScenarioError(text.problems)
    }
    let reader = MappingReader(mapping, path: "", text: text)
    let scenario = ScenarioDecoder().read(reader)
    reader.finish()
    if text.problems.isEmpty { checkPatients(of: scenario, reader: reader) }
    guard text.problems.isEmpty else { throw ScenarioError(inOrder(text.problems)) }
    return scenario
  }

  private static func tooLarge(_ file: String) -> ScenarioProblem {
    ScenarioProblem(
      file: file, message: "the file is larger than \(ScenarioText.largestSize / 1024) KiB",
      mend: "a scenario is a short text; choose another file")
  }

  /// Draws a few patients of every kind: sizes that cannot give them are refused here, not in a session.
  private static func checkPatients(of scenario: Scenario, reader: MappingReader) {
    guard let generator = scenario.patientGenerator else { return }
    for kind in PatientKind.allCases where generator.patients.probability(of: kind) > 0 {
      for seed in 0..<4 as Range<UInt64> {
        var random = Random(seed: seed, stream: PatientGenerator.randomStream)
        guard generator.lesions(kind: kind, random: &random) == nil else { continue }
        reader.report(
          "with these sizes no \(kind.rawValue) patient could be drawn",
          mend: kind == .noSafeSite
            ? "allow larger or more lesions, or narrow vessel.site_zone"
            : "allow smaller lesions or widen vessel.site_zone",
          at: "patients")
        break
      }
    }
  }

  private static func inOrder(_ problems: [ScenarioProblem]) -> [ScenarioProblem] {
    problems.enumerated().sorted { a, b in
      (a.element.line ?? 0, a.element.column ?? 0, a.offset) < (b.element.line ?? 0, b.element.column ?? 0, b.offset)
    }.map(\.element)
  }
}
