import ArgumentParser
import Foundation
import Localisation

/// Where the results of a study go, which every `validate` command with a page in a catalogue takes.
struct StudyOptions: ParsableArguments {
  @Option(help: ArgumentHelp(Text.get("cli.help.docc"), valueName: "folder"))
  var docc: String?
  @Flag(help: ArgumentHelp(Text.get("cli.help.json")))
  var json = false
  @OptionGroup var language: LanguageOption

  /// A folder that is not there is told before the study runs, not after.
  func validate() throws {
    var isFolder: ObjCBool = false
    guard let docc else { return }
    if !FileManager.default.fileExists(atPath: docc, isDirectory: &isFolder) || !isFolder.boolValue {
      throw ValidationError(Text.get("cli.error.docc", ["path": docc]))
    }
  }

  /// The catalogue to write into; nil if none was named.
  var page: DocumentationPage? { docc.map(DocumentationPage.init) }

  /// Prints tables of cells, the header first in each, or with `--json` what they were made from.
  func print(_ results: some Encodable, tables: [[[String]]]) throws {
    if json { return try Console.print(json: results) }
    Console.print(tables.map { Table(rows: $0).text }.joined(separator: "\n\n"))
  }
}
