/// One message as it lies in a chunk or a file.
struct MCAPMessage {
  var channel: UInt16
  /// Valid while the bytes it was parsed from are.
  var data: UnsafeRawBufferPointer

  /// Parses the content of a message record.
  init?(_ content: UnsafeRawBufferPointer) {
    var cursor = ByteCursor(content)
    guard let channel = cursor.integer(UInt16.self), cursor.take(4 + 8 + 8) != nil,
      let data = cursor.take(cursor.remaining)
    else { return nil }
    self.channel = channel
    self.data = data
  }
}
