import Frames
import Session

/// Keeps records in memory; fails when told to.
final class MemorySink: RecordSink, @unchecked Sendable {
  struct Full: Error {}
  var records: [TickRecord] = []
  var end: SessionEnd?
  var flushes = 0
  var failAfter = Int.max

  func write(_ record: TickRecord) throws {
    if records.count >= failAfter { throw Full() }
    records.append(record)
  }
  func flush() throws { flushes += 1 }
  func close(_ end: SessionEnd) throws { self.end = end }

  var inputTicks: [UInt64] {
    records.compactMap { if case .input(let x) = $0 { x.tick.rawValue } else { nil } }
  }
  var outputTicks: [UInt64] {
    records.compactMap { if case .output(let x) = $0 { x.tick.rawValue } else { nil } }
  }
}
