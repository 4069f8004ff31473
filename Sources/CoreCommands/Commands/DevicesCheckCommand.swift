import ArgumentParser
import Devices
import Foundation
import Localisation
import Session

/// `systole devices check KIND`: measures the device's gain on the station's spring and keeps the answer.
struct DevicesCheckCommand: SystoleCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "check", abstract: Text.get("cli.check.abstract"),
      discussion: CommandHelp.discussion(
        Text.get("cli.check.about"),
        examples: ["systole devices check hd --baseline", "systole devices check hd", "systole devices check dhd:1 --json"],
        statuses: [.ok, .checkFailed, .usage, .badData, .unavailable, .cannotCreate, .interrupted]))
  }

  @Argument(help: ArgumentHelp(Text.get("cli.help.calibrate.device"), valueName: "device"))
  var device: String
  @Flag(help: ArgumentHelp(Text.get("cli.help.check.baseline")))
  var baseline = false
  @Option(help: ArgumentHelp(Text.get("cli.help.check.seconds"), valueName: "s"))
  var seconds = 120.0
  @Flag(help: ArgumentHelp(Text.get("cli.help.json")))
  var json = false
  @OptionGroup var language: LanguageOption

  /// What machines are told.
  private struct Result: Encodable {
    var device: String
    var serial: String
    var stiffness: Double
    var spread: Double
    var readBack: Double?
    var drift: Double?
    var state: String

    enum CodingKeys: String, CodingKey {
      case device, serial
      case stiffness = "stiffness_n_m"
      case spread
      case readBack = "read_back"
      case drift, state
    }
  }

  func validate() throws {
    guard (6...600).contains(seconds) else { throw ValidationError(Text.get("cli.error.check-seconds")) }
  }

  func execute() throws {
    let kind = try HapticKind.chosen(device)
    let folder = DataFolder.path()
    var station = try Station(folder: folder)
    StopSignal.watch()
    let opened = try DeviceFactory.haptic(device)
    let capabilities = opened.capabilities
    Console.note(Text.get("cli.check.begin", ["device": capabilities.model, "seconds": NumberText.fixed(seconds, decimals: 0)]))
    guard readLine() != nil else { throw CommandFailure(.checkFailed, Text.get("cli.calibrate.broken-off")) }
    let check = GainCheck(opened, plan: .init(seconds: seconds))
    let bar = ProgressBar(device)
    let reading: GainReading
    do {
      defer { bar.finish() }
      reading = try check.run { share in
        bar.update(share)
        return !StopSignal.isReceived
      }
    } catch let fault as GainCheck.Fault {
      throw CommandFailure(fault == .stopped ? .interrupted : .checkFailed, fault.text)
    }
    var setup = station.devices[kind.id] ?? Station.Setup()
    if baseline {
      setup.baseline = reading
    } else if setup.baseline == nil {
      throw CommandFailure(.checkFailed, Text.get("cli.check.no-baseline", ["device": device]))
    }
    setup.check = reading
    station.devices[kind.id] = setup
    try station.keep(in: folder)
    let state = station.gain(of: capabilities)
    if json {
      try Console.print(
        json: Result(
          device: capabilities.model, serial: capabilities.serial, stiffness: reading.stiffness, spread: reading.spread,
          readBack: reading.readBack, drift: setup.baseline.map(reading.drift), state: state.key))
    } else {
      Console.print(
        Text.get(
          "cli.check.reading",
          [
            "stiffness": NumberText.fixed(reading.stiffness, decimals: 1),
            "spread": NumberText.fixed(100 * reading.spread, decimals: 1),
          ]))
      if let share = reading.readBack {
        Console.print(Text.get("cli.check.read-back", ["share": NumberText.fixed(100 * share, decimals: 1)]))
      }
      Console.print(state.text(capabilities))
      Console.print(Text.get("cli.calibrate.kept", ["path": Station.file(in: folder)]))
    }
    guard state.isPassed else { throw CommandFailure(.checkFailed, state.text(capabilities)) }
  }
}
