/// Writes an MCAP file: chunked, zstd-compressed, checked, indexed (mcap.dev/spec, version 0x30).
///
/// Owned by one thread. Messages gather in memory until `closeChunk`.
struct MCAPWriter: ~Copyable, Sendable {
  private(set) var file: LogFile
  private let compressor = ZstdCompressor()

  // The chunk in hand: its records and, for each channel id, the entries of its message index.
  private(set) var records: [UInt8] = []
  private var indexes: [[UInt8]] = []
  private var chunkTimes: ClosedRange<UInt64>?

  // What the summary will say. Records are kept as they will be written.
  private var schemas: [UInt8] = []
  private var channels: [UInt8] = []
  private var chunkIndexes: [UInt8] = []
  private var schemaCount: UInt16 = 0
  private var channelCount: UInt32 = 0
  private var chunkCount: UInt32 = 0
  private var messageCounts: [UInt64] = []
  private var times: ClosedRange<UInt64>?

  /// Begins the file with magic and header.
  init(file: consuming LogFile, library: String) throws(SessionLogError) {
    self.file = file
    var content: [UInt8] = []
    content.append(prefixed: "")  // no profile
    content.append(prefixed: library)
    var bytes = MCAP.magic
    bytes.append(record: .header, content)
    try self.file.write(bytes)
  }

  /// Adds a schema to the chunk in hand; `id` is greater than 0.
  mutating func add(schema id: UInt16, name: String, encoding: String, data: [UInt8]) {
    var content: [UInt8] = []
    content.append(littleEndian: id)
    content.append(prefixed: name)
    content.append(prefixed: encoding)
    content.append(littleEndian: UInt32(data.count))
    content.append(contentsOf: data)
    schemas.append(record: .schema, content)
    records.append(record: .schema, content)
    schemaCount += 1
  }

  /// Adds a channel to the chunk in hand. Ids are small: there is a table by id.
  mutating func add(channel id: UInt16, schema: UInt16, topic: String, encoding: String) {
    var content: [UInt8] = []
    content.append(littleEndian: id)
    content.append(littleEndian: schema)
    content.append(prefixed: topic)
    content.append(prefixed: encoding)
    content.append(littleEndian: UInt32(0))  // no metadata
    channels.append(record: .channel, content)
    records.append(record: .channel, content)
    channelCount += 1
    while indexes.count <= Int(id) {
      indexes.append([])
      messageCounts.append(0)
    }
  }

  /// Adds a message to the chunk in hand; the channel has been added before. `time` is in ns.
  mutating func add(message data: [UInt8], channel: UInt16, sequence: UInt32, time: UInt64) {
    indexes[Int(channel)].append(littleEndian: time)
    indexes[Int(channel)].append(littleEndian: UInt64(records.count))
    messageCounts[Int(channel)] += 1
    chunkTimes = Self.extend(chunkTimes, to: time)
    times = Self.extend(times, to: time)
    records.append(Opcode.message.rawValue)
    records.append(littleEndian: UInt64(22 + data.count))
    records.append(littleEndian: channel)
    records.append(littleEndian: sequence)
    records.append(littleEndian: time)
    records.append(littleEndian: time)
    records.append(contentsOf: data)
  }

