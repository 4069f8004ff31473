import Audio
import CoreCommands
import Foundation
import Rendering

/// What the thin product does without: drawing, the window, sound and films.
extension MachineCheck {
  /// - Parameter environment: of the process.
  static func theatre(environment: [String: String] = ProcessInfo.processInfo.environment) -> [MachineCheck] {
    [graphics(), display(environment), found("sound", LivePlayer.systemDeviceName), found("films", Film.encoder())]
  }

  /// What draws without a display, which is what draws in a window too.
  static func graphics() -> MachineCheck {
    do {
      return graphics(renderer: try OffscreenContext().renderer)
    } catch {
      return wish("graphics", false, detail: error.description)
    }
  }

  static func graphics(renderer: String) -> MachineCheck {
    wish("graphics", !Driver.isSoftware(renderer), detail: renderer, mend: "graphics-software")
  }

  static func display(_ environment: [String: String]) -> MachineCheck {
    found("display", ["WAYLAND_DISPLAY", "DISPLAY"].compactMap { environment[$0] }.first { !$0.isEmpty })
  }

  private static func found(_ id: String, _ name: String?) -> MachineCheck { wish(id, name != nil, detail: name ?? "") }
}
