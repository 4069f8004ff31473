import ArgumentParser
import Foundation
import Localisation
import Validation

extension ValidateCommand {
  /// `systole validate elements`: mesh series of candidate elements, as a table, as JSON and as a page of
  /// documentation.
  struct Elements: SystoleCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        commandName: "elements", abstract: Text.get("cli.validate.elements.abstract"),
        discussion: CommandHelp.discussion(
          examples: [
            "systole validate elements",
            "systole validate elements --series --lang en --docc Sources/Validation/Validation.docc",
          ], statuses: [.ok, .checkFailed, .usage, .badData, .noInput, .cannotCreate, .inputOutput, .internalFault]))
    }

    @Flag(help: ArgumentHelp(Text.get("cli.help.finer")))
    var series = false
    @OptionGroup var study: StudyOptions

    /// What `--json` prints.
    private struct Output: Encodable {
      var results: [ElementResult]
      var cases: [ValidationCase]
    }

    func execute() throws {
      let bar = ProgressBar(Text.get("cli.validate.elements.progress"))
      let results = ElementSeries.run(fine: series) { bar.update($0) }
      bar.finish()
      let cases = ElementSeries.cases(results)
      let rows = [Self.header] + results.map(Self.cells)
      if let page = study.page {
        try page.write(figure(results).svg, resource: "elements.svg")
        try page.replaceTable(in: "Elements.md", with: DocumentationPage.table(rows))
      }
      try study.print(Output(results: results, cases: cases), tables: [rows, CaseReport.rows(cases)])
      try CaseReport.check(cases)
    }

    static func cells(_ r: ElementResult) -> [String] {
      [
        Text.get("cli.validate.elements.problem.\(r.problem)"), NumberText.fixed(r.poissonRatio, decimals: 3),
        Text.get("cli.validate.elements.kind.\(r.kind)"), "\(r.cells)", "\(r.degreesOfFreedom)", "\(r.pairPoints)",
        NumberText.fixed(100 * r.error, decimals: 3),
      ]
    }

    static var header: [String] {
      ["problem", "poisson", "element", "cells", "unknowns", "cost", "error"].map {
        Text.get("cli.validate.elements.column.\($0)")
      }
    }

    func figure(_ results: [ElementResult]) -> SeriesFigure {
      var panels: [SeriesFigure.Panel] = []
      for problem in ElementProblem.allCases {
        for (label, x) in [
          ("unknowns", { (r: ElementResult) in Double(r.degreesOfFreedom) }), ("cost", { Double($0.pairPoints) }),
        ] {
          var curves: [SeriesFigure.Curve] = []
          for (style, kind) in ElementKind.allCases.enumerated() {
            for (k, nu) in ElementSeries.poissonRatios.enumerated() {
              let list = results.filter { $0.problem == problem && $0.kind == kind && $0.poissonRatio == nu }
              curves.append(
                .init(
                  name: Text.get("cli.validate.elements.kind.\(kind)"),
                  points: list.map { (x: x($0), y: 100 * abs($0.error)) }, style: style, dashed: k > 0))
            }
          }
          panels.append(
            .init(
              title: Text.get("cli.validate.elements.problem.\(problem)"),
              xLabel: Text.get("cli.validate.elements.column.\(label)"),
              yLabel: Text.get("cli.validate.elements.figure.error"), curves: curves))
        }
      }
      return SeriesFigure(panels: panels, columns: 2, note: Text.get("cli.validate.elements.figure.note"))
    }
  }
}
