public import Frames

/// Something that is wrong inside a log that could be opened all the same. What is not named by a defect is intact.
public enum LogDefect: Equatable, Sendable, CustomStringConvertible {
  /// The chunk (counted from 0) at this byte offset failed its checksum or cannot be unpacked; it was left out.
  case chunkDamaged(number: Int, offset: Int, reason: String)
  /// These bytes hold no record; reading went on at the next chunk.
  case bytesDamaged(Range<Int>)
  /// One message in a chunk (or outside of chunks: nil) cannot be decoded; it was left out.
  case messageDamaged(topic: String, chunk: Int?, reason: String)
  /// There is nothing of these ticks between others.
  case ticksMissing(ClosedRange<Tick>)
  /// These ticks have no message on the topic though they have one on another.
  case messagesMissing(topic: String, ticks: ClosedRange<Tick>)
  /// A message repeats or comes long after its tick; it was left out.
  case outOfOrder(topic: String, tick: Tick)
  /// A checksum over a whole section ("data" or "summary") does not hold.
  case checksumWrong(section: String)
  /// So many further defects were found.
  case more(Int)

  public var description: String {
    switch self {
    case .chunkDamaged(let number, let offset, let reason):
      "Chunk \(number) at byte \(offset) is damaged (\(reason)) and was left out."
    case .bytesDamaged(let range):
      "Bytes \(range.lowerBound) to \(range.upperBound - 1) are damaged and were left out."
    case .messageDamaged(let topic, let chunk, let reason):
      "A message on \(topic) \(chunk.map { "in chunk \($0) " } ?? "")is damaged (\(reason)) and was left out."
    case .ticksMissing(let ticks):
      "Ticks \(ticks.lowerBound.rawValue) to \(ticks.upperBound.rawValue) are missing."
    case .messagesMissing(let topic, let ticks):
      "Ticks \(ticks.lowerBound.rawValue) to \(ticks.upperBound.rawValue) have no message on \(topic)."
    case .outOfOrder(let topic, let tick):
      "The message of tick \(tick.rawValue) on \(topic) is repeated or out of order and was left out."
    case .checksumWrong(let section):
      "The checksum of the \(section) section does not hold."
    case .more(let count):
      "\(count) further defects were found."
    }
  }
}
