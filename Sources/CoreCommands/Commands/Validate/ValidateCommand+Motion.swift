import ArgumentParser
import Foundation
import Localisation
import Validation

extension ValidateCommand {
  /// `systole validate motion`: how bodies move, over time.
  struct Motion: SystoleCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        commandName: "motion", abstract: Text.get("cli.validate.motion.abstract"),
        discussion: CommandHelp.discussion(
          examples: [
            "systole validate motion", "systole validate motion --json",
            "systole validate motion --lang en --docc Sources/Validation/Validation.docc",
          ], statuses: [.ok, .usage, .badData, .noInput, .cannotCreate, .inputOutput, .internalFault]))
    }

    @OptionGroup var study: StudyOptions

    func execute() throws {
      let bar = ProgressBar(Self.text("progress"))
      let results = try MotionSeries.run { bar.update($0) }
      bar.finish()
      let tables = [Self.rows(results.responses), Self.rows(results.unrollings), Self.rows(results.swing)]
      if let page = study.page {
        try page.write(Self.figure(results).svg, resource: "motion.svg")
        try page.replaceTable(
          in: "Motion.md", with: tables.map { DocumentationPage.table($0) }.joined(separator: "\n\n"))
      }
      try study.print(results, tables: tables)
    }

    private static func text(_ key: String) -> String { Text.get("cli.validate.motion.\(key)") }

    private static func percent(_ share: Double, decimals: Int = 1) -> String {
      NumberText.fixed(100 * share, decimals: decimals)
    }

    static func rows(_ responses: [MotionSeries.Response]) -> [[String]] {
      let header = ["body", "poisson", "rise", "rise-converged", "deviation"].map { text("column.\($0)") }
      return [header]
        + responses.map { r in
          [
            text(r.isViscous ? "viscous-tube" : r.shape.rawValue), NumberText.fixed(r.poissonRatio, decimals: 2),
            "\(r.riseTime.ours)",
            "\(r.riseTime.converged)", percent(r.deviation),
          ]
        }
    }

    static func rows(_ unrollings: [MotionSeries.Unrolling]) -> [[String]] {
      let header = ["body", "poisson", "turning", "passes", "straight", "made", "worst"].map { text("column.\($0)") }
      return [header]
        + unrollings.map { r in
          let whole = !r.isBroken
          return [
            text("bar"), NumberText.fixed(r.poissonRatio, decimals: 2), text(r.turning ? "yes" : "no"), "\(r.passes)",
            r.straight.map(String.init) ?? "-", whole ? percent(r.made) : "-",
            whole ? percent(r.worst, decimals: 2) : "-",
          ]
        }
    }

    static func rows(_ swing: MotionSeries.Swing) -> [[String]] {
      let header = ["body", "operator", "swing", "swing-deviation"].map { text("column.\($0)") }
      return [header]
        + [("loaded", swing.loaded), ("fresh", swing.fresh), ("converged", swing.converged)].map { key, x in
          [text("stretched"), text(key), NumberText.fixed(1e3 * x.max()!, decimals: 2), percent(swing.deviation(x))]
        }
    }

    static func figure(_ results: MotionSeries.Results) -> SeriesFigure {
      func points(_ values: [Double], _ factor: Double) -> [(x: Double, y: Double)] {
        values.enumerated().map { (x: Double($0 + 1), y: factor * $1) }
      }
      var panels = results.responses.map { r in
        let small = r.shape == .tube
        return SeriesFigure.Panel(
          title: "\(text(r.isViscous ? "viscous-tube" : r.shape.rawValue)), \(NumberText.fixed(r.poissonRatio, decimals: 2))", xLabel: text("time"),
          yLabel: text(small ? "displacement-um" : "displacement"),
          curves: [
            .init(name: text("ours"), points: points(r.ours, small ? 1e6 : 1e3), style: 0),
            .init(name: text("converged"), points: points(r.converged, small ? 1e6 : 1e3), style: 3, dashed: true),
          ], isLinear: true)
      }
      for ratio in [0.45, 0.49] {
        let list = results.unrollings.filter { $0.poissonRatio == ratio && !$0.isBroken }
        panels.append(
          SeriesFigure.Panel(
            title: "\(text("bar")), \(NumberText.fixed(ratio, decimals: 2))", xLabel: text("time"), yLabel: text("energy"),
            curves: list.map { r in
              let key = r.passes > 1 ? "converged" : r.turning ? "ours" : "fixed"
              return .init(
                name: text(key), points: points(r.energy, 1e3),
                style: r.passes > 1 ? 3 : r.turning ? 0 : 1, dashed: r.passes > 1)
            }, isLinear: true))
      }
      panels.append(
        SeriesFigure.Panel(
          title: text("stretched"), xLabel: text("time"), yLabel: text("displacement"),
          curves: [
            .init(name: text("ours"), points: points(results.swing.fresh, 1e3), style: 0),
            .init(name: text("loaded"), points: points(results.swing.loaded, 1e3), style: 2),
            .init(name: text("converged"), points: points(results.swing.converged, 1e3), style: 3, dashed: true),
          ], isLinear: true))
      return SeriesFigure(panels: panels, columns: 2, note: text("note"))
    }
  }
}
