import ArgumentParser
import Devices
import Foundation
import Frames
import RealTime
import SimMath

/// `systole devices calibrate KIND`: asks for three movements and a place to rest, and keeps the station's set-up.
struct DevicesCalibrateCommand: SystoleCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "calibrate", abstract: Text.get("cli.calibrate.abstract"),
      discussion: CommandHelp.discussion(
        Text.get("cli.calibrate.about"),
        examples: ["systole devices calibrate hd", "systole devices calibrate dhd --hand left"],
        statuses: [.ok, .checkFailed, .usage, .badData, .unavailable, .cannotCreate]))
  }

  @Argument(help: ArgumentHelp(Text.get("cli.help.calibrate.device"), valueName: "device"))
  var device: String
  @Option(help: ArgumentHelp(Text.get("cli.help.calibrate.hand"), valueName: "right|left"))
  var hand: String?
  @OptionGroup var language: LanguageOption

  func validate() throws {
    guard let hand, StationRecord.Hand(rawValue: hand) == nil else { return }
    throw ValidationError(Text.get("cli.error.calibrate-hand", ["hand": hand]))
  }

  func execute() throws {
    let kind = try HapticKind.chosen(device)
    let folder = DataFolder.path()
    var station = try Station(folder: folder)
    let opened = try DeviceFactory.haptic(device)
    Console.print(Text.get("cli.calibrate.begin", ["device": opened.capabilities.model]))
    var tick: UInt64 = 0
    /// Where the end of the device is once the user has pressed Enter, station axes, m.
    func place(_ key: String) throws -> Vector3 {
      Console.print(Text.get(key))
      guard readLine() != nil else {
        throw CommandFailure(.checkFailed, Text.get("cli.calibrate.broken-off"))
      }
      // Samples come every ms; those of the waiting are old.
      for _ in 0..<20 {
        tick += 1
        _ = opened.sample(at: Tick(tick), feedback: nil)
        MonotonicClock.sleep(for: 2_000_000)
      }
      return opened.place
    }
    var last = try place("cli.calibrate.start")
    for axis in AxisCheck.allCases {
      let next = try place("cli.calibrate.\(axis.rawValue)")
      switch axis.judge(from: last, to: next) {
      case .good: Console.print("  " + Text.get("cli.calibrate.good"))
      case .tooShort: throw CommandFailure(.checkFailed, Text.get("cli.calibrate.too-short"))
      case .reversed: throw CommandFailure(.checkFailed, Text.get("cli.calibrate.reversed"))
      case .crossed: throw CommandFailure(.checkFailed, Text.get("cli.calibrate.crossed"))
      }
      last = next
    }
    let rest = try place("cli.calibrate.rest")
    var setup = station.devices[kind.id] ?? Station.Setup()
    setup.axesChecked = true
    setup.offset = setup.scale * (opened.capabilities.workspaceCenter - rest)
    if let hand = hand.flatMap(StationRecord.Hand.init) { station.hand = hand }
    station.devices[kind.id] = setup
    try station.keep(in: folder)
    Console.print(Text.get("cli.calibrate.kept", ["path": Station.file(in: folder)]))
  }
}
