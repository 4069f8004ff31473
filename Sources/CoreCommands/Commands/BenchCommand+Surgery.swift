import ArgumentParser
import Frames
import Localisation
import Scenarios
import Session
import Simulation
import Validation

extension BenchCommand {
  /// `systole bench surgery`: what a tick costs with threads through the tissue and two instruments on it, or with a
  /// needle in it.
  struct SurgeryBench: SystoleCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        commandName: "surgery", abstract: Text.get("cli.bench.surgery.abstract"),
        discussion: CommandHelp.discussion(
          examples: ["systole bench surgery", "systole bench surgery --workers 1,2 --json"],
          statuses: [.ok, .usage, .badData, .internalFault, .interrupted]))
    }

    @OptionGroup var timing: TickOptions
    @Flag(help: ArgumentHelp(Text.get("cli.help.json")))
    var json = false
    @OptionGroup var language: LanguageOption

    struct Result: Encodable {
      var machine: MachineDescription
      var rows: [SurgeryBenchmark.Row]
    }

    /// Stitches of the running suture in each row; a needle in the tissue is the last row.
    private static let stitches = [0, 10, 40]

    func execute() throws {
      StopSignal.watch()
      let tools = try InstrumentLibrary.load().filter { $0.tool == .forceps || $0.tool == .needleHolder }
      var benchmark = SurgeryBenchmark()
      benchmark.ticks = timing.ticks
      let bar = ProgressBar(Text.get("cli.bench.surgery.progress"))
      var rows: [SurgeryBenchmark.Row] = []
      let scenes: [Int?] = Self.stitches + [nil]
      for (k, stitches) in scenes.enumerated() {
        bar.update(Double(k) / Double(scenes.count))
        for count in timing.counts! {
          if StopSignal.isReceived { throw CommandFailure(.interrupted, Text.get("cli.error.interrupted")) }
          if let stitches {
            rows.append(try benchmark.measure(stitches: stitches, tools: tools, workers: count))
          } else {
            rows.append(try benchmark.measureNeedle(tools: tools, workers: count))
          }
        }
      }
      bar.finish()
      if json { return try Console.print(json: Result(machine: .current(), rows: rows)) }
      Console.print(Self.text(rows))
    }

    static func text(_ rows: [SurgeryBenchmark.Row]) -> String {
      var table = Table(
        ["scene", "stitches", "segments", "workers", "median", "p99", "hash"].map {
          Text.get("cli.bench.surgery.column.\($0)")
        })
      for r in rows {
        table.add([
          r.scene, "\(r.stitches)", "\(r.segments)", "\(r.workers)", NumberText.fixed(r.tick.median, decimals: 0),
          NumberText.fixed(r.tick.p99, decimals: 0), r.hash,
        ])
      }
      return table.text
    }
  }
}
