import ArgumentParser
import Localisation
import Validation

extension ValidateCommand {
  /// `systole validate land`: mesh series of the cardiac mechanics benchmark.
  struct Land: SystoleCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        commandName: "land", abstract: Text.get("cli.validate.land.abstract"),
        discussion: CommandHelp.discussion(
          examples: [
            "systole validate land",
            "systole validate land --series --lang en --docc Sources/Validation/Validation.docc",
          ], statuses: [.ok, .usage, .badData, .noInput, .cannotCreate, .inputOutput, .internalFault]))
    }

    @Flag(help: ArgumentHelp(Text.get("cli.help.finer")))
    var series = false
    @OptionGroup var study: StudyOptions

    /// What `--json` prints.
    private struct Output: Encodable {
      var results: [LandResult]
    }

    func execute() throws {
      let bar = ProgressBar(Text.get("cli.validate.elements.progress"))
      let results = try LandProblems.series(fine: series) { bar.update($0) }
      bar.finish()
      let rows = [Self.header] + results.map(Self.cells)
      if let page = study.page {
        try page.write(figure(results).svg, resource: "land.svg")
        try page.replaceTable(in: "Land.md", with: DocumentationPage.table(rows))
      }
      try study.print(Output(results: results), tables: [rows])
    }

    static var header: [String] {
      ["problem", "solver", "element", "cells", "unknowns", "inner", "outer", "volume", "volume-change"].map {
        Text.get("cli.validate.land.column.\($0)")
      }
    }

    static func cells(_ r: LandResult) -> [String] {
      [
        Text.get("cli.validate.land.problem.\(r.problem)"), Text.get("cli.validate.land.solver.\(r.solver.rawValue)"),
        Text.get("cli.validate.elements.kind.\(r.kind)"),
        "\(r.cells)", "\(r.degreesOfFreedom)", NumberText.fixed(1e3 * r.inner, decimals: 3),
        NumberText.fixed(1e3 * r.outer, decimals: 3),
        r.problem == .beam ? "-" : NumberText.fixed(1e6 * r.volume, decimals: 3),
        NumberText.fixed(100 * r.volumeChange, decimals: 2),
      ]
    }

    func figure(_ results: [LandResult]) -> SeriesFigure {
      let kinds: [ElementKind] = [.linear, .quadratic, .quadraticMean]
      let panels = LandProblem.allCases.map { problem in
        SeriesFigure.Panel(
          title: Text.get("cli.validate.land.problem.\(problem)"),
          xLabel: Text.get("cli.validate.elements.column.unknowns"), yLabel: Text.get("cli.validate.land.figure.error"),
          curves: kinds.enumerated().map { style, kind in
            curve(results, problem, .newton, kind, style: style, name: Text.get("cli.validate.elements.kind.\(kind)"))
          } + [
            curve(results, problem, .tick, .quadratic, style: 3, name: Text.get("cli.validate.land.solver.tick"))
          ])
      }
      return SeriesFigure(panels: panels, columns: 2, note: Text.get("cli.validate.land.figure.note"))
    }

    private func curve(
      _ results: [LandResult], _ problem: LandProblem, _ solver: LandSolver, _ kind: ElementKind, style: Int, name: String
    ) -> SeriesFigure.Curve {
      let list = results.filter { $0.problem == problem && $0.solver == solver && $0.kind == kind }
      return .init(
        name: name, points: list.map { (x: Double($0.degreesOfFreedom), y: abs(1e3 * $0.inner - problem.inner)) },
        style: style)
    }
  }
}
