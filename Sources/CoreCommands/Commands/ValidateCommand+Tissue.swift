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
        let page = DocumentationPage(folder: docc)
        try page.replaceTable(in: "Truth.md", with: DocumentationPage.table(rows))
        try page.write(Self.damageFigure(try DamageCases.cycle()).svg, resource: "damage.svg")
      }
      if json {
        try Console.print(json: Cases(cases: cases))
      } else {
        Console.print(Self.text(cases))
      }
      if !cases.allSatisfy(\.ok) { throw CommandFailure(.checkFailed, "") }
    }

    /// A bar that tears: the closed form's path and where the tick rests.
    static func damageFigure(_ moments: [DamageCases.Moment]) -> SeriesFigure {
      func text(_ key: String) -> String { Text.get("cli.validate.tissue.figure.\(key)") }
      let path = DamageCases.path().map { (x: $0.stretch, y: 1e-3 * $0.stress) }
      let panel = SeriesFigure.Panel(
        title: text("title"), xLabel: text("stretch"), yLabel: text("stress"),
        curves: [
          .init(name: text("closed"), points: path, style: 6, dashed: true),
          .init(name: text("tick"), points: moments.map { (x: $0.ours, y: 1e-3 * $0.stress) }, style: 3),
        ], isLinear: true)
      return SeriesFigure(panels: [panel], columns: 1, note: text("note"))
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
