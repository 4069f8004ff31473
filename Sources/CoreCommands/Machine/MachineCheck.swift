import Devices
import Foundation
import Glibc
import Localisation
import RealTime

/// One thing that `systole doctor` looks at.
public struct MachineCheck: Equatable, Sendable, Codable {
  public enum State: String, Sendable, Codable {
    case good
    /// Works, but not as well as it could.
    case weak
    /// Systole cannot be used like this.
    case bad
  }

  /// "processor", "cores", "scheduler", "throttle", "memory-lock", "timer-slack", "disk", "floating-point", "headset",
  /// "device-" with the make of a haptic device, and "graphics", "display", "sound", "films" of the whole product.
  public var id: String
  public var state: State
  /// What was found.
  public var detail: String
  /// What would make it good; empty where it is.
  public var mend: String

  public init(id: String, state: State, detail: String, mend: String) {
    self.id = id
    self.state = state
    self.detail = detail
    self.mend = mend
  }

  /// All checks of this machine.
  ///
  /// - Parameter folder: where sessions are kept.
  public static func all(folder: String = DataFolder.path()) -> [MachineCheck] {
    [processor(supported: Processor.isSupported), cores(MachineDescription.current().cores)]
      + scheduling(probeScheduling()) + [disk(folder: folder)] + haptics(DeviceFactory.hapticKinds.map { HapticSurvey($0) })
      + [headset(environment: ProcessInfo.processInfo.environment)]
  }

  /// Something that Systole can do without, but not as well.
  ///
  /// - Parameter mend: of the catalogue's sentences `cli.doctor.mend.*`; the check's own if nil.
  public static func wish(_ id: String, _ isGood: Bool, detail: String = "", mend: String? = nil) -> MachineCheck {
    MachineCheck(
      id: id, state: isGood ? .good : .weak, detail: detail,
      mend: isGood ? "" : Text.get("cli.doctor.mend.\(mend ?? id)"))
  }

  static func processor(supported: Bool) -> MachineCheck {
    MachineCheck(
      id: "processor", state: supported ? .good : .bad, detail: MachineDescription.current().processor,
      mend: supported ? "" : Text.get("cli.error.processor"))
  }

  static func cores(_ count: Int) -> MachineCheck { wish("cores", count >= 2, detail: "\(count)") }

  /// What a thread of its own is granted: asked for on a thread that ends at once.
  private static func probeScheduling() -> Scheduling? {
    let thread = try? PeriodicThread(name: "doctor") { _ in false }
    return thread?.join().scheduling
  }

  static func scheduling(_ granted: Scheduling?) -> [MachineCheck] {
    guard let granted else {
      return [MachineCheck(id: "scheduler", state: .bad, detail: "", mend: Text.get("cli.doctor.mend.threads"))]
    }
    let fifo = granted.policy == "SCHED_FIFO"
    return [
      wish("scheduler", fifo, detail: fifo ? "\(granted.policy) \(granted.priority)" : granted.policy),
      throttle(granted.throttle),
      wish("memory-lock", granted.memoryLocked),
      wish("timer-slack", granted.timerSlackSet),
    ]
  }

  /// The share of every second that all real-time threads together may run; nil without a limit. Beyond it the kernel stops
  /// the tick.
  static func throttle(_ share: Double?) -> MachineCheck {
    wish(
      "throttle", share ?? 1 >= 0.9,
      detail: share.map { NumberText.percent($0) } ?? Text.get("cli.doctor.no-throttle"))
  }

  /// The makers' libraries and services. One that is not there is missed by nobody who has no such device.
  static func haptics(_ surveys: [HapticSurvey]) -> [MachineCheck] {
    let checks = surveys.map { survey in
      let found = survey.fault == nil
      let name = survey.library?.path ?? survey.kind.name
      return MachineCheck(
        id: "device-\(survey.kind.id)", state: found ? .good : .weak,
        detail: found ? Text.get("cli.doctor.devices", ["library": name, "count": "\(survey.units.count)"]) : "",
        mend: found ? "" : Text.get("cli.doctor.mend.device", ["kind": survey.kind.id]))
    }
    let changed = surveys.compactMap(\.library).filter(\.changedFloatingPointMode).map(\.path)
    let mode = wish(
      "floating-point", changed.isEmpty,
      detail: changed.isEmpty
        ? Text.get("cli.doctor.mode-kept")
        : Text.get("cli.doctor.mode-restored", ["libraries": changed.joined(separator: ", ")]), mend: "mode")
    return checks + [mode]
  }

  /// Free space where sessions are kept, in the nearest folder above that exists.
  static func disk(folder: String) -> MachineCheck {
    var place = folder
    while access(place, F_OK) != 0, place != "/" { place = (place as NSString).deletingLastPathComponent }
    var information = statvfs()
    guard access(place, W_OK) == 0, statvfs(place, &information) == 0 else {
      return MachineCheck(
        id: "disk", state: .bad, detail: place, mend: Text.get("cli.doctor.mend.disk-write", ["folder": place]))
    }
    let free = UInt64(information.f_bavail) * UInt64(information.f_frsize)
    let gigabytes = Double(free) / 1e9
    let enough = gigabytes >= 1
    return MachineCheck(
      id: "disk", state: enough ? .good : .weak,
      detail: Text.get("cli.doctor.disk", ["free": String(format: "%.1f", gigabytes), "folder": place]),
      mend: enough ? "" : Text.get("cli.doctor.mend.disk-full"))
  }
}
