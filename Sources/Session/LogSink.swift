import Frames
import SessionLog

/// Writes records to a session log.
final class LogSink: RecordSink, @unchecked Sendable {
  // One thread at a time: the creator's until the recorder starts, then the recorder's.
  private var writer: SessionLogWriter?

  init(path: String, header: SessionHeader) throws(SessionLogError) {
    writer = try SessionLogWriter(path: path, header: header)
  }

  func write(_ record: TickRecord) throws { try writer?.append(record) }
  func write(state bytes: [UInt8], at tick: Tick) throws { try writer?.appendState(tick: tick, bytes: bytes) }
  func flush() throws { try writer?.flush() }
  func close(_ end: SessionEnd) throws { try writer.take()?.close(end) }
}
