import ArgumentParser
import Foundation
import Localisation
import Validation

extension ValidateCommand {
  /// `systole validate tissue`: the tick against a reference solver on the same mesh with the same energy.
  struct Tissue: SystoleCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        commandName: "tissue", abstract: Text.get("cli.validate.tissue.abstract"),
        discussion: CommandHelp.discussion(
          examples: [
            "systole validate", "systole validate tissue --series --json",
            "systole validate tissue --series --lang en --docc Sources/Validation/Validation.docc",
          ], statuses: [.ok, .checkFailed, .usage, .badData, .noInput, .cannotCreate, .inputOutput, .internalFault]))
    }

    @Flag(help: ArgumentHelp(Text.get("cli.help.series")))
    var series = false
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
      let bar = ProgressBar(Text.get("cli.validate.tissue.progress"))
      let cases = try TissueCases.all(series: series) { bar.update($0) }
      bar.finish()
      if let docc {
        let rows =
          [Self.header + [Text.get("cli.validate.tissue.column.source")]] + cases.map { Self.cells($0) + [$0.source] }
        try DocumentationPage(folder: docc).replaceTable(in: "Truth.md", with: DocumentationPage.table(rows))
      }
      if json {
        try Console.print(json: Cases(cases: cases))
      } else {
        Console.print(Self.text(cases))
      }
      if !cases.allSatisfy(\.ok) { throw CommandFailure(.checkFailed, "") }
    }

    static var header: [String] {
      ["case", "ours", "reference", "unit", "error", "bound", "converged", "converged-error", "verdict"].map {
        Text.get("cli.validate.tissue.column.\($0)")
      }
    }

    static func cells(_ c: ValidationCase) -> [String] {
      [
        c.id, number(c.ours), number(c.reference), c.unit, number(c.error), number(c.bound),
        c.converged.map(number) ?? "-", c.convergedError.map(number) ?? "-",
        Text.get(c.ok ? "cli.validate.holds" : "cli.validate.fails"),
      ]
    }

    static func text(_ cases: [ValidationCase]) -> String {
      var rows = Table(header)
      for c in cases { rows.add(cells(c)) }
      return rows.text
    }

    /// Whole numbers as they are, others to five digits.
    static func number(_ x: Double) -> String {
      x == x.rounded() && abs(x) < 1e6 ? "\(Int(x))" : String(format: "%.5g", x)
    }
  }
}
