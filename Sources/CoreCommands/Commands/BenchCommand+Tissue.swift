import ArgumentParser
import Foundation
import Localisation
import Session
import Simulation
import Validation

extension BenchCommand {
  /// `systole bench tissue`: what a tick costs on blocks and tubes of growing size, and how true its rest is.
  struct TissueBench: SystoleCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        commandName: "tissue", abstract: Text.get("cli.bench.tissue.abstract"),
        discussion: CommandHelp.discussion(
          examples: [
            "systole bench tissue", "systole bench tissue --shape tube --size 20 --workers 1,2 --json",
            "systole bench tissue --size 5,20 --static --compare peers.json",
            "systole bench tissue --shape block --size 20 --refresh 500",
            "systole bench tissue --shape block --size 20 --lanes 8,16",
          ],
          statuses: [.ok, .usage, .badData, .internalFault, .interrupted]))
    }

    @Option(help: ArgumentHelp(Text.get("cli.help.bench-shape"), valueName: "block|tube"))
    var shape: String?
    @Option(help: ArgumentHelp(Text.get("cli.help.tissue-size"), valueName: "list"))
    var size = "5,20,30,80"
    @Option(help: ArgumentHelp(Text.get("cli.help.bench-poisson"), valueName: "list"))
    var poisson = "0.45,0.49"
    @Option(help: ArgumentHelp(Text.get("cli.help.tissue-refresh"), valueName: "ticks"))
    var refresh: Int?
    @OptionGroup var timing: TickOptions
    @Option(help: ArgumentHelp(Text.get("cli.help.bench-lanes"), valueName: "list"))
    var lanes: String?
    @Flag(name: .customLong("static"), help: ArgumentHelp(Text.get("cli.help.bench-static")))
    var atRest = false
    @Option(help: ArgumentHelp(Text.get("cli.help.bench-compare"), valueName: "file.json"))
    var compare: String?
    @Flag(help: ArgumentHelp(Text.get("cli.help.json")))
    var json = false
    @OptionGroup var language: LanguageOption

    struct Result: Encodable {
      var machine: MachineDescription
      var rows: [TissueBenchmark.Row]
      var peers: [TissuePeer]?
    }

    private var shapes: [TissueScene.Shape] {
      shape.map { TissueScene.Shape(rawValue: $0).map { [$0] } ?? [] } ?? TissueScene.Shape.allCases
    }
    private var sizes: [Int]? { TickOptions.list(size, Int.init) }
    private var ratios: [Double]? { TickOptions.list(poisson, Double.init) }
    private var widths: [LaneWidth]? {
      guard let lanes else { return [.widest] }
      return TickOptions.list(lanes) { Int($0).flatMap(LaneWidth.init).flatMap { LaneWidth.supported.contains($0) ? $0 : nil } }
    }

    func validate() throws {
      if shapes.isEmpty { throw ValidationError(Text.get("cli.error.bench-shape")) }
      if sizes.map({ $0.allSatisfy(TissueScene.sizes.contains) }) != true {
        let known = TissueScene.sizes.map(String.init).joined(separator: ", ")
        throw ValidationError(Text.get("cli.error.bench-size", ["sizes": known]))
      }
      if ratios.map({ $0.allSatisfy { $0 > 0 && $0 < 0.5 } }) != true {
        throw ValidationError(Text.get("cli.error.bench-poisson"))
      }
      if widths == nil { throw ValidationError(Text.get("cli.error.lanes")) }
      if let refresh, !(1...100_000).contains(refresh) {
        throw ValidationError(Text.get("cli.error.tissue-refresh"))
      }
    }

    func execute() throws {
      StopSignal.watch()
      let peers = try compare.map { try TissuePeer.read($0) }
      var benchmark = TissueBenchmark()
      benchmark.ticks = timing.ticks
      var jobs: [(TissueScene.Shape, Int, Double)] = []
      for shape in shapes { for size in sizes! { for ratio in ratios! { jobs.append((shape, size, ratio)) } } }
      let bar = ProgressBar(Text.get("cli.bench.tissue.progress"))
      var rows: [TissueBenchmark.Row] = []
      for (k, job) in jobs.enumerated() {
        bar.update(Double(k) / Double(jobs.count))
        let cells = TissueScene.cells(of: job.0, thousands: job.1)!
        let scene = try TissueScene(job.0, cells: cells, poissonRatio: job.2)
        let fresh = try refresh.map {
          try TissueScene(
            job.0, cells: cells, poissonRatio: job.2,
            coarse: CoarseParameters(
              aggregates: TissueScene.aggregates(for: scene.model.tissue.tetrahedronCount), refresh: $0))
        }
        let rest = atRest && job.1 <= TissueScene.largestStatic ? scene.staticAnswer() : nil
        for count in timing.counts! {
          for lanes in widths! {
            if StopSignal.isReceived { throw CommandFailure(.interrupted, Text.get("cli.error.interrupted")) }
            rows.append(benchmark.measure(scene, workers: count, lanes: lanes, staticAnswer: rest))
            if let fresh { rows.append(benchmark.measure(fresh, workers: count, lanes: lanes, staticAnswer: rest)) }
          }
        }
      }
      bar.finish()
      if json { return try Console.print(json: Result(machine: .current(), rows: rows, peers: peers)) }
      Console.print(Self.text(rows, peers ?? []))
    }

    static func text(_ rows: [TissueBenchmark.Row], _ peers: [TissuePeer]) -> String {
      var table = Table(
        [
          "scene", "tets", "linear", "vertices", "poisson", "workers", "lanes", "refresh", "median", "p99", "ns", "static", "hash",
        ].map { Text.get("cli.bench.tissue.column.\($0)") })
      for r in rows {
        table.add([
          r.scene, "\(r.tetrahedra)", "\(r.linearTetrahedra)", "\(r.vertices)", NumberText.fixed(r.poisson, decimals: 3),
          "\(r.workers)", "\(r.lanes)", r.refresh.map(String.init) ?? "-", NumberText.fixed(r.tick.median, decimals: 0),
          NumberText.fixed(r.tick.p99, decimals: 0),
          NumberText.fixed(r.nsPerLinearTetSweep, decimals: 1),
          r.staticError.map { NumberText.fixed(100 * $0, decimals: 4) + "%" } ?? "-", r.hash,
        ])
      }
      guard !peers.isEmpty else { return table.text }
      var others = Table(
        ["engine", "tets", "milliseconds", "ratio"].map { Text.get("cli.bench.tissue.peer.\($0)") })
      for p in peers {
        // Beside our block on about the same nodes, one worker.
        let ours = rows.filter { $0.scene == "block" && $0.workers == 1 && $0.refresh == nil }.min {
          abs($0.linearTetrahedra - p.tets) < abs($1.linearTetrahedra - p.tets)
        }
        others.add([
          p.name, "\(p.tets)", NumberText.fixed(p.milliseconds, decimals: 2),
          ours.map { NumberText.fixed(p.milliseconds * 1000 / $0.tick.median, decimals: 1) } ?? "-",
        ])
      }
      return table.text + "\n\n" + others.text
    }
  }
}
