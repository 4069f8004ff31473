/// Where a chunk lies in a file, and what it says about itself.
struct MCAPChunk: Equatable, Sendable {
  /// Counted from 0 in the order of the file.
  var number: Int
  /// Of its record in the file.
  var offset: Int
  /// After decompression, bytes; at most `LogLimits.chunk`.
  var size: UInt64
  var crc: UInt32
  var compression: String
  /// The packed bytes in the file.
  var payload: Range<Int>

  /// Parses the content of a chunk record that lies at `content`; nil where its lengths contradict each other.
  init?(number: Int, content: Range<Int>, of bytes: UnsafeRawBufferPointer) {
    var cursor = ByteCursor(UnsafeRawBufferPointer(rebasing: bytes[content]))
    guard cursor.take(16) != nil,  // start and end time: the messages have them too
      let size = cursor.integer(UInt64.self), let crc = cursor.integer(UInt32.self),
      let compression = cursor.string(), let length = cursor.integer(UInt64.self),
      length == UInt64(cursor.remaining)
    else { return nil }
    self.number = number
    offset = content.lowerBound - MCAP.recordHead
    self.size = size
    self.crc = crc
    self.compression = compression
    payload = content.lowerBound + cursor.position..<content.upperBound
  }

  /// The chunk's records, decompressed and checked.
  func unpack(_ bytes: UnsafeRawBufferPointer) throws(CodecError) -> [UInt8] {
    let packed = UnsafeRawBufferPointer(rebasing: bytes[payload])
    // Bounded before anything is allocated.
    guard size <= UInt64(LogLimits.chunk) else {
      throw CodecError("it claims \(size) bytes and may have at most \(LogLimits.chunk)")
    }
    let size = Int(size)
    let records: [UInt8]
    switch compression {
    case "":
      guard size == packed.count else { throw CodecError("its length is wrong") }
      records = Array(packed)
    case "zstd":
      guard size <= LogLimits.freeExpansion || size / LogLimits.expansion <= packed.count else {
        throw CodecError("\(packed.count) bytes claim to expand to \(size)")
      }
      guard let unpacked = ZstdDecompressor.decompress(packed, size: size) else {
        throw CodecError("it cannot be decompressed")
      }
      records = unpacked
    default:
      throw CodecError("its compression is none that this build reads; rewrite the file with zstd")
    }
    guard CRC32.of(records) == crc else { throw CodecError("its checksum does not hold") }
    return records
  }
}
