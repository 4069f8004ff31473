import Yams

/// The text of one scenario file, and what was found in it so far.
final class ScenarioText {
  /// Larger files are refused unread, bytes.
  static let largestSize = 262_144

  let file: String
  private(set) var problems: [ScenarioProblem] = []
  private(set) var figures: [ScenarioFigure] = []

  init(file: String) { self.file = file }

  func report(_ message: String, mend: String, path: String, at mark: Mark?, line: Int? = nil) {
    problems.append(
      ScenarioProblem(
        file: file, line: mark?.line ?? line, column: mark?.column, keyPath: path, message: message, mend: mend))
  }

  func add(_ figure: ScenarioFigure) { figures.append(figure) }

  /// The root of the YAML tree; nil after reporting that there is none.
  func compose(_ yaml: String) -> Node? {
    do {
      // The encoding is stated since the default depends on the environment.
      if let root = try Parser(yaml: yaml, encoding: .utf8).singleRoot() { return root }
      report("the file is empty", mend: "start from `systole scenario new`", path: "", at: nil)
    } catch let error as YamlError {
      report(yamlError: error)
    } catch {
      report("this is no YAML", mend: "start from `systole scenario new`", path: "", at: nil)
    }
    return nil
  }

  private func report(yamlError error: YamlError) {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      report(
        "this is no YAML: \(problem)", mend: "look at the indentation, quotes and colons here", path: "", at: mark)
    case .duplicatedKeysInMapping(let keys, let context):
      report(
        "written twice", mend: "remove one of the two", path: keys.first.map { String($0.prefix(80)) } ?? "",
        at: context.mark)
    case .reader(let problem, let offset, _, let yaml):
      report(
        "unreadable character: \(problem)", mend: "save the file as plain UTF-8 text", path: "",
        at: nil, line: offset.map { Self.line(of: $0, in: yaml) })
    default:
      report("this is no YAML", mend: "start from `systole scenario new`", path: "", at: nil)
    }
  }

  private static func line(of offset: Int, in text: String) -> Int {
    text.prefix(offset).reduce(1) { $1.isNewline ? $0 + 1 : $0 }
  }
}
