import Devices

extension DriverFault {
  /// What is wrong and what mends it, in the language of the person.
  var text: String {
    var arguments = arguments
    switch self {
    case .notReady(_, let health): arguments["health"] = health.texts.joined(separator: ", ")
    case .noDevice(_, let reason): arguments["reason"] = reason.isEmpty ? "" : " (\(reason))"
    default: break
    }
    return Text.get("device.fault.\(key)", arguments)
  }
}

extension HapticHealth {
  /// Each condition that holds, in the language of the person.
  var texts: [String] { names.map { Text.get("device.health.\($0)") } }
}
