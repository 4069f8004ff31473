import Foundation

/// Where the skills database lies when nothing else is said.
public enum SkillsLocation {
  /// `$XDG_DATA_HOME/systole/skills.sqlite`, or `~/.local/share/systole/skills.sqlite` where that variable is unset or
  /// not absolute (XDG Base Directory Specification 0.8).
  public static func defaultPath(environment: [String: String] = ProcessInfo.processInfo.environment) -> String {
    if let data = environment["XDG_DATA_HOME"], data.hasPrefix("/") {
      return (data.hasSuffix("/") ? String(data.dropLast()) : data) + "/systole/skills.sqlite"
    }
    let home = environment["HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? NSHomeDirectory()
    return (home.hasSuffix("/") ? String(home.dropLast()) : home) + "/.local/share/systole/skills.sqlite"
  }
}
