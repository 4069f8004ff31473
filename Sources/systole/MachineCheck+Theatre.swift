import Audio
import CoreCommands
import Foundation
import Rendering

/// What the thin product does without: drawing, the window, sound and films.
extension MachineCheck {
  /// - Parameter environment: of the process.
  static func theatre(environment: [String: String] = ProcessInfo.processInfo.environment) -> [MachineCheck] {
    [graphics(), display(environment), sound(LivePlayer.systemDeviceName), films(Film.encoder())]
  }

  /// What draws without a display, which is what draws in a window too.
  static func graphics() -> MachineCheck {
    do {
      return graphics(renderer: try OffscreenContext().renderer)
    } catch {
      return MachineCheck(
        id: "graphics", state: .weak, detail: error.description, mend: Text.get("cli.doctor.mend.graphics"))
    }
  }

  static func graphics(renderer: String) -> MachineCheck {
    let slow = Driver.isSoftware(renderer)
    return MachineCheck(
      id: "graphics", state: slow ? .weak : .good, detail: renderer,
      mend: slow ? Text.get("cli.doctor.mend.graphics-software") : "")
  }

  static func display(_ environment: [String: String]) -> MachineCheck {
    let name = ["WAYLAND_DISPLAY", "DISPLAY"].compactMap { environment[$0] }.first { !$0.isEmpty }
    return MachineCheck(
      id: "display", state: name == nil ? .weak : .good, detail: name ?? "",
      mend: name == nil ? Text.get("cli.doctor.mend.display") : "")
  }

  static func sound(_ device: String?) -> MachineCheck {
    MachineCheck(
      id: "sound", state: device == nil ? .weak : .good, detail: device ?? "",
      mend: device == nil ? Text.get("cli.doctor.mend.sound") : "")
  }

  static func films(_ encoder: String?) -> MachineCheck {
    MachineCheck(
      id: "films", state: encoder == nil ? .weak : .good, detail: encoder ?? "",
      mend: encoder == nil ? Text.get("cli.doctor.mend.films") : "")
  }
}
