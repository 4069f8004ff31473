public import ArgumentParser
import Foundation
import Localisation
import RealTime
import Session

/// `systole run SCENARIO`: a session, recorded to a log.
public struct RunCommand: SystoleCommand {
  public static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "run", abstract: Text.get("cli.run.abstract"),
      discussion: CommandHelp.discussion(
        examples: [
          "systole run aortic-assessment --device expert --fast --out e.mcap",
          "systole run aortic-assessment --device csv:poses.csv,map:map.json --fast",
          "systole run aortic-assessment --device null --realtime --seconds 60",
        ],
        statuses: [
          .ok, .usage, .badData, .noInput, .unavailable, .internalFault, .cannotCreate, .inputOutput, .interrupted,
        ]))
  }

  @Argument(help: ArgumentHelp(Text.get("cli.help.scenario"), valueName: "scenario"))
  var scenario: String
  @Option(help: ArgumentHelp(Text.get("cli.help.device")))
  var device = "resident"
  @Flag(help: ArgumentHelp(Text.get("cli.help.headless")))
  var headless = false
  @Flag(help: ArgumentHelp(Text.get("cli.help.realtime")))
  var realtime = false
  @Flag(help: ArgumentHelp(Text.get("cli.help.fast")))
  var fast = false
  @Option(help: ArgumentHelp(Text.get("cli.help.patient"), valueName: "seed"))
  var patient: UInt64?
  @Option(help: ArgumentHelp(Text.get("cli.help.device-seed"), valueName: "seed"))
  var deviceSeed: UInt64?
  @Option(help: ArgumentHelp(Text.get("cli.help.trainee"), valueName: "pseudonym"))
  var trainee: String?
  @Option(help: ArgumentHelp(Text.get("cli.help.seconds"), valueName: "s"))
  var seconds: Double?
  @Option(help: ArgumentHelp(Text.get("cli.help.workers"), valueName: "n"))
  var workers = 1
  @OptionGroup var thread: ThreadOptions
  @Option(name: [.short, .customLong("out")], help: ArgumentHelp(Text.get("cli.help.out"), valueName: "file"))
  var out: String?
  @Flag(help: ArgumentHelp(Text.get("cli.help.json")))
  var json = false
  @OptionGroup var language: LanguageOption

  public init() {}

  public func validate() throws {
    if realtime && fast { throw ValidationError(Text.get("cli.error.both-paces")) }
    if !(1...16).contains(workers) { throw ValidationError(Text.get("cli.error.workers")) }
    if let seconds, !(seconds > 0 && seconds <= 86_400) { throw ValidationError(Text.get("cli.error.seconds")) }
  }

  public func execute() throws {
    StopSignal.watch()
    let path = try out ?? DataFolder.newLog()
    let plan = SessionPlan(
      scenario: scenario, patient: patient, device: device, deviceSeed: deviceSeed, trainee: trainee,
      mode: fast ? .fast : .realtime, threadOptions: thread.options, workers: workers,
      maximumTicks: seconds.map { UInt64(($0 * 1000).rounded(.up)) }, out: path, writer: SystoleVersion.text)
    let result = try SessionWithProgress.run(plan)
    let summary = RunSummary(result)
    if json {
      try Console.print(json: summary)
    } else {
      Console.print(summary.text)
    }
    if StopSignal.isReceived { throw CommandFailure(.interrupted, Text.get("cli.error.interrupted")) }
  }
}
