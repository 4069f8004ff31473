import ArgumentParser
import Localisation
import Validation

extension ValidateCommand {
  /// `systole validate tissue`: the tick against a reference solver on the same mesh with the same energy.
  struct Tissue: SystoleCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        commandName: "tissue", abstract: Text.get("cli.validate.tissue.abstract"),
        discussion: CommandHelp.discussion(
          examples: ["systole validate", "systole validate tissue --series --json"],
          statuses: [.ok, .checkFailed, .usage, .internalFault]))
    }

    @Flag(help: ArgumentHelp(Text.get("cli.help.series")))
    var series = false
    @Flag(help: ArgumentHelp(Text.get("cli.help.json")))
    var json = false
    @OptionGroup var language: LanguageOption

    /// What `--json` prints.
    private struct Cases: Encodable {
      var cases: [ValidationCase]
    }

    func execute() throws {
      let bar = ProgressBar(Text.get("cli.validate.tissue.progress"))
      var share = 0.0
      let cases = try TissueCases.all(series: series) { _ in
        bar.update(share)
        share += 0.25
      }
      bar.finish()
      if json {
        try Console.print(json: Cases(cases: cases))
      } else {
        Console.print(Self.text(cases))
      }
      if !cases.allSatisfy(\.ok) { throw CommandFailure(.checkFailed, "") }
    }

    static func text(_ cases: [ValidationCase]) -> String {
      var rows = Table(
        ["case", "ours", "reference", "unit", "error", "bound", "converged", "verdict"].map {
          Text.get("cli.validate.tissue.column.\($0)")
        })
      for c in cases {
        rows.add([
          c.id, number(c.ours), number(c.reference), c.unit, number(c.error), number(c.bound),
          c.converged.map(number) ?? "-", Text.get(c.ok ? "cli.validate.holds" : "cli.validate.fails"),
        ])
      }
      return rows.text
    }

    /// Whole numbers as they are, small ones in millionths.
    private static func number(_ x: Double) -> String {
      x == x.rounded() && abs(x) < 1e6 ? "\(Int(x))" : NumberText.fixed(x, decimals: 7)
    }
  }
}
