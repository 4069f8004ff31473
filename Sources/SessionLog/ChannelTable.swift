/// Which of our channels the channel ids of a file stand for.
struct ChannelTable {
  private var channels: [UInt16: LogChannel] = [:]

  var isEmpty: Bool { channels.isEmpty }
  subscript(id: UInt16) -> LogChannel? { channels[id] }

  /// Takes in the content of a channel record. The first record of an id counts; those of others are left out.
  mutating func add(_ content: UnsafeRawBufferPointer) {
    var cursor = ByteCursor(content)
    guard let id = cursor.integer(UInt16.self), cursor.integer(UInt16.self) != nil,
      let topic = cursor.string(), let encoding = cursor.string(), encoding == "protobuf",
      let channel = LogChannel(topic: topic), channels[id] == nil
    else { return }
    channels[id] = channel
  }
}
