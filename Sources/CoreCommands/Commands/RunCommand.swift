public import ArgumentParser
import Devices
import Foundation
public import Frames
import Localisation
public import RealTime
public import Session
import Validation

/// `systole run SCENARIO`: a session, recorded to a log.
public struct RunCommand: SystoleCommand {
  public static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "run", abstract: Text.get("cli.run.abstract"),
      discussion: CommandHelp.discussion(
        examples: examples, statuses: statuses))
  }

  public static let examples = [
    "systole run aortic-assessment --device expert --fast --out e.mcap",
    "systole run aortic-assessment --device csv:poses.csv,map:map.json --fast",
    "systole run aortic-assessment --device null --realtime --seconds 60",
  ]
  public static let statuses: [ExitStatus] = [
    .ok, .usage, .badData, .noInput, .unavailable, .internalFault, .cannotCreate, .inputOutput, .interrupted,
  ]

  @Argument(help: ArgumentHelp(Text.get("cli.help.scenario"), valueName: "scenario"))
  public var scenario: String
  @Option(help: ArgumentHelp(Text.get("cli.help.device")))
  public var device: String?
  @Flag(help: ArgumentHelp(Text.get("cli.help.headless")))
  public var headless = false
  @Flag(help: ArgumentHelp(Text.get("cli.help.realtime")))
  var realtime = false
  @Flag(help: ArgumentHelp(Text.get("cli.help.fast")))
  public var fast = false
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
  @Flag(help: ArgumentHelp(Text.get("cli.help.practice")))
  var practice = false
  @OptionGroup var thread: ThreadOptions
  @Option(name: [.short, .customLong("out")], help: ArgumentHelp(Text.get("cli.help.out"), valueName: "file"))
  var out: String?
  @Flag(help: ArgumentHelp(Text.get("cli.help.json")))
  public var json = false
  @OptionGroup var language: LanguageOption

  public init() {}

  public func validate() throws {
    if realtime && fast { throw ValidationError(Text.get("cli.error.both-paces")) }
    if !(1...16).contains(workers) { throw ValidationError(Text.get("cli.error.workers")) }
    if let seconds, !(seconds > 0 && seconds <= 86_400) { throw ValidationError(Text.get("cli.error.seconds")) }
  }

  /// On threads with deadlines; else as fast as the machine can.
  public var isRealTime: Bool { !fast }

  public func execute() throws { try execute(outputs: nil) { nil } }

  /// - Parameters:
  ///   - outputs: see `SessionRunner.run`.
  ///   - sound: asked after the session what was heard of it.
  public func execute(outputs: SPSCQueue<StepOutput>?, sound: () -> SoundSummary?) throws {
    StopSignal.watch()
    var plan = try plan(device: "resident")
    let control = StationControl()
    if isRealTime { plan.control = control }
    let keys = isRealTime ? TerminalKeys(control) : nil
    defer { keys?.stop() }
    let result = try SessionWithProgress.run(plan, outputs: outputs)
    keepHours(of: result)
    var summary = RunSummary(result)
    summary.sound = sound()
    if json {
      try Console.print(json: summary)
    } else {
      Console.print(summary.text)
    }
    if StopSignal.isReceived { throw CommandFailure(.interrupted, Text.get("cli.error.interrupted")) }
  }

  /// Adds the time of a haptic device's motors to what the station keeps.
  public func keepHours(of result: SessionResult) {
    guard let use = result.haptic else { return }
    var hours = MotorHours(folder: DataFolder.path())
    hours.add(use.seconds, model: use.model, serial: use.serial)
  }

  /// What to run.
  ///
  /// - Parameter usual: the device where none was named.
  public func plan(device usual: String) throws -> SessionPlan {
    let path = try out ?? DataFolder.newLog()
    var plan = SessionPlan(
      scenario: scenario, patient: patient, device: device ?? usual, deviceSeed: deviceSeed, trainee: trainee,
      mode: fast ? .fast : .realtime, threadOptions: thread.options, workers: workers,
      maximumTicks: seconds.map { UInt64(($0 * 1000).rounded(.up)) }, isPractice: practice, out: path, writer: SystoleVersion.text)
    let station = try Station(folder: DataFolder.path())
    plan.station = station
    plan.touch = { capabilities in
      let gain = station.gain(of: capabilities)
      guard gain.isPassed else {
        Console.note(gain.text(capabilities))
        return .unchecked
      }
      let model = DeviceModel.matching(model: capabilities.model, limits: capabilities.limits)
      // A device that cannot be judged is not one to be assessed on.
      return (try? FeltContrast.measure(model))?.mode == .assessed ? .assessed : .guided
    }
    return plan
  }
}
