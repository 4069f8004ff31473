import ArgumentParser
import Frames
import Localisation
import Scenarios
import Session
import Simulation
import Validation

extension BenchCommand {
  /// `systole bench surgery`: what a tick costs with threads through the tissue and two instruments on it, with a needle in it, or
  /// with a blade that cuts it.
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

    /// What is timed.
    private enum Scene {
      /// A running suture of so many stitches.
      case stitches(Int)
      case needle, blade
    }
    private static let scenes: [Scene] = [.stitches(0), .stitches(10), .stitches(40), .needle, .blade]

    func execute() throws {
      StopSignal.watch()
      let tools = try InstrumentLibrary.load().filter { $0.tool == .forceps || $0.tool == .needleHolder }
      var benchmark = SurgeryBenchmark()
      benchmark.ticks = timing.ticks
      let bar = ProgressBar(Text.get("cli.bench.surgery.progress"))
      var rows: [SurgeryBenchmark.Row] = []
      for (k, scene) in Self.scenes.enumerated() {
        bar.update(Double(k) / Double(Self.scenes.count))
        for count in timing.counts! {
          if StopSignal.isReceived { throw CommandFailure(.interrupted, Text.get("cli.error.interrupted")) }
          switch scene {
          case .stitches(let n): rows.append(try benchmark.measure(stitches: n, tools: tools, workers: count))
          case .needle: rows.append(try benchmark.measureNeedle(tools: tools, workers: count))
          case .blade: rows.append(try benchmark.measureBlade(workers: count))
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
