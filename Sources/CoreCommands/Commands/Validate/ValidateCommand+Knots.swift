import ArgumentParser
import Foundation
import Localisation
import Report
import Validation

extension ValidateCommand {
  /// `systole validate knots`: knots that only friction holds, tied and pulled.
  struct Knots: SystoleCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        commandName: "knots", abstract: Text.get("cli.validate.knots.abstract"),
        discussion: CommandHelp.discussion(
          examples: [
            "systole validate knots", "systole validate knots --json",
            "systole validate knots --lang en --docc Sources/Validation/Validation.docc",
          ], statuses: [.ok, .checkFailed, .usage, .badData, .noInput, .cannotCreate, .inputOutput, .internalFault]))
    }

    @OptionGroup var study: StudyOptions

    /// What `--json` prints.
    private struct Output: Encodable {
      var rows: [KnotTable.Row]
      var cases: [ValidationCase]
    }

    func execute() throws {
      let bar = ProgressBar(Self.text("progress"))
      let result = KnotTable.run { bar.update($0) }
      bar.finish()
      let cases = KnotTable.cases(result.rows)
      let rows = [Self.header] + result.rows.map(Self.cells)
      if let page = study.page {
        try page.write(Self.figure(result).svg, resource: "knots.svg")
        try page.replaceTable(in: "Knots.md", with: DocumentationPage.table(rows))
      }
      try study.print(Output(rows: result.rows, cases: cases), tables: [rows, CaseReport.rows(cases)])
      try CaseReport.check(cases)
    }

    private static func text(_ key: String) -> String { Text.get("cli.validate.knots.\(key)") }

    static var header: [String] {
      ["throws", "tying", "laid", "tied", "strength", "of-strength", "of-knot-pull", "end", "slip"].map {
        text("column.\($0)")
      }
    }

    static func cells(_ r: KnotTable.Row) -> [String] {
      [
        KnotText.sequence(r.wraps), r.tying.map { NumberText.fixed($0, decimals: 1) }.joined(separator: " / "),
        Text.get("knot.kind.\(r.laid)"), Text.get("knot.kind.\(r.tied)"), NumberText.fixed(r.strength, decimals: 1),
        NumberText.fixed(100 * r.ofStrength, decimals: 0), NumberText.fixed(100 * r.ofKnotPull, decimals: 0),
        text("end.\(r.end)"), NumberText.fixed(r.slip, decimals: 1),
      ]
    }

    private static func end(_ row: KnotTable.Row) -> String {
      ": \(text("end.\(row.end)")), \(NumberText.fixed(row.strength, decimals: 1)) N"
    }

    static func figure(_ result: KnotTable.Result) -> KnotFigure {
      let stages = ["laid", "tied", "pulled"]
      return KnotFigure(
        rows: zip(result.rows, result.pictures).filter { KnotTable.isShown($0.0) }.map { row, pictures in
          zip(stages, pictures).map { stage, strands in
            .init(
              title: "\(KnotText.sequence(row.wraps)), \(text("stage.\(stage)"))\(stage == "pulled" ? end(row) : "")",
              strands: strands)
          }
        }, diameter: result.diameter)
    }
  }
}
