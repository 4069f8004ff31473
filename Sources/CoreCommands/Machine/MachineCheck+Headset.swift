import Foundation

extension MachineCheck {
  /// The OpenXR runtime that a headset needs, where the loader looks for it: named by `XR_RUNTIME_JSON`, else the first
  /// `openxr/1/active_runtime.json` in the folders of configuration (Khronos, "OpenXR loader design").
  ///
  /// - Parameters:
  ///   - environment: of the process.
  ///   - system: the system's folders.
  static func headset(
    environment: [String: String],
    system: [String] = ["/etc/xdg", "/usr/local/etc", "/etc", "/usr/local/share", "/usr/share"]
  ) -> MachineCheck {
    let home = environment["XDG_CONFIG_HOME"] ?? environment["HOME"].map { "\($0)/.config" }
    let places =
      environment["XR_RUNTIME_JSON"].map { [$0] }
      ?? ([home].compactMap { $0 } + system).map { "\($0)/openxr/1/active_runtime.json" }
    guard let path = places.first(where: { access($0, R_OK) == 0 }) else {
      return wish("headset", false)
    }
    struct Manifest: Decodable {
      struct Runtime: Decodable {
        var name: String?
        var library_path: String
      }
      var runtime: Runtime
    }
    guard let data = FileManager.default.contents(atPath: path),
      let manifest = try? JSONDecoder().decode(Manifest.self, from: data)
    else {
      return MachineCheck(
        id: "headset", state: .weak, detail: path, mend: Text.get("cli.doctor.mend.headset-file", ["path": path]))
    }
    return MachineCheck(
      id: "headset", state: .good,
      detail: Text.get("cli.doctor.headset", ["runtime": manifest.runtime.name ?? manifest.runtime.library_path]), mend: "")
  }
}
