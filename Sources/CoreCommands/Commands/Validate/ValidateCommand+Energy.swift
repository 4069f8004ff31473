import ArgumentParser
import Localisation
import Validation

extension ValidateCommand {
  /// `systole validate energy`: bodies left to themselves for a hundred thousand ticks.
  struct Energy: SystoleCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        commandName: "energy", abstract: Text.get("cli.validate.energy.abstract"),
        discussion: CommandHelp.discussion(
          examples: [
            "systole validate energy --ticks 10000", "systole validate energy --json",
            "systole validate energy --lang en --docc Sources/Validation/Validation.docc",
          ],
          statuses: [
            .ok, .checkFailed, .usage, .badData, .noInput, .cannotCreate, .inputOutput, .internalFault, .interrupted,
          ]))
    }

    @Option(help: ArgumentHelp(Text.get("cli.help.energy-ticks"), valueName: "n"))
    var ticks = 100_000
    @OptionGroup var cores: CoresOption
    @OptionGroup var study: StudyOptions

    private struct Results: Encodable {
      var results: [EnergySeries.Result]
    }

    func validate() throws {
      if !(10...10_000_000).contains(ticks) { throw ValidationError(Text.get("cli.error.energy-ticks")) }
    }

    func execute() throws {
      let results = try ProgressBar.run(Self.text("progress")) {
        try EnergySeries.run(ticks: ticks, threads: cores.count, goOn: $0)
      }
      let rows = Self.rows(results)
      if let page = study.page {
        try page.write(Self.figure(results, ticks: ticks).svg, resource: "energy.svg")
        try page.replaceTable(in: "Energy.md", with: DocumentationPage.table(rows))
      }
      try study.print(Results(results: results), tables: [rows])
      if !results.allSatisfy(\.ok) { throw CommandFailure(.checkFailed, "") }
    }

    private static func text(_ key: String) -> String { Text.get("cli.validate.energy.\(key)") }

    static func rows(_ results: [EnergySeries.Result]) -> [[String]] {
      let header = ["start", "poisson", "modulus", "neighbour", "highest", "tick", "made", "worst", "open", "verdict"]
      func percent(_ share: Double) -> String {
        share.isFinite ? NumberText.fixed(100 * share, decimals: 4) : "-"
      }
      return [header.map { text("column.\($0)") }]
        + results.map { r in
          [
            text(r.body.start.rawValue), NumberText.fixed(r.body.poissonRatio, decimals: 3),
            NumberText.fixed(1e-3 * r.body.youngsModulus, decimals: 0),
            NumberText.fixed(r.body.neighbour, decimals: 0), percent(r.highest), "\(r.highestTick)", percent(r.made),
            percent(r.worst), "\(r.open)", Text.get(r.ok ? "cli.validate.holds" : "cli.validate.fails"),
          ]
        }
    }

    /// Energy over time, a panel for each start and material.
    static func figure(_ results: [EnergySeries.Result], ticks: Int) -> SeriesFigure {
      let moments = EnergySeries.moments(ticks: ticks)
      var panels: [SeriesFigure.Panel] = []
      for start in EnergySeries.Start.allCases {
        for (modulus, neighbour) in EnergySeries.stiffnesses {
          let list = results.filter {
            $0.body.start == start && $0.body.youngsModulus == modulus && $0.body.neighbour == neighbour
          }
          let title = Text.get(
            neighbour > 1 ? "cli.validate.energy.panel-neighbour" : "cli.validate.energy.panel",
            [
              "start": text(start.rawValue), "modulus": NumberText.fixed(1e-3 * modulus, decimals: 0),
              "neighbour": NumberText.fixed(1e-3 * modulus * neighbour, decimals: 0),
            ])
          panels.append(
            SeriesFigure.Panel(
              title: title, xLabel: text("ticks"), yLabel: text("share"),
              curves: list.enumerated().map { k, r in
                .init(
                  name: Text.get(
                    "cli.validate.energy.ratio", ["ratio": NumberText.fixed(r.body.poissonRatio, decimals: 3)]),
                  points: zip(moments, r.decay).map { (x: Double($0), y: $1) }.filter { $0.y > 1e-9 }, style: k)
              }))
        }
      }
      return SeriesFigure(panels: panels, columns: 3, note: text("note"))
    }
  }
}
