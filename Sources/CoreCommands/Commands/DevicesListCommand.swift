import ArgumentParser
import Devices
import Foundation
import Frames
import Localisation
import RealTime
import SimMath

/// `systole devices list`, which is `systole devices`: the haptic devices that are there, with limits and health, and
/// what is missing.
struct DevicesListCommand: SystoleCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "list", abstract: Text.get("cli.devices.abstract"),
      discussion: CommandHelp.discussion(
        Text.get("cli.devices.about"),
        examples: [
          "systole devices", "systole devices --kind hd --library /opt/OpenHaptics/lib/libHD.so",
          "systole devices --json",
        ], statuses: [.ok, .usage, .badData]))
  }

  @Option(
    help: ArgumentHelp(
      Text.get("cli.help.devices.kind", ["kinds": HapticKind.names]),
      valueName: "kind"))
  var kind: String?
  @Option(help: ArgumentHelp(Text.get("cli.help.devices.library"), valueName: "file"))
  var library: String?
  @Option(help: ArgumentHelp(Text.get("cli.help.devices.address"), valueName: "url"))
  var address: String?
  @Flag(help: ArgumentHelp(Text.get("cli.help.json")))
  var json = false
  @OptionGroup var language: LanguageOption

  /// The station's set-up for people.
  static func text(_ station: Station) -> String {
    var lines = [Text.get("cli.devices.station", ["hand": Text.get("cli.station.\(station.hand.rawValue)")])]
    for (kind, setup) in station.devices.sorted(by: { $0.key < $1.key }) {
      let mm = [setup.offset.x, setup.offset.y, setup.offset.z].map { NumberText.fixed(Double($0) * 1000, decimals: 0) }
      lines.append(
        "  "
          + Text.get(
            "cli.devices.station.device",
            [
              "kind": kind, "scale": NumberText.fixed(Double(setup.scale), decimals: 2),
              "offset": mm.joined(separator: ", "),
              "clutch": Text.get(setup.allowsClutch ? "cli.devices.station.clutch" : "cli.devices.station.no-clutch"),
              "axes": Text.get(setup.axesChecked ? "cli.devices.station.checked" : "cli.devices.station.unchecked"),
            ]))
      if let check = setup.check, let baseline = setup.baseline {
        lines.append(
          "    "
            + Text.get(
              "cli.devices.station.gain",
              [
                "date": check.date.formatted(.iso8601), "stiffness": NumberText.fixed(check.stiffness, decimals: 1),
                "drift": NumberText.fixed(100 * check.drift(since: baseline), decimals: 1),
              ]))
      } else {
        lines.append("    " + Text.get("cli.devices.station.no-gain", ["kind": kind]))
      }
    }
    return lines.joined(separator: "\n")
  }

  func validate() throws {
    if kind == nil, library != nil || address != nil {
      throw ValidationError(Text.get("cli.error.devices-library"))
    }
    guard let kind, !DeviceFactory.hapticKinds.contains(where: { $0.id == kind }) else { return }
    throw ValidationError(HapticKind.unknown(kind))
  }

  func execute() throws {
    let options = HapticOptions(library: library, address: address)
    let hours = MotorHours(folder: DataFolder.path())
    let lists = DeviceFactory.hapticKinds.filter { kind == nil || $0.id == kind }.map {
      DeviceList(HapticSurvey($0, options: options), hours: hours)
    }
    if json {
      try Console.print(json: lists)
    } else {
      Console.print(lists.map(\.text).joined(separator: "\n\n"))
      Console.print("\n" + Self.text(try Station(folder: DataFolder.path())))
    }
  }
}
