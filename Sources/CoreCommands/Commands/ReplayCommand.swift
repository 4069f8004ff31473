public import ArgumentParser
import Frames
import Localisation
import Session

/// `systole replay LOG --verify`: steps again from the recorded inputs and compares every bit.
public struct ReplayCommand: SystoleCommand {
  public static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "replay", abstract: Text.get("cli.replay.abstract"),
      discussion: CommandHelp.discussion(
        examples: [
          "systole replay e.mcap --verify", "systole replay e.mcap --verify --workers 2",
          "systole replay e.mcap --verify --restore-at 1500 --json",
        ],
        statuses: [.ok, .checkFailed, .usage, .badData, .noInput, .unavailable, .internalFault, .interrupted]))
  }

  @Argument(help: ArgumentHelp(Text.get("cli.help.log"), valueName: "log"))
  public var log: String
  @Flag(help: ArgumentHelp(Text.get("cli.help.verify")))
  public var verify = false
  @Option(help: ArgumentHelp(Text.get("cli.help.workers"), valueName: "n"))
  public var workers = 1
  @Option(help: ArgumentHelp(Text.get("cli.help.restore-at"), valueName: "tick"))
  var restoreAt: UInt64?
  @Option(help: ArgumentHelp(Text.get("cli.help.ticks"), valueName: "n"))
  public var ticks: UInt64?
  @Flag(help: ArgumentHelp(Text.get("cli.help.json")))
  var json = false
  @OptionGroup var language: LanguageOption

  public init() {}

  public func validate() throws {
    if !(1...16).contains(workers) { throw ValidationError(Text.get("cli.error.workers")) }
  }

  public func execute() throws {
    StopSignal.watch()
    let report = try Self.replay(log, workers: workers, restoreAt: restoreAt, ticks: ticks)
    if json {
      try Console.print(json: report)
    } else {
      Console.print(Self.text(report))
      for defect in report.defects { Console.note(defect) }
    }
    if StopSignal.isReceived { throw CommandFailure(.interrupted, Text.get("cli.error.interrupted")) }
    if verify, report.divergence != nil { throw CommandFailure(.checkFailed, "") }
  }

  /// Replays with a progress line.
  public static func replay(
    _ log: String, workers: Int = 1, restoreAt: UInt64? = nil, ticks: UInt64? = nil
  ) throws -> ReplayReport {
    let bar = ProgressBar(Text.get("cli.replay.progress"))
    defer { bar.finish() }
    return try Replay.verify(log: log, workers: workers, restoreAt: restoreAt, maximumTicks: ticks) { progress in
      bar.update(Double(progress.ticks) / Double(max(1, progress.limit)))
      return !StopSignal.isReceived
    }
  }

  /// For people.
  public static func text(_ report: ReplayReport) -> String {
    if let divergence = report.divergence {
      return Text.get(
        "cli.replay.differs",
        [
          "tick": "\(divergence.tick.rawValue)",
          "subsystems": divergence.subsystems.map(\.rawValue).joined(separator: ", "), "same": "\(report.ticks)",
        ])
    }
    let microseconds = report.ticks > 0 ? report.seconds * 1e6 / Double(report.ticks) : 0
    return Text.get(
      "cli.replay.same",
      [
        "ticks": "\(report.ticks)", "hash": report.hash, "workers": "\(report.workers)",
        "us": NumberText.fixed(microseconds, decimals: 0),
      ])
  }
}
