import Frames
import Session

/// Keeps records in memory; fails when told to.
final class MemorySink: RecordSink, @unchecked Sendable {
  struct Full: Error {}
  var records: [TickRecord] = []
  var end: SessionEnd?
  /// Saved states, and how many records came before each.
  var states: [(tick: Tick, bytes: [UInt8], after: Int)] = []
  var flushes = 0
  var failAfter = Int.max

  func write(_ record: TickRecord) throws {
    if records.count >= failAfter { throw Full() }
    records.append(record)
  }
  func write(state bytes: [UInt8], at tick: Tick) throws { states.append((tick, bytes, records.count)) }
  func flush() throws { flushes += 1 }
  func close(_ end: SessionEnd) throws { self.end = end }

  var inputTicks: [UInt64] {
    records.compactMap { if case .input(let x) = $0 { x.tick.rawValue } else { nil } }
  }
  var outputTicks: [UInt64] {
    records.compactMap { if case .output(let x) = $0 { x.tick.rawValue } else { nil } }
  }
}
