internal import SwiftProtobuf

/// A way through all messages of a log, in the order of the file.
struct LogWalk {
  enum Event {
    case message(LogMessage)
    case defect(LogDefect)
    /// A chunk, or a record outside of chunks, has been gone through.
    case partEnded
  }

  let bytes: [UInt8]
  let layout: MCAPLayout

  /// Hands on every message on a channel of ours and every defect; returns the channels.
  ///
  /// - Parameter wanted: hand on the messages of these parts alone (channels are taken from those before them, too).
  @discardableResult
  func visit(only wanted: Range<Int>? = nil, _ body: (Event) throws -> Void) rethrows -> ChannelTable {
    var channels = ChannelTable()
    try bytes.withUnsafeBytes { all in
      for (index, part) in layout.parts.enumerated() {
        if let wanted, index >= wanted.upperBound { return }
        let isWanted = wanted?.contains(index) ?? true
        switch part {
        case .channel(let content):
          channels.add(UnsafeRawBufferPointer(rebasing: all[content]))
        case .message(let content):
          if isWanted {
            try visit(
              message: UnsafeRawBufferPointer(rebasing: all[content]), channels,
              at: (nil, content.lowerBound - MCAP.recordHead, index), body)
            try body(.partEnded)
          }
        case .chunk(let chunk):
          // All channels are declared in the first chunk; others may come anywhere in the files of other tools.
          if !isWanted, !channels.isEmpty { continue }
          let records: [UInt8]
          do throws(CodecError) {
            records = try chunk.unpack(all)
          } catch {
            try body(.defect(.chunkDamaged(number: chunk.number, offset: chunk.offset, reason: error.description)))
            continue
          }
          try records.withUnsafeBytes {
            try visit(records: $0, of: chunk, part: index, silent: !isWanted, &channels, body)
          }
          try body(.partEnded)
        }
      }
    }
    return channels
  }

  /// Goes through the records inside a chunk.
  private func visit(
    records: UnsafeRawBufferPointer, of chunk: MCAPChunk, part: Int, silent: Bool, _ channels: inout ChannelTable,
    _ body: (Event) throws -> Void
  ) rethrows {
    var cursor = ByteCursor(records)
    while cursor.remaining > 0 {
      guard let opcode = cursor.integer(UInt8.self), let length = cursor.integer(UInt64.self),
        let content = cursor.take(Int(clamping: length))
      else {
        try body(
          .defect(.chunkDamaged(number: chunk.number, offset: chunk.offset, reason: "its last record is broken off")))
        return
      }
      switch Opcode(rawValue: opcode) {
      case .channel: channels.add(content)
      case .message where !silent:
        try visit(message: content, channels, at: (chunk.number, chunk.offset, part), body)
      default: break
      }
    }
  }

  private func visit(
    message content: UnsafeRawBufferPointer, _ channels: ChannelTable, at place: (chunk: Int?, offset: Int, part: Int),
    _ body: (Event) throws -> Void
  ) rethrows {
    guard let message = MCAPMessage(content) else {
      try body(.defect(.messageDamaged(topic: "?", chunk: place.chunk, reason: "it is too short")))
      return
    }
    guard let channel = channels[message.channel] else { return }
    try body(
      .message(
        LogMessage(
          channel: channel, data: message.data, chunk: place.chunk, offset: place.offset, part: place.part)))
  }
}

extension SwiftProtobuf.Message {
  /// Decodes a message of a log; fields of later versions are dropped.
  init(_ message: LogMessage) throws {
    var options = BinaryDecodingOptions()
    options.discardUnknownFields = true
    try self.init(serializedBytes: [UInt8](message.data), options: options)
  }
}
