/// A message on one of our channels, not decoded yet.
struct LogMessage {
  var channel: LogChannel
  /// Valid only while the message is being visited.
  var data: UnsafeRawBufferPointer
  /// The chunk that it lies in, nil outside of chunks.
  var chunk: Int?
  /// Of its chunk or its record in the file.
  var offset: Int
  /// The index of its chunk or record in `MCAPLayout.parts`.
  var part: Int
}
