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

  static func processor(supported: Bool) -> MachineCheck {
    MachineCheck(
      id: "processor", state: supported ? .good : .bad, detail: MachineDescription.current().processor,
      mend: supported ? "" : Text.get("cli.error.processor"))
  }

  static func cores(_ count: Int) -> MachineCheck {
    MachineCheck(
      id: "cores", state: count >= 2 ? .good : .weak, detail: "\(count)",
      mend: count >= 2 ? "" : Text.get("cli.doctor.mend.cores"))
  }

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
      MachineCheck(
        id: "scheduler", state: fifo ? .good : .weak,
        detail: fifo ? "\(granted.policy) \(granted.priority)" : granted.policy,
        mend: fifo ? "" : Text.get("cli.doctor.mend.scheduler")),
      throttle(granted.throttle),
      MachineCheck(
        id: "memory-lock", state: granted.memoryLocked ? .good : .weak, detail: "",
        mend: granted.memoryLocked ? "" : Text.get("cli.doctor.mend.memory-lock")),
      MachineCheck(id: "timer-slack", state: granted.timerSlackSet ? .good : .weak, detail: "",
        mend: granted.timerSlackSet ? "" : Text.get("cli.doctor.mend.timer-slack")),
    ]
  }

  /// The share of every second that all real-time threads together may run; nil without a limit. Beyond it the kernel stops
  /// the tick.
  static func throttle(_ share: Double?) -> MachineCheck {
    let enough = share ?? 1 >= 0.9
    return MachineCheck(
      id: "throttle", state: enough ? .good : .weak,
      detail: share.map { NumberText.percent($0) } ?? Text.get("cli.doctor.no-throttle"),
      mend: enough ? "" : Text.get("cli.doctor.mend.throttle"))
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
    let mode = MachineCheck(
      id: "floating-point", state: changed.isEmpty ? .good : .weak,
      detail: changed.isEmpty
        ? Text.get("cli.doctor.mode-kept")
        : Text.get("cli.doctor.mode-restored", ["libraries": changed.joined(separator: ", ")]),
      mend: changed.isEmpty ? "" : Text.get("cli.doctor.mend.mode"))
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
