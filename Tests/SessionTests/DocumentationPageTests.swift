import Foundation
import Testing

@testable import CoreCommands

/// Tables and pictures that commands put into a DocC catalogue.
@Suite struct DocumentationPageTests {
  @Test func tableReplacesWhatStoodBetweenTheMarks() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("page-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let page = DocumentationPage(folder: folder.path)
    let file = folder.appendingPathComponent("A.md")
    #expect(throws: CommandFailure.self) { try page.replaceTable(in: "A.md", with: "x") }
    try Data("before\n<!-- table -->\nold\n<!-- end of table -->\nafter\n".utf8).write(to: file)
    let table = DocumentationPage.table([["a", "b"], ["1", "2"]])
    for _ in 0..<2 {
      try page.replaceTable(in: "A.md", with: table)
      let text = try String(contentsOf: file, encoding: .utf8)
      #expect(
        text
          == "before\n<!-- table -->\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n\n<!-- end of table -->\nafter\n")
    }
    try Data("no marks\n".utf8).write(to: file)
    let failure = #expect(throws: CommandFailure.self) { try page.replaceTable(in: "A.md", with: table) }
    #expect(failure?.status == .badData && failure?.message.contains("A.md") == true)
    try page.write("<svg/>", resource: "a.svg")
    #expect(try String(contentsOf: folder.appendingPathComponent("Resources/a.svg"), encoding: .utf8) == "<svg/>")
  }
}
