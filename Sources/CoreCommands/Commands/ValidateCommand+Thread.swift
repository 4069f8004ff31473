import ArgumentParser
import Foundation
import Localisation
import Validation

extension ValidateCommand {
  /// `systole validate thread`: the suture thread against closed forms.
  struct SutureThread: SystoleCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        commandName: "thread", abstract: Text.get("cli.validate.thread.abstract"),
        discussion: CommandHelp.discussion(
          examples: [
            "systole validate thread", "systole validate thread --json",
            "systole validate thread --lang en --docc Sources/Validation/Validation.docc",
          ], statuses: [.ok, .checkFailed, .usage, .badData, .noInput, .cannotCreate, .inputOutput, .internalFault]))
    }

    @Option(help: ArgumentHelp(Text.get("cli.help.docc-table"), valueName: "folder"))
    var docc: String?
    @Flag(help: ArgumentHelp(Text.get("cli.help.json")))
    var json = false
    @OptionGroup var language: LanguageOption

    /// What `--json` prints.
    private struct Cases: Encodable {
      var cases: [ValidationCase]
    }

    func execute() throws {
      let bar = ProgressBar(Text.get("cli.validate.thread.progress"))
      let cases = ThreadCases.all { bar.update($0) }
      bar.finish()
      if let docc {
        let rows =
          [Tissue.header + [Text.get("cli.validate.tissue.column.source")]]
          + cases.map { Tissue.cells($0) + [$0.source] }
        try DocumentationPage(folder: docc).replaceTable(in: "Thread.md", with: DocumentationPage.table(rows))
      }
      if json {
        try Console.print(json: Cases(cases: cases))
      } else {
        Console.print(Tissue.text(cases))
      }
      if !cases.allSatisfy(\.ok) { throw CommandFailure(.checkFailed, "") }
    }
  }
}
