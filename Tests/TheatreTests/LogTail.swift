import Foundation
import Frames

@testable import SessionLog

/// What a log holds while it is being written. `SessionLogReader` checks a whole file, which takes as long as the file
/// is; asked twice a second it would be what the test does, so only what is new since the last look is read.
final class LogTail {
  private let path: String
  /// Magic, header, and all up to the first chunk's end, where the session's header lies.
  private var head: [UInt8] = []
  private var position = 0
  private(set) var outputs: [StepOutput] = []
  private(set) var events: [Event] = []
  private(set) var end: SessionEnd?

  init(path: String) { self.path = path }

  /// Reads what has been written whole since the last call.
  func follow() {
    guard let file = FileHandle(forReadingAtPath: path) else { return }
    defer { try? file.close() }
    guard (try? file.seek(toOffset: UInt64(position))) != nil, let data = try? file.readToEnd() else { return }
    let new = [UInt8](data)
    let start = position == 0 ? MCAP.magic.count : 0
    var whole = start
    new.withUnsafeBytes { bytes in
      while let (opcode, content) = MCAPLayout.record(at: whole, in: bytes) {
        whole = content.upperBound
        if head.isEmpty, opcode == Opcode.chunk.rawValue { head = Array(new[..<whole]) }
      }
    }
    guard !head.isEmpty, whole > start else { return }
    let bytes = position == 0 ? Array(new[..<whole]) : head + new[..<whole]
    guard let reader = try? SessionLogReader(bytes: bytes, name: path) else { return }
    position += whole
    let last = outputs.last?.tick
    reader.forEachTick { entry in
      guard let output = entry.output, last.map({ output.tick > $0 }) ?? true else { return }
      outputs.append(output)
      for index in 0..<Int(output.eventCount) { events.append(output.events[index]) }
    }
    end = reader.end
  }
}
