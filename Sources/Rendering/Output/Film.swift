import Foundation
import Glibc

/// A film that is written while it is drawn: raw pictures go through a pipe to `ffmpeg`.
///
/// One thread at a time. The file appears under its name only when the film is whole.
public final class Film {
  public let width: Int
  public let height: Int
  private let path: String
  private let part: String
  private let process = Process()
  private let pipe = Pipe()
  private let messages: URL
  private var isOpen = true

  /// - Parameters:
  ///   - path: ends in a container that ffmpeg knows, such as ".mp4"; an older file is replaced at the end.
  ///   - width, height: even, as the film's colours are at half resolution.
  ///   - framesPerSecond: 1 to 240.
  /// - Throws: what is wrong with the film's size, name or place, or `noEncoder`, `film` where ffmpeg is missing or does not
  ///   start.
  public init(path: String, width: Int, height: Int, framesPerSecond: Int) throws(RenderingError) {
    guard let encoder = Self.encoder() else { throw .noEncoder }
    guard width % 2 == 0, height % 2 == 0 else { throw .filmSize(width: width, height: height) }
    let file = URL(fileURLWithPath: path)
    guard !file.pathExtension.isEmpty else { throw .filmName(path) }
    // Said before an hour of drawing.
    guard access(file.deletingLastPathComponent().path, W_OK) == 0 else {
      throw .filmPlace(path: path, reason: String(cString: strerror(errno)))
    }
    let hidden = ".\(file.deletingPathExtension().lastPathComponent)-\(getpid()).\(file.pathExtension)"
    self.path = path
    part = file.deletingLastPathComponent().appendingPathComponent(hidden).path
    self.width = width
    self.height = height
    messages = FileManager.default.temporaryDirectory.appendingPathComponent("systole-film-\(UUID().uuidString)")
    _ = FileManager.default.createFile(atPath: messages.path, contents: nil)
    process.executableURL = URL(fileURLWithPath: encoder)
    process.arguments = [
      "-hide_banner", "-loglevel", "error", "-nostdin", "-y", "-f", "rawvideo", "-pix_fmt", "rgb24", "-s",
      "\(width)x\(height)", "-r", "\(framesPerSecond)", "-i", "pipe:0", "-c:v", "libx264", "-preset", "medium", "-crf",
      "17", "-pix_fmt", "yuv420p", "-movflags", "+faststart", part,
    ]
    process.standardInput = pipe
    process.standardOutput = FileHandle.nullDevice
    process.standardError = try? FileHandle(forWritingTo: messages)
    do { try process.run() } catch { throw .film(reason: "ffmpeg does not start (\(error.localizedDescription)).") }
  }

  deinit {
    if isOpen { abandon() }
    try? FileManager.default.removeItem(at: messages)
  }

  /// Adds a frame of the film's size. Waits while the encoder is behind.
  public func add(_ picture: Picture) throws(RenderingError) {
    precondition(picture.width == width && picture.height == height)
    let file = pipe.fileHandleForWriting.fileDescriptor
    var offset = 0
    let failed = picture.rgb.withUnsafeBytes { bytes in
      while offset < bytes.count {
        let n = write(file, bytes.baseAddress! + offset, bytes.count - offset)
        if n > 0 {
          offset += n
        } else if errno != EINTR {
          return true
        }
      }
      return false
    }
    if failed { throw failure() }
  }

  /// Ends the film and gives it its name.
  ///
  /// - Parameter sound: a file with the sound from the first frame on; nil for a silent film. What is longer than the
  ///   pictures is cut off.
  public func finish(sound: String? = nil) throws(RenderingError) {
    try? pipe.fileHandleForWriting.close()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw failure() }
    if let sound { try add(sound: sound) }
    isOpen = false
    guard rename(part, path) == 0 else {
      let reason = String(cString: strerror(errno))
      unlink(part)
      throw .filmPlace(path: path, reason: reason)
    }
  }

  /// Puts a sound track beside the pictures, which stay as they are.
  private func add(sound: String) throws(RenderingError) {
    let file = URL(fileURLWithPath: part)
    let mute = file.deletingPathExtension().path + "-mute." + file.pathExtension
    defer { unlink(mute) }
    guard let encoder = Self.encoder(), rename(part, mute) == 0 else { throw failure() }
    let muxer = Process()
    muxer.executableURL = URL(fileURLWithPath: encoder)
    muxer.arguments = [
      "-hide_banner", "-loglevel", "error", "-nostdin", "-y", "-i", mute, "-i", sound, "-map", "0:v", "-map", "1:a",
      "-c:v", "copy", "-c:a", "aac", "-b:a", "192k", "-shortest", "-movflags", "+faststart", part,
    ]
    muxer.standardOutput = FileHandle.nullDevice
    muxer.standardError = try? FileHandle(forWritingTo: messages)
    do { try muxer.run() } catch { throw failure() }
    muxer.waitUntilExit()
    guard muxer.terminationStatus == 0 else { throw failure() }
  }

  /// Stops and leaves no file.
  public func abandon() {
    isOpen = false
    try? pipe.fileHandleForWriting.close()
    if process.isRunning { process.terminate() }
    process.waitUntilExit()
    unlink(part)
  }

  private func failure() -> RenderingError {
    abandon()
    let text = (try? String(contentsOf: messages, encoding: .utf8)) ?? ""
    let last = text.split(separator: "\n").last.map(String.init) ?? "it ended with status \(process.terminationStatus)"
    return .film(reason: "ffmpeg stopped: \(last)")
  }

  /// Where ffmpeg lies in the PATH; nil where it does not.
  public static func encoder() -> String? {
    (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
      .map { "\($0)/ffmpeg" }.first { access($0, X_OK) == 0 }
  }
}
