public import ArgumentParser
import Foundation
import Localisation
import RealTime
import Session

/// `systole bench realtime`: how well this machine keeps 1 kHz.
public struct BenchCommand: ParsableCommand {
  public static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "bench", abstract: Text.get("cli.bench.abstract"), subcommands: [TissueBench.self, RealTimeBench.self])
  }

  public init() {}

  struct RealTimeBench: SystoleCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        commandName: "realtime", abstract: Text.get("cli.bench.realtime.abstract"),
        discussion: CommandHelp.discussion(
          examples: ["systole bench realtime --seconds 10", "systole bench realtime --seconds 60 --json"],
          statuses: [.ok, .usage, .badData, .unavailable, .internalFault, .cannotCreate, .interrupted]))
    }

    @Option(help: ArgumentHelp(Text.get("cli.help.bench-seconds"), valueName: "s"))
    var seconds = 10.0
    @Option(help: ArgumentHelp(Text.get("cli.help.device")))
    var device = "resident"
    @Option(help: ArgumentHelp(Text.get("cli.help.workers"), valueName: "n"))
    var workers = 1
    @Flag(help: ArgumentHelp(Text.get("cli.help.json")))
    var json = false
    @OptionGroup var language: LanguageOption

    struct Result: Codable {
      var machine: MachineDescription
      var seconds: Double
      var ticks: UInt64
      var late: UInt64
      var wake: LatencySummary
      var step: LatencySummary
      var bareWake: LatencySummary
      var scheduler: Scheduling

      enum CodingKeys: String, CodingKey {
        case machine, seconds, ticks, late
        case wake = "wake_us"
        case step = "step_us"
        case bareWake = "bare_wake_us"
        case scheduler
      }
    }

    func validate() throws {
      if !(seconds > 0 && seconds <= 86_400) { throw ValidationError(Text.get("cli.error.seconds")) }
      if !(1...16).contains(workers) { throw ValidationError(Text.get("cli.error.workers")) }
    }

    func execute() throws {
      StopSignal.watch()
      // What the machine does to a thread that does nothing: no loop can be better.
      let bareTicks = UInt64(min(seconds, 5) * 1000)
      let bare = try PeriodicThread(name: "bare") { $0.index + 1 < bareTicks }.join().report
      let log = NSTemporaryDirectory() + "systole-bench-\(UUID().uuidString).mcap"
      defer { try? FileManager.default.removeItem(atPath: log) }
      let run = try SessionWithProgress.run(
        SessionPlan(
          scenario: "aortic-assessment", device: device, mode: .realtime, workers: workers,
          maximumTicks: UInt64(seconds * 1000), out: log, writer: SystoleVersion.text))
      if StopSignal.isReceived { throw CommandFailure(.interrupted, Text.get("cli.error.interrupted")) }
      guard let timing = run.loop.timing else { throw CommandFailure(.internalFault, "a loop without timing") }
      let result = Result(
        machine: .current(), seconds: run.seconds, ticks: run.loop.ticks, late: timing.simulation.lateTicks,
        wake: timing.simulation.wake.summary, step: timing.stepping.summary, bareWake: bare.wake.summary,
        scheduler: timing.scheduling)
      if json { return try Console.print(json: result) }
      Console.print(
        Text.get(
          "cli.run.timing",
          [
            "late": "\(result.late)", "missed": "\(timing.simulation.missedTicks)", "ticks": "\(result.ticks)",
            "scheduler": result.scheduler.policy,
          ]))
      Console.print(RunSummary.line("cli.run.step", result.step))
      Console.print(RunSummary.line("cli.run.wake", result.wake))
      Console.print(RunSummary.line("cli.bench.bare", result.bareWake))
      for note in result.scheduler.notes { Console.print(note) }
    }
  }
}
