import Foundation
import Frames
import SessionLog

/// A folder of its own for a test, gone with the value.
final class TemporaryFolder {
  let url = FileManager.default.temporaryDirectory.appending(path: "systole-log-\(UUID().uuidString)")

  init() throws { try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) }
  deinit { try? FileManager.default.removeItem(at: url) }

  func path(_ name: String) -> String { url.appending(path: name).path }

  func bytes(_ name: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: url.appending(path: name))) }

  /// Writes a log of these entries, flushed every `period` of them; returns its path.
  ///
  /// - Parameter end: nil leaves the log as a killed process would.
  func log(
    _ entries: [TickEntry], name: String = "log.mcap", flushEvery period: Int = .max, states: [UInt64: [UInt8]] = [:],
    end: SessionEnd? = .finished
  ) throws -> String {
    var writer = try SessionLogWriter(path: path(name), header: LogFixtures.header())
    for (i, entry) in entries.enumerated() {
      if i > 0, i % period == 0 { try writer.flush() }
      if let input = entry.input { try writer.append(.input(input)) }
      if let output = entry.output { try writer.append(.output(output)) }
      if let timing = entry.timing { try writer.append(.timing(timing)) }
      if let state = states[entry.tick.rawValue] { try writer.appendState(tick: entry.tick, bytes: state) }
    }
    if let end { try writer.close(end) } else { try writer.flush() }
    return path(name)
  }
}
