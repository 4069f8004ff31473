import Foundation
import Frames
import SimMath
import Synchronization

/// Makes a device from what was written on the command line.
public enum DeviceFactory {
  private static let kinds = Mutex<[HapticKind]>([.openHaptics, .forceDimension])

  /// The makes of haptic devices that this program has drivers for. Any thread.
  public static var hapticKinds: [HapticKind] { kinds.withLock { $0 } }

  /// Adds a make whose driver lies outside this module. At the start of the program.
  public static func register(_ kind: HapticKind) {
    kinds.withLock { kinds in
      kinds.removeAll { $0.id == kind.id }
      kinds.append(kind)
    }
  }

  /// Which of the hands a device is for.
  public enum Hand: Sendable {
    case only, first, second

    /// Where the workspace lies beside the middle, station axes, m: with two hands each a little to its own side.
    func offset(_ dominant: StationRecord.Hand) -> Vector3 {
      let side: Float = dominant == .right ? 1 : -1
      switch self {
      case .only: return .zero
      case .first: return Vector3(0.02 * side, 0, 0)
      case .second: return Vector3(-0.02 * side, 0, 0)
      }
    }
  }

  /// Splits "D,D2" into the devices of two hands.
  ///
  /// Options of a device are separated by commas too: the second begins at the first comma after which a device is named.
  public static func split(_ spec: String) -> (first: String, second: String?) {
    let words = Set(
      TraineeLevel.allCases.map(\.rawValue) + CheaterKind.allCases.map(\.rawValue) + hapticKinds.map(\.id)
        + ScriptedSurgeon.all.map(\.id) + ["null", "csv", "replay", Assistant.id, PointerDevice.id])
    var from = spec.startIndex
    while let comma = spec[from...].firstIndex(of: ",") {
      let rest = spec[spec.index(after: comma)...]
      if words.contains(String(rest.prefix { $0 != ":" && $0 != "," })) {
        return (String(spec[..<comma]), String(rest))
      }
      from = spec.index(after: comma)
    }
    return (spec, nil)
  }

  /// Every specification that `make` takes, as shown in help and errors.
  public static var known: [String] {
    TraineeLevel.allCases.map(\.rawValue) + CheaterKind.allCases.map(\.rawValue) + ScriptedSurgeon.all.map(\.id)
      + ["csv:FILE[,map:FILE]"]
      + hapticKinds.map(\.usage) + ["null", Assistant.id, PointerDevice.id]
  }

  /// - Parameter spec: "expert", "resident", "novice", "mark-all", "no-touch", "idle-finish", "poke-grid",
  ///   "csv:FILE[,map:FILE]", a haptic device such as "hd" or "dhd:1,lib:FILE", or "null". "replay:LOG" is made by the
  ///   session, which can read logs. A haptic device is opened here, which takes up to some seconds.
  public static func make(
    _ spec: String, context: DeviceContext, station: Station = Station(), hand: Hand = .only
  ) throws(DeviceError) -> sending any Device {
    if let task = TrainingTask(of: spec), task != context.task { throw .otherTask(spec, asked: context.task) }
    if let surgeon = ScriptedSurgeon(spec) { return self.surgeon(surgeon, context: context) }
    if let level = TraineeLevel(rawValue: spec) { return trainee(level, context: context) }
    if let kind = CheaterKind(rawValue: spec) { return cheater(kind, context: context) }
    if spec == "null" {
      return NullDevice(pose: HandFrame(context: context).pose(HandFrame.rest(context), tool: .palpationProbe))
    }
    if spec == Assistant.id { return Assistant(context: context) }
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
    if let device = try haptic(spec, context: context, station: station, hand: hand) { return device }
    throw .unknownDevice(spec, known: known)
  }

  /// Height of the middle of a haptic device's workspace over the vessel, m: half of the smallest lies above it.
  private static let hapticHeight: Float = 0.015

  /// A haptic device by its specification; nil if it names none.
  private static func haptic(
    _ spec: String, context: DeviceContext, station: Station, hand: Hand
  ) throws(DeviceError) -> sending HapticDevice? {
    let word = spec.prefix { $0 != ":" && $0 != "," }
    guard let kind = hapticKinds.first(where: { $0.id == word }) else { return nil }
    let rest = spec.dropFirst(word.count)
    let specification: HapticSpecification? =
      rest.isEmpty ? nil : try HapticSpecification(rest.dropFirst(), named: rest.hasPrefix(":"), kind: kind)
    let top = HandFrame(context: context).pose(HandFrame.rest(context), tool: .palpationProbe).position
    do {
      let driver = try kind.make(specification?.options ?? HapticOptions())
      let setup = station.devices[kind.id] ?? Station.Setup()
      return try HapticDevice(driver, id: spec, buttons: specification?.buttons) { capabilities in
        WorkspaceMapping(
          scale: specification?.scale ?? setup.scale, center: capabilities.workspaceCenter,
          origin: Vector3(top.x, Float(context.vessel.outerRadius) + hapticHeight, top.z), toolTurn: kind.toolTurn,
          allowsClutch: setup.allowsClutch || specification?.allowsClutch == true,
          offset: setup.offset + hand.offset(station.hand), axesChecked: setup.axesChecked)
      }
    } catch {
      throw .driver(error)
    }
  }

  /// A haptic device by its specification, in station axes, to look at where it is.
  public static func haptic(_ spec: String) throws(DeviceError) -> HapticDevice {
    let word = spec.prefix { $0 != ":" && $0 != "," }
    guard let kind = hapticKinds.first(where: { $0.id == word }) else { throw .unknownDevice(spec, known: known) }
    let rest = spec.dropFirst(word.count)
    let options = rest.isEmpty ? HapticOptions() : try HapticSpecification(
      rest.dropFirst(), named: rest.hasPrefix(":"), kind: kind
    ).options
    do {
      return try HapticDevice(kind.make(options), id: spec, buttons: nil) { _ in WorkspaceMapping(rotation: .identity) }
    } catch {
      throw .driver(error)
    }
  }

  private static func surgeon(_ s: ScriptedSurgeon, context: DeviceContext) -> sending any Device {
    if let truth = context.knot {
      return TyingHands(vessel: context.vessel, truth: truth, level: s.level, hand: s.hand, seed: context.seed)
    }
    return SewingHands(
      vessel: context.vessel, truth: context.anastomosis!, level: s.level, hand: s.hand, seed: context.seed)
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
