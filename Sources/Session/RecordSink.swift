public import Frames

/// Where the records of a session go, in order: a log file, or a score in memory.
public protocol RecordSink: AnyObject {
  /// - Throws: when the record cannot be kept; the session then ends with this error.
  func write(_ record: TickRecord) throws
  /// Keeps the simulation's state after a tick. A sink that only scores has no use for it.
  func write(state bytes: [UInt8], at tick: Tick) throws
  /// Hands everything so far to the operating system.
  func flush() throws
  /// The last call, after the last record.
  func close(_ end: SessionEnd) throws
}

extension RecordSink {
  public func write(state bytes: [UInt8], at tick: Tick) throws {}
}
