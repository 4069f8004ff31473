import Foundation
import Localisation
import Validation

/// Validation cases as a table for the terminal, as JSON and for a page.
enum CaseReport {
  /// What `--json` prints.
  private struct Cases: Encodable {
    var cases: [ValidationCase]
  }

  /// - Throws: `CommandFailure` where a case misses.
  static func print(_ cases: [ValidationCase], _ study: StudyOptions) throws {
    try study.print(Cases(cases: cases), tables: [rows(cases)])
    try check(cases)
  }

  /// - Throws: `CommandFailure` where a case misses.
  static func check(_ cases: [ValidationCase]) throws(CommandFailure) {
    if !cases.allSatisfy(\.ok) { throw CommandFailure(.checkFailed, "") }
  }

  /// With the source of each case.
  static func documentationTable(_ cases: [ValidationCase]) -> String {
    DocumentationPage.table(
      [header + [Text.get("cli.validate.tissue.column.source")]] + cases.map { cells($0) + [$0.source] })
  }

  private static var header: [String] {
    ["case", "ours", "reference", "unit", "error", "bound", "converged", "converged-error", "verdict"].map {
      Text.get("cli.validate.tissue.column.\($0)")
    }
  }

  private static func cells(_ c: ValidationCase) -> [String] {
    [
      c.id, number(c.ours), number(c.reference), c.unit, number(c.error), number(c.bound),
      c.converged.map(number) ?? "-", c.convergedError.map(number) ?? "-",
      Text.get(c.ok ? "cli.validate.holds" : "cli.validate.fails"),
    ]
  }

  /// The header first.
  static func rows(_ cases: [ValidationCase]) -> [[String]] { [header] + cases.map(cells) }

  /// Whole numbers as they are, others to five digits.
  private static func number(_ x: Double) -> String {
    x == x.rounded() && abs(x) < 1e6 ? "\(Int(x))" : String(format: "%.5g", x)
  }
}
