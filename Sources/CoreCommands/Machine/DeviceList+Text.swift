import Localisation

extension DeviceList {
  /// For people.
  var text: String {
    let state = Text.get(found ? "cli.devices.found" : "cli.devices.missing")
    var lines = ["\(name): \(state)" + (library.map { " (\($0))" } ?? "")]
    if changedFloatingPointMode == true { lines.append("  " + Text.get("cli.devices.mode")) }
    if let problem { lines.append("  " + problem.mend) }
    if found, devices.isEmpty { lines.append("  " + Text.get("cli.devices.none")) }
    for device in devices { lines += device.lines.map { "  " + $0 } }
    return lines.joined(separator: "\n")
  }
}

extension DeviceList.Unit {
  fileprivate var lines: [String] {
    var lines: [String] = []
    if let model, let peakForce, let continuousForce, let stiffness, let workspaceRadius {
      let number = serial.flatMap { $0.isEmpty ? nil : Text.get("cli.devices.serial", ["serial": $0]) } ?? ""
      lines.append("\(model)\(number)  (\(Text.get("cli.devices.use")): --device \(use))")
      lines.append(
        "  "
          + Text.get(
            "cli.devices.line.force",
            [
              "peak": NumberText.fixed(Double(peakForce), decimals: 1),
              "continuous": NumberText.fixed(Double(continuousForce), decimals: 1),
              "stiffness": NumberText.fixed(Double(stiffness), decimals: 0),
            ]))
      var parts: [String] = []
      if orientation == true { parts.append(Text.get("cli.devices.part.orientation")) }
      if torque == true { parts.append(Text.get("cli.devices.part.torque")) }
      if gripper == true { parts.append(Text.get("cli.devices.part.gripper")) }
      parts.append(Text.get("cli.devices.part.buttons", ["count": "\(buttons ?? 0)"]))
      lines.append(
        "  "
          + Text.get(
            "cli.devices.line.space",
            [
              "radius": NumberText.fixed(Double(workspaceRadius) * 1000, decimals: 0),
              "parts": parts.joined(separator: ", "),
            ]))
      if measured == false { lines.append("  " + Text.get("cli.devices.limits-table")) }
      var state: [String] = problem == nil ? [Text.get("cli.devices.healthy")] : []
      if let motorTemperature {
        state.append(
          Text.get("cli.devices.temperature", ["percent": NumberText.percent(Double(motorTemperature))]))
      }
      if let motorHours {
        state.append(Text.get("cli.devices.hours", ["hours": NumberText.fixed(motorHours, decimals: 1)]))
      }
      if !state.isEmpty { lines.append("  " + state.joined(separator: "; ")) }
    } else {
      lines.append("--device \(use)")
    }
    if let problem { lines.append("  " + problem.mend) }
    return lines
  }
}
