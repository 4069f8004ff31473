import Foundation
import Frames
import SessionLog

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
    // Records are an opcode, a length of eight bytes and as many bytes; the magic is as long as a length.
    let magic = 8
    var whole = position == 0 ? magic : 0
    let chunk = 0x06
    var foundChunk = !head.isEmpty
    while whole + 9 <= new.count {
      let length = (0..<8).reduce(0) { $0 | Int(new[whole + 1 + $1]) << (8 * $1) }
      guard length <= new.count - whole - 9 else { break }
      let opcode = Int(new[whole])
      whole += 9 + length
      if !foundChunk, opcode == chunk {
        foundChunk = true
        head = Array(new[..<whole])
      }
    }
    guard foundChunk, whole > (position == 0 ? magic : 0) else { return }
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
