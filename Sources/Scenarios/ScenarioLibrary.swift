import Assets
public import Foundation

/// The scenarios of a folder: `<id>.yaml` each.
public enum ScenarioLibrary {
  /// The folder that ships with Systole.
  public static var shipped: URL { Assets.folder("scenarios") }

  /// The identifiers of all scenarios in a folder, sorted; empty for a folder that cannot be read.
  public static func identifiers(in folder: URL = shipped) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".yaml") && !$0.hasPrefix(".") }.map { String($0.dropLast(5)) }.sorted()
  }

  static func file(of id: String, in folder: URL) -> URL { folder.appendingPathComponent("\(id).yaml") }

  /// All scenarios of a folder, those with problems too, sorted by identifier.
  public static func list(in folder: URL = shipped) -> [ScenarioListing] {
    identifiers(in: folder).map { id in
      do throws(ScenarioError) {
        let scenario = try ScenarioLoader.load(id: id, in: folder)
        return ScenarioListing(id: id, version: scenario.version, titleKey: scenario.titleKey, problems: [])
      } catch {
        return ScenarioListing(id: id, version: nil, titleKey: nil, problems: error.problems)
      }
    }
  }

  /// All that is wrong with a scenario file; empty for a good one.
  public static func check(file: URL) -> [ScenarioProblem] {
    do throws(ScenarioError) {
      _ = try ScenarioLoader.load(file: file)
      return []
    } catch {
      return error.problems
    }
  }

  /// A commented YAML text to start a new scenario from: the shipped aortic assessment under another identifier. It
  /// passes the check as it is.
  public static func template(id: String) throws(ScenarioError) -> String {
    let source = file(of: "aortic-assessment", in: shipped)
    guard let text = try? String(contentsOf: source, encoding: .utf8) else {
      throw ScenarioError(
        ScenarioProblem(file: source.path, message: "the file cannot be read", mend: "install Systole again"))
    }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      if line.hasPrefix("id:") { return "id: \(id)" }
      if line.hasPrefix("version:") { return "version: 0.1.0" }
      return String(line)
    }
    let template = lines.joined(separator: "\n")
    // An identifier that cannot be used is reported like any other.
    _ = try ScenarioLoader.load(yaml: template, file: "\(id.prefix(80)).yaml")
    return template
  }
}
