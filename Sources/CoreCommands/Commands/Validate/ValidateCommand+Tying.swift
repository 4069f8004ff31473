import Anatomy
import ArgumentParser
import Frames
import Localisation
import Report
import Scenarios
import Simulation
import Validation

extension ValidateCommand {
  /// `systole validate tying`: scripted hands that tie knots through instruments.
  struct Tying: SystoleCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        commandName: "tying", abstract: Text.get("cli.validate.tying.abstract"),
        discussion: CommandHelp.discussion(
          examples: [
            "systole validate tying", "systole validate tying --seeds 1 --throws 4 --json",
            "systole validate tying --lang en --docc Sources/Validation/Validation.docc",
          ],
          statuses: [
            .ok, .checkFailed, .usage, .badData, .noInput, .cannotCreate, .inputOutput, .internalFault, .interrupted,
          ]))
    }

    @Option(help: ArgumentHelp(Text.get("cli.help.seeds"), valueName: "n"))
    var seeds = 3
    @Option(name: .customLong("throws"), help: ArgumentHelp(Text.get("cli.help.throws"), valueName: "n"))
    var throwsWanted: Int?
    @OptionGroup var cores: CoresOption
    @OptionGroup var study: StudyOptions

    /// What `--json` prints.
    private struct Output: Encodable {
      var rows: [TyingTable.Row]
      var cases: [ValidationCase]
    }

    func validate() throws {
      if !(1...1000).contains(seeds) { throw ValidationError(Text.get("cli.error.seeds")) }
      if let throwsWanted, !(1...12).contains(throwsWanted) { throw ValidationError(Text.get("cli.error.throws")) }
    }

    func execute() throws {
      let scenario = try ScenarioLoader.load(id: "knot-tying")
      guard let exercise = scenario.knot else {
        throw CommandFailure(.internalFault, Text.get("cli.error.internal", ["error": scenario.id]))
      }
      let parameters = try KnotParameters(exercise, tray: scenario.tray, limits: .scripted, second: .scripted)
      let table = try ProgressBar.run(Text.get("cli.validate.knots.progress")) {
        try TyingTable.run(
          vessel: scenario.vessel, truth: exercise.truth, parameters: parameters, seeds: seeds, throwsWanted: throwsWanted,
          cores: cores.count, goOn: $0)
      }
      let cases = TyingTable.cases(table)
      let rows = [Self.header] + table.map(Self.cells)
      try study.page?.replaceTable(in: "Tying.md", with: DocumentationPage.table(rows))
      try study.print(Output(rows: table, cases: cases), tables: [rows, CaseReport.rows(cases)])
      try CaseReport.check(cases)
    }

    private static func text(_ key: String) -> String { Text.get("cli.validate.tying.\(key)") }

    static var header: [String] {
      ["hands", "seed", "throws", "end", "time", "knot", "kind", "gap", "of-strength", "unsolved"].map { text("column.\($0)") }
    }

    static func cells(_ r: TyingTable.Row) -> [String] {
      [
        r.device, "\(r.seed)", "\(r.throwsTied) / \(r.throwsWanted)", text("end.\(r.end)"), NumberText.fixed(r.time, decimals: 0),
        KnotText.sequence(r.wraps), Text.get("knot.kind.\(r.kind)"),
        r.gap.map { NumberText.fixed($0, decimals: 1) } ?? "-", NumberText.fixed(100 * r.ofStrength, decimals: 0),
        NumberText.fixed(100 * r.unsolved, decimals: 1),
      ]
    }
  }
}
