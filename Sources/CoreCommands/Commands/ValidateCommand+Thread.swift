import ArgumentParser
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

    func execute() throws {
      let bar = ProgressBar(Text.get("cli.validate.thread.progress"))
      let cases = ThreadCases.all { bar.update($0) }
      bar.finish()
      if let docc {
        try DocumentationPage(folder: docc).replaceTable(in: "Thread.md", with: CaseReport.documentationTable(cases))
      }
      try CaseReport.print(cases, json: json)
    }
  }
}
