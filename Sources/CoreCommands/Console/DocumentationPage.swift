import Foundation

/// A DocC catalogue whose tables and pictures a command makes.
struct DocumentationPage {
  var folder: String

  /// Writes a picture into the catalogue's `Resources`.
  func write(_ text: String, resource: String) throws(CommandFailure) {
    let resources = (folder as NSString).appendingPathComponent("Resources")
    try? FileManager.default.createDirectory(atPath: resources, withIntermediateDirectories: false)
    try OutputFile.replace((resources as NSString).appendingPathComponent(resource), Data(text.utf8))
  }

  /// Puts a table between the lines `<!-- table -->` and `<!-- end of table -->` of a page, in the place of what is
  /// there.
  func replaceTable(in page: String, with table: String) throws(CommandFailure) {
    let path = (folder as NSString).appendingPathComponent(page)
    guard let old = try? String(contentsOfFile: path, encoding: .utf8) else {
      throw CommandFailure(.noInput, Text.get("cli.error.page-read", ["path": path]))
    }
    let (marker, end) = ("<!-- table -->", "<!-- end of table -->")
    guard let from = old.range(of: marker + "\n"), let to = old.range(of: end, range: from.upperBound..<old.endIndex)
    else {
      throw CommandFailure(.badData, Text.get("cli.error.page", ["path": path, "marker": marker, "end": end]))
    }
    let new = old[..<from.upperBound] + "\n" + table + "\n\n" + old[to.lowerBound...]
    try OutputFile.replace(path, Data(new.utf8))
  }

  /// Rows of cells, the header first, as a table of Markdown.
  static func table(_ rows: [[String]]) -> String {
    let rule = (rows.first ?? []).map { _ in "---" }
    return (rows.prefix(1) + [rule] + rows.dropFirst()).map { "| " + $0.joined(separator: " | ") + " |" }
      .joined(separator: "\n")
  }
}