  /// Writes the chunk in hand with its message indexes, and begins another. Nothing happens where it is empty.
  mutating func closeChunk() throws(SessionLogError) {
    guard !records.isEmpty else { return }
    // Stored as it is where zstd fails or packs so well that a reader would take it for a bomb.
    let packed = compressor.compress(records).flatMap { packed in
      records.count <= LogLimits.freeExpansion || records.count / LogLimits.expansion < packed.count ? packed : nil
    }
    let compression = packed == nil ? "" : "zstd"
    let payload = packed ?? records

    let chunkStart = file.offset
    var bytes: [UInt8] = []
    bytes.reserveCapacity(payload.count + 256 + indexes.reduce(0) { $0 + $1.count })
    bytes.append(Opcode.chunk.rawValue)
    bytes.append(littleEndian: UInt64(8 + 8 + 8 + 4 + 4 + compression.utf8.count + 8 + payload.count))
    bytes.append(littleEndian: chunkTimes?.lowerBound ?? 0)
    bytes.append(littleEndian: chunkTimes?.upperBound ?? 0)
    bytes.append(littleEndian: UInt64(records.count))
    bytes.append(littleEndian: CRC32.of(records))
    bytes.append(prefixed: compression)
    bytes.append(littleEndian: UInt64(payload.count))
    bytes.append(contentsOf: payload)
    let chunkLength = bytes.count

    // One message index for each channel that has messages in the chunk.
    var offsets: [UInt8] = []
    for channel in indexes.indices where !indexes[channel].isEmpty {
      offsets.append(littleEndian: UInt16(channel))
      offsets.append(littleEndian: UInt64(chunkStart + bytes.count))
      bytes.append(Opcode.messageIndex.rawValue)
      bytes.append(littleEndian: UInt64(2 + 4 + indexes[channel].count))
      bytes.append(littleEndian: UInt16(channel))
      bytes.append(littleEndian: UInt32(indexes[channel].count))
      bytes.append(contentsOf: indexes[channel])
    }
    try file.write(bytes)

    var index: [UInt8] = []
    index.append(littleEndian: chunkTimes?.lowerBound ?? 0)
    index.append(littleEndian: chunkTimes?.upperBound ?? 0)
    index.append(littleEndian: UInt64(chunkStart))
    index.append(littleEndian: UInt64(chunkLength))
    index.append(littleEndian: UInt32(offsets.count))
    index.append(contentsOf: offsets)
    index.append(littleEndian: UInt64(bytes.count - chunkLength))
    index.append(prefixed: compression)
    index.append(littleEndian: UInt64(payload.count))
    index.append(littleEndian: UInt64(records.count))
    chunkIndexes.append(record: .chunkIndex, index)
    chunkCount += 1

    records.removeAll(keepingCapacity: true)
    for channel in indexes.indices { indexes[channel].removeAll(keepingCapacity: true) }
    chunkTimes = nil
  }

  mutating func sync() throws(SessionLogError) { try file.sync() }

  /// Ends the file: data end, summary, summary offsets, footer, magic.
  mutating func finish() throws(SessionLogError) {
    try closeChunk()
    var tail: [UInt8] = []
    var dataCRC: [UInt8] = []
    dataCRC.append(littleEndian: file.crc.value)
    tail.append(record: .dataEnd, dataCRC)

    // The summary, grouped by opcode, and where each group lies.
    let summaryStart = file.offset + tail.count
    var summary: [UInt8] = []
    var offsets: [UInt8] = []
    for (opcode, group) in [
      (Opcode.schema, schemas), (.channel, channels), (.statistics, statistics()), (.chunkIndex, chunkIndexes),
    ] {
      var content = [opcode.rawValue]
      content.append(littleEndian: UInt64(summaryStart + summary.count))
      content.append(littleEndian: UInt64(group.count))
      offsets.append(record: .summaryOffset, content)
      summary += group
    }
    let offsetStart = summaryStart + summary.count
    summary += offsets

    // The checksum runs over the footer up to the checksum itself.
    summary.append(Opcode.footer.rawValue)
    summary.append(littleEndian: UInt64(MCAP.footerContent))
    summary.append(littleEndian: UInt64(summaryStart))
    summary.append(littleEndian: UInt64(offsetStart))
    summary.append(littleEndian: CRC32.of(summary))
    try file.write(tail + summary + MCAP.magic)
    try file.sync()
  }

  private func statistics() -> [UInt8] {
    var counts: [UInt8] = []
    for channel in messageCounts.indices where messageCounts[channel] > 0 {
      counts.append(littleEndian: UInt16(channel))
      counts.append(littleEndian: messageCounts[channel])
    }
    var content: [UInt8] = []
    content.append(littleEndian: messageCounts.reduce(0, +))
    content.append(littleEndian: schemaCount)
    content.append(littleEndian: channelCount)
    content.append(littleEndian: UInt32(0))  // attachments
    content.append(littleEndian: UInt32(0))  // metadata
    content.append(littleEndian: chunkCount)
    content.append(littleEndian: times?.lowerBound ?? 0)
    content.append(littleEndian: times?.upperBound ?? 0)
    content.append(littleEndian: UInt32(counts.count))
    content.append(contentsOf: counts)
    var record: [UInt8] = []
    record.append(record: .statistics, content)
    return record
  }

  private static func extend(_ range: ClosedRange<UInt64>?, to time: UInt64) -> ClosedRange<UInt64> {
    guard let range else { return time...time }
    return min(range.lowerBound, time)...max(range.upperBound, time)
  }
}
