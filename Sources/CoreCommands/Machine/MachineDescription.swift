import Foundation
import Glibc

/// The machine that a figure was measured on.
public struct MachineDescription: Equatable, Sendable, Codable {
  /// As the system names it, "unknown" if it does not.
  public var processor: String
  public var cores: Int
  public var kernel: String

  /// This machine.
  public static func current() -> MachineDescription {
    let info = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
    let model = info.split(separator: "\n").first { $0.hasPrefix("model name") }
    let name = model.flatMap { $0.split(separator: ":", maxSplits: 1).last }.map { $0.drop { $0 == " " } }
    var system = utsname()
    uname(&system)
    let release = withUnsafeBytes(of: system.release) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
    return MachineDescription(
      processor: name.map(String.init) ?? "unknown", cores: ProcessInfo.processInfo.activeProcessorCount,
      kernel: release)
  }
}
