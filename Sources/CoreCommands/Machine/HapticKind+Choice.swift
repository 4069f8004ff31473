import Devices
import Localisation

extension HapticKind {
  /// The kind that a device's name on the command line begins with, as in "hd" or "dhd:1".
  /// - Throws: a failure that lists the kinds.
  static func chosen(_ device: String) throws(CommandFailure) -> HapticKind {
    let word = String(device.prefix { $0 != ":" && $0 != "," })
    guard let kind = DeviceFactory.hapticKinds.first(where: { $0.id == word }) else {
      throw CommandFailure(.usage, unknown(device))
    }
    return kind
  }

  /// Says that there is no such kind, and which there are.
  static func unknown(_ name: String) -> String {
    Text.get("cli.error.devices-kind", ["kind": name, "kinds": names])
  }

  /// All kinds, with commas between them.
  static var names: String { DeviceFactory.hapticKinds.map(\.id).joined(separator: ", ") }
}
