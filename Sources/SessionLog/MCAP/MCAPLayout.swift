/// The top level of an MCAP file: where its parts lie, found by going through it from the start.
///
/// Never trusts a length. Where bytes are no record it goes on at the next chunk it can recognise. The summary is
/// checked but not needed, so that a file that was cut off or never closed reads in the same way as a whole one.
struct MCAPLayout: Sendable {
  enum Part: Equatable, Sendable {
    case chunk(MCAPChunk)
    /// The content of a channel or message record outside of chunks.
    case channel(Range<Int>)
    case message(Range<Int>)
  }

  private(set) var parts: [Part] = []
  /// Bytes between records that are no record.
  private(set) var damaged: [Range<Int>] = []
  /// "data", "summary": checksums that do not hold.
  private(set) var wrongChecksums: [String] = []
  /// The file ends with a footer and magic.
  private(set) var isWhole = false
  /// What the writer calls itself.
  private(set) var library = ""

  /// - Parameter bytes: begin with the magic.
  init(_ bytes: UnsafeRawBufferPointer) {
    var position = MCAP.magic.count
    var chunks = 0
    var dataEnded = false
    while position < bytes.count {
      guard let (opcode, content) = Self.record(at: position, in: bytes) else {
        // A broken length or a cut file: go on at the next chunk if there is one.
        guard let next = Self.nextChunk(after: position, in: bytes) else {
          if dataEnded { noteWrong("summary") }
          return
        }
        damaged.append(position..<next)
        position = next
        continue
      }
      switch Opcode(rawValue: opcode) {
      case .header:
        var cursor = ByteCursor(UnsafeRawBufferPointer(rebasing: bytes[content]))
        _ = cursor.string()
        library = cursor.string() ?? ""
      case .chunk:
        guard let chunk = MCAPChunk(number: chunks, content: content, of: bytes) else {
          let next = Self.nextChunk(after: position, in: bytes) ?? bytes.count
          damaged.append(position..<next)
          chunks += 1
          position = next
          continue
        }
        parts.append(.chunk(chunk))
        chunks += 1
      case .channel:
        parts.append(.channel(content))
      case .message:
        parts.append(.message(content))
      case .dataEnd where !dataEnded:
        dataEnded = true
        var cursor = ByteCursor(UnsafeRawBufferPointer(rebasing: bytes[content]))
        let expected = cursor.integer(UInt32.self)
        // 0 stands for "not computed" in the files of others.
        if expected != 0, expected != CRC32.of(UnsafeRawBufferPointer(rebasing: bytes[..<position])) {
          noteWrong("data")
        }
      case .footer:
        if !dataEnded { noteWrong("data") }
        isWhole = readFooter(content, in: bytes)
        return
      default:
        break  // indexes repeat what we find ourselves; records of later versions are none of ours
      }
      position = content.upperBound
    }
  }

  /// Checks the footer and what lies behind it.
  private mutating func readFooter(_ content: Range<Int>, in bytes: UnsafeRawBufferPointer) -> Bool {
    var cursor = ByteCursor(UnsafeRawBufferPointer(rebasing: bytes[content]))
    guard let start = cursor.integer(UInt64.self), cursor.integer(UInt64.self) != nil,
      let crc = cursor.integer(UInt32.self), cursor.remaining == 0
    else {
      noteWrong("summary")
      return false
    }
    let covered = content.upperBound - 4
    if crc != 0 || start != 0 {
      let begin = start == 0 ? content.lowerBound - MCAP.recordHead : Int(clamping: start)
      if begin > covered || (crc != 0 && CRC32.of(UnsafeRawBufferPointer(rebasing: bytes[begin..<covered])) != crc) {
        noteWrong("summary")
      }
    }
    return bytes[content.upperBound...].elementsEqual(MCAP.magic)
  }

  private mutating func noteWrong(_ section: String) {
    if !wrongChecksums.contains(section) { wrongChecksums.append(section) }
  }

  /// The record that begins at `position`, if it lies within the bytes.
  static func record(at position: Int, in bytes: UnsafeRawBufferPointer) -> (UInt8, Range<Int>)? {
    var cursor = ByteCursor(bytes, at: position)
    guard let opcode = cursor.integer(UInt8.self), opcode != 0, let length = cursor.integer(UInt64.self),
      length <= UInt64(cursor.remaining)
    else { return nil }
    return (opcode, cursor.position..<cursor.position + Int(length))
  }

  /// The offset of the next whole chunk after `position`, known by the name of its compression.
  private static func nextChunk(after position: Int, in bytes: UnsafeRawBufferPointer) -> Int? {
    let mark: [UInt8] = [4, 0, 0, 0] + Array("zstd".utf8)
    let markOffset = MCAP.recordHead + 8 + 8 + 8 + 4
    var offset = position + 1
    while offset + markOffset + mark.count <= bytes.count {
      // The last letter is the rarest: look at it first.
      if bytes[offset + markOffset + 7] == mark[7], bytes[offset] == Opcode.chunk.rawValue,
        bytes[(offset + markOffset)..<(offset + markOffset + mark.count)].elementsEqual(mark),
        let (_, content) = record(at: offset, in: bytes), MCAPChunk(number: 0, content: content, of: bytes) != nil
      {
        return offset
      }
      offset += 1
    }
    return nil
  }
}
