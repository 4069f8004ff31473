import Foundation

/// Where Systole keeps a person's sessions when nothing else is said.
public enum DataFolder {
  /// `$XDG_DATA_HOME/systole`, or `~/.local/share/systole` (XDG Base Directory Specification 0.8).
  public static func path(environment: [String: String] = ProcessInfo.processInfo.environment) -> String {
    if let data = environment["XDG_DATA_HOME"], data.hasPrefix("/") { return "\(data)/systole" }
    let home = environment["HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? NSHomeDirectory()
    return "\(home)/.local/share/systole"
  }
}

extension DataFolder {
  /// A name for a new log in the person's folder, which is made if it is not there.
  public static func newLog() throws(CommandFailure) -> String {
    let folder = path() + "/sessions"
    try make(folder)
    return "\(folder)/\(UUID().uuidString.lowercased()).mcap"
  }

  /// Makes a folder with all above it.
  public static func make(_ folder: String) throws(CommandFailure) {
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw CommandFailure(
        .cannotCreate, Text.get("cli.error.create", ["path": folder, "reason": error.localizedDescription]))
    }
  }
}
