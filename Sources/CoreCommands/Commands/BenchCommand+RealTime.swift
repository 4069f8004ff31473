public import ArgumentParser
import Foundation
import Localisation
import RealTime
public import Session

extension BenchCommand {
  /// `systole bench realtime`: how well this machine keeps 1 kHz, beside a loop in C that does nothing.
  public struct RealTimeBench: SystoleCommand {
    public static var configuration: CommandConfiguration {
      CommandConfiguration(
        commandName: "realtime", abstract: Text.get("cli.bench.realtime.abstract"),
        discussion: CommandHelp.discussion(
          examples: [
            "systole bench realtime --seconds 10", "systole bench realtime --seconds 60 --json",
            "systole bench realtime --no-load --spin 150 --cpu 1",
          ],
          statuses: [.ok, .usage, .badData, .unavailable, .internalFault, .cannotCreate, .interrupted]))
    }

    @Option(help: ArgumentHelp(Text.get("cli.help.bench-seconds"), valueName: "s"))
    var seconds = 10.0
    @Option(help: ArgumentHelp(Text.get("cli.help.device")))
    var device = "resident"
    @Option(help: ArgumentHelp(Text.get("cli.help.workers"), valueName: "n"))
    var workers = 1
    @Flag(name: .customLong("load"), inversion: .prefixedNo, help: ArgumentHelp(Text.get("cli.help.bench-load")))
    var load = true
    @Flag(name: .customLong("stream"), inversion: .prefixedNo, help: ArgumentHelp(Text.get("cli.help.bench-stream")))
    var stream = true
    @Flag(name: .customLong("echo"), inversion: .prefixedNo, help: ArgumentHelp(Text.get("cli.help.bench-echo")))
    var echo = true
    @OptionGroup var thread: ThreadOptions
    @Flag(help: ArgumentHelp(Text.get("cli.help.json")))
    public var json = false
    @OptionGroup var language: LanguageOption

    public init() {}

    public func validate() throws {
      if !(seconds > 0 && seconds <= 86_400) { throw ValidationError(Text.get("cli.error.seconds")) }
      if !(1...16).contains(workers) { throw ValidationError(Text.get("cli.error.workers")) }
    }

    public func execute() throws {
      try show(measure())
    }

    /// Runs the session, with a guest beside it in every second window where one is given.
    public func measure(guest: RealTimeBenchmark.Guest? = nil) throws -> RealTimeBenchmark.Result {
      StopSignal.watch()
      let log = NSTemporaryDirectory() + "systole-bench-\(UUID().uuidString).mcap"
      defer { try? FileManager.default.removeItem(atPath: log) }
      let plan = SessionPlan(
        scenario: "aortic-assessment", device: device, mode: .realtime, threadOptions: thread.options, workers: workers,
        maximumTicks: UInt64(seconds * 1000), out: log, writer: SystoleVersion.text)
      let bar = ProgressBar(Text.get("cli.bench.realtime.progress"))
      defer { bar.finish() }
      let result = try RealTimeBenchmark(memoryStreams: load && stream ? 2 : 0, echo: load && echo).measure(plan, guest: guest) {
        bar.update(Double($0.ticks) / Double($0.limit))
        return !StopSignal.isReceived
      }
      bar.finish()
      if StopSignal.isReceived { throw CommandFailure(.interrupted, Text.get("cli.error.interrupted")) }
      return result
    }

    /// Prints it, as text or for machines.
    public func show(_ result: RealTimeBenchmark.Result) throws {
      if json { return try Console.print(json: Output(machine: .current(), result: result)) }
      Console.print(Self.text(result))
    }

    /// What `--json` prints: the machine and the measurement in one object.
    private struct Output: Encodable {
      var machine: MachineDescription
      var result: RealTimeBenchmark.Result
      enum CodingKeys: String, CodingKey { case machine }
      func encode(to encoder: any Encoder) throws {
        try result.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(machine, forKey: .machine)
      }
    }

    private static func times(_ r: RealTimeBenchmark.Ratio) -> String {
      [r.median, r.lowest, r.highest].map { NumberText.fixed($0, decimals: 2) }.joined(separator: " / ")
    }

    private static func percent(_ part: RealTimeBenchmark.GuestResult.Part) -> String {
      NumberText.fixed(100 * Double(part.late) / Double(max(1, part.ticks)), decimals: 2)
    }

    static func text(_ r: RealTimeBenchmark.Result) -> String {
      var lines = [
        Text.get(
          "cli.run.timing",
          ["late": "\(r.late)", "missed": "\(r.missed)", "ticks": "\(r.ticks)", "scheduler": r.scheduler.policy]),
        RunSummary.line("cli.run.step", r.step), RunSummary.line("cli.run.wake", r.wake),
        RunSummary.line("cli.bench.bare", r.bareWake),
      ]
      if let ratio = r.wakeRatio {
        lines.append(
          Text.get(
            "cli.bench.realtime.ratio",
            [
              "median": NumberText.fixed(ratio.median, decimals: 2),
              "lowest": NumberText.fixed(ratio.lowest, decimals: 2),
              "highest": NumberText.fixed(ratio.highest, decimals: 2), "windows": "\(ratio.windows)",
            ]))
      }
      if let guest = r.guest {
        lines.append(
          Text.get(
            "cli.bench.realtime.guest",
            [
              "median": times(guest.stepMedianRatio), "step": times(guest.stepRatio), "wake": times(guest.wakeRatio),
              "windows": "\(guest.stepRatio.windows)",
              "with": percent(guest.with), "without": percent(guest.without),
            ]))
      }
      lines.append(
        Text.get(
          "cli.bench.realtime.load",
          [
            "stream": NumberText.fixed(r.load.streamed / 1e9, decimals: 1),
            "echo": NumberText.fixed(r.load.echoed / 1000, decimals: 1),
          ]))
      return (lines + r.scheduler.advice).joined(separator: "\n")
    }
  }
}
