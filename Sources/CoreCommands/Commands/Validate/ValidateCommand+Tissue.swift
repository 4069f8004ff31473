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
          examples: [
            "systole validate", "systole validate tissue --series --json",
            "systole validate tissue --series --lang en --docc Sources/Validation/Validation.docc",
          ], statuses: [.ok, .checkFailed, .usage, .badData, .noInput, .cannotCreate, .inputOutput, .internalFault]))
    }

    @Flag(help: ArgumentHelp(Text.get("cli.help.series")))
    var series = false
    @OptionGroup var study: StudyOptions

    func execute() throws {
      let bar = ProgressBar(Text.get("cli.validate.tissue.progress"))
      let cases = try TissueCases.all(series: series) { bar.update($0) }
      bar.finish()
      if let page = study.page {
        try page.replaceTable(in: "Truth.md", with: CaseReport.documentationTable(cases))
        try page.write(Self.damageFigure(try DamageCases.cycle()).svg, resource: "damage.svg")
      }
      try CaseReport.print(cases, study)
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
  }
}
