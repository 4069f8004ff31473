import Executables
import Foundation
import Glibc

/// The built executables, run as a person's shell would run them.
struct Shell {
  struct Result {
    var status: Int32
    var out: String
    var err: String
  }

  /// A folder of its own, which is also the person's data folder; removed by `remove`.
  let folder: String

  init() {
    folder = NSTemporaryDirectory() + "systole-test-\(UUID().uuidString)"
    try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  func remove() { try? FileManager.default.removeItem(atPath: folder) }

  func path(_ name: String) -> String { "\(folder)/\(name)" }

  /// Starts `systole` without waiting.
  func start(_ arguments: [String], before: String = "") throws -> (process: Process, out: Pipe, err: Pipe) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", "\(before) exec \"$0\" \"$@\"", "\(Executables.folder)/systole"] + arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.environment = [
      "XDG_DATA_HOME": folder, "HOME": folder, "LANG": "C", "PATH": "/usr/bin:/bin",
    ]
    let out = Pipe()
    let err = Pipe()
    process.standardOutput = out
    process.standardError = err
    try process.run()
    return (process, out, err)
  }

  /// Runs `systole` to its end.
  ///
  /// - Parameter before: shell commands before it, such as limits.
  func systole(_ arguments: String..., before: String = "") throws -> Result {
    try systole(arguments, before: before)
  }

  func systole(_ arguments: [String], before: String = "") throws -> Result {
    let (process, out, err) = try start(arguments, before: before)
    // Messages are far shorter than a pipe is deep, so that the two can be read one after the other.
    let text = String(decoding: out.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    let messages = String(decoding: err.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return Result(status: process.terminationStatus, out: text, err: messages)
  }
}
