import Foundation
import Frames
import SimMath

/// Makes a device from what was written on the command line.
public enum DeviceFactory {
  /// Every specification that `make` takes, as shown in help and errors.
  public static let known: [String] =
    TraineeLevel.allCases.map(\.rawValue) + CheaterKind.allCases.map(\.rawValue) + ["csv:FILE[,map:FILE]", "null", PointerDevice.id]

  /// - Parameter spec: "expert", "resident", "novice", "mark-all", "no-touch", "idle-finish", "poke-grid",
  ///   "csv:FILE[,map:FILE]" or "null". "replay:LOG" is made by the session, which can read logs.
  public static func make(_ spec: String, context: DeviceContext) throws(DeviceError) -> sending any Device {
    if let level = TraineeLevel(rawValue: spec) { return trainee(level, context: context) }
    if let kind = CheaterKind(rawValue: spec) { return cheater(kind, context: context) }
    if spec == "null" {
      return NullDevice(pose: HandFrame(context: context).pose(HandFrame.rest(context), tool: .palpationProbe))
    }
    // Made by the session, which has the window's mailbox.
    if spec == PointerDevice.id { throw .needsWindow(spec) }
    if spec.hasPrefix("csv:") {
      let rest = spec.dropFirst(4)
      // A map follows the last ",map:", so that file names may hold commas.
      if let range = rest.range(of: ",map:", options: .backwards) {
        return try CSVDevice(
          file: String(rest[..<range.lowerBound]), mapFile: String(rest[range.upperBound...]), id: spec)
      }
      guard !rest.isEmpty else {
        throw .badOption(device: "csv", option: "", mend: "give a file, for example csv:poses.csv")
      }
      return try CSVDevice(file: String(rest), mapFile: nil, id: spec)
    }
    throw .unknownDevice(spec, known: known)
  }

  static func trainee(_ level: TraineeLevel, context: DeviceContext) -> sending any Device {
    ScriptedDevice(
      id: level.rawValue, context: context, skill: MotorSkill(level),
      script: Assessor(level: level, context: context))
  }

  static func cheater(_ kind: CheaterKind, context: DeviceContext) -> sending any Device {
    ScriptedDevice(
      id: kind.rawValue, context: context, skill: kind == .pokeGrid ? .machine : MotorSkill(.resident),
      script: Cheater(kind: kind, context: context))
  }
}
