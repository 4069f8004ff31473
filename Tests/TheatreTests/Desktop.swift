import Foundation
import Glibc
import Rendering

/// A display without a screen, and a person's hands on its mouse and keys.
final class Desktop {
  static let isHere =
    ["/usr/bin/Xvfb", "/usr/bin/xdotool"].allSatisfy { FileManager.default.isExecutableFile(atPath: $0) }

  /// Whether what is on the screen can be looked at.
  static let canLook = FileManager.default.isExecutableFile(atPath: "/usr/bin/ffmpeg")

  let name: String
  private let size: String
  private let server: Process

  init(width: Int, height: Int) throws {
    size = "\(width)x\(height)"
    server = Process()
    server.executableURL = URL(fileURLWithPath: "/usr/bin/Xvfb")
    // It chooses a free number and says it.
    server.arguments = ["-displayfd", "1", "-screen", "0", "\(width)x\(height)x24", "-nolisten", "tcp"]
    let number = Pipe()
    server.standardOutput = number
    server.standardError = FileHandle.nullDevice
    try server.run()
    var text = ""
    while !text.hasSuffix("\n") {
      let data = number.fileHandleForReading.availableData
      guard !data.isEmpty else { break }
      text += String(decoding: data, as: UTF8.self)
    }
    name = ":" + text.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  deinit {
    // The runner of the tests may have blocked friendlier signals.
    kill(server.processIdentifier, SIGKILL)
    server.waitUntilExit()
  }

  /// What is on the screen.
  func look() throws -> Picture {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/ffmpeg")
    process.arguments = [
      "-loglevel", "error", "-f", "x11grab", "-draw_mouse", "0", "-video_size", size, "-i", name, "-frames:v", "1", "-f",
      "image2pipe", "-c:v", "png", "-pix_fmt", "rgb24", "-",
    ]
    let out = Pipe()
    process.standardOutput = out
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = out.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return try Picture(png: data)
  }

  /// Does what a person does, by the X server's own events.
  @discardableResult func person(_ arguments: String...) throws -> Bool {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/xdotool")
    process.arguments = arguments
    process.environment = ["DISPLAY": name]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus == 0
  }
}
