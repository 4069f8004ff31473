internal import Foundation
public import Frames
internal import SwiftProtobuf

/// Writes the log of one session as it happens.
///
/// Owned by the recorder thread, never by the 1 kHz thread: it allocates and waits for the disk. After an error
/// nothing more can be written, and what was flushed before stays readable. Dropping it without `close` leaves the
/// file as a killed process would: whole up to the last flush.
public struct SessionLogWriter: ~Copyable, Sendable {
  private var mcap: MCAPWriter
  /// Timing of the chunk in hand; becomes one message when the chunk is closed.
  private var timing = ProtoTiming()
  /// Inputs since the last flush.
  private var inputs = 0
  private var lastTick = Tick(0)
  private var failure: SessionLogError?

  /// Creates the file, and writes and flushes the header.
  ///
  /// - Parameters:
  ///   - path: must not exist yet, unless `overwrite` is true.
  ///   - header: written as it is; its `format` is that of the current build.
  /// - Throws: `SessionLogError` where the file exists, or cannot be created or written.
  public init(path: String, header: SessionHeader, overwrite: Bool = false) throws(SessionLogError) {
    // Encoded first, so that a header which cannot be written leaves no file behind.
    let message: ProtoHeader
    do {
      message = try ProtoHeader(header)
    } catch {
      throw .cannotEncode(path: path, reason: "the header holds a number that is not finite")
    }
    let file = try LogFile(creating: path, overwrite: overwrite)
    do throws(SessionLogError) {
      try self.init(file: file, header: message, version: header.writer)
    } catch {
      // An empty file would only stand in the way of the next try.
      if !overwrite { LogFile.remove(path) }
      throw error
    }
  }

  init(file log: consuming LogFile, header: ProtoHeader, version: String) throws(SessionLogError) {
    // Made in a variable: nothing of a noncopyable value may exist yet where its initialiser throws.
    var writer = try MCAPWriter(file: log, library: "systole \(version)")
    let descriptor = PackageResources.systole_binpb
    for channel in LogChannel.allCases {
      writer.add(schema: channel.rawValue, name: channel.schema, encoding: "protobuf", data: descriptor)
    }
    for channel in LogChannel.allCases {
      writer.add(channel: channel.rawValue, schema: channel.rawValue, topic: channel.topic, encoding: "protobuf")
    }
    try writer.add(header, to: .header, at: Tick(0))
    try writer.closeChunk()
    try writer.sync()
    mcap = writer
  }

  /// Appends what the 1 kHz thread handed over. Records come in the order of their ticks: input, output, timing.
  ///
  /// Flushes by itself before the input that begins another second.
  /// - Throws: `SessionLogError.cannotWrite`; then every later call throws the same.
  public mutating func append(_ record: TickRecord) throws(SessionLogError) {
    if let failure { throw failure }
    switch record {
    case .input(let input):
      if inputs == LogLimits.ticksPerChunk { try flush() }
      inputs += 1
      lastTick = input.tick
      try mcap.add(ProtoInput(input), to: .input, at: input.tick)
    case .output(let output):
      // The hashes go first, so that a reader has them when the output comes.
      if output.hashes != .zero {
        try mcap.add(ProtoHashes(tick: output.tick, output.hashes), to: .hashes, at: output.tick)
      }
      let message = ProtoOutput(output)
      try mcap.add(message, to: .output, at: output.tick)
      for k in message.events.indices {
        var event = message.events[k]
        event.tick = output.tick.rawValue
        if let bite = output.bite(of: output.events[k]) { event.bite = ProtoBite(bite) }
        if let burn = output.burn(of: output.events[k]) { event.burn = ProtoBurn(burn) }
        try mcap.add(event, to: .event, at: output.tick)
      }
    case .timing(let row):
      timing.append(row)
    }
    // Outputs without inputs are no session, but must not pile up in memory either.
    if mcap.records.count > LogLimits.chunk / 4 || timing.tick.count > 4 * LogLimits.ticksPerChunk { try flush() }
  }

  /// Appends the whole simulation state after `tick`, in a chunk of its own.
  ///
  /// - Parameter bytes: at most 32 MiB.
  public mutating func appendState(tick: Tick, bytes: [UInt8]) throws(SessionLogError) {
    if let failure { throw failure }
    guard bytes.count <= LogLimits.state else {
      throw .cannotEncode(
        path: mcap.file.path, reason: "the state has \(bytes.count) bytes and may have at most \(LogLimits.state)")
    }
    try closeChunk()
    var message = ProtoState()
    message.tick = tick.rawValue
    message.bytes = Data(bytes)
    try mcap.add(message, to: .state, at: tick)
    try closeChunk()
  }

  /// Closes the chunk in hand and returns when the disk has it.
  public mutating func flush() throws(SessionLogError) {
    try closeChunk()
    do {
      try mcap.sync()
    } catch {
      failure = error
      throw error
    }
    inputs = 0
  }

  /// Writes how the session ended, the summary and the footer.
  public consuming func close(_ end: SessionEnd) throws(SessionLogError) {
    if let failure { throw failure }
    var message = ProtoEnd()
    message.how = end.rawValue
    // Timing first: the end is the last message.
    try addTiming()
    try mcap.add(message, to: .end, at: lastTick)
    try mcap.finish()
  }

  /// Bytes written to the file so far, without the chunk in hand.
  public var bytesWritten: Int { mcap.file.offset }

  /// The file descriptor, for tests that take the disk away.
  var descriptor: Int32 { mcap.file.descriptor }

  private mutating func closeChunk() throws(SessionLogError) {
    if let failure { throw failure }
    do {
      try addTiming()
      try mcap.closeChunk()
    } catch {
      failure = error
      throw error
    }
  }

  private mutating func addTiming() throws(SessionLogError) {
    guard let last = timing.tick.last else { return }
    try mcap.add(timing, to: .timing, at: Tick(last))
    timing = ProtoTiming()
  }
}

extension MCAPWriter {
  /// Encodes a message and adds it to the chunk in hand.
  fileprivate mutating func add(
    _ message: some Message, to channel: LogChannel, at tick: Tick
  ) throws(SessionLogError) {
    let data: [UInt8]
    do {
      data = try message.serializedBytes()
    } catch {
      throw .cannotEncode(path: file.path, reason: "\(channel.topic) at tick \(tick.rawValue): \(error)")
    }
    // A tick is 1 ms; MCAP counts ns.
    add(
      message: data, channel: channel.rawValue, sequence: UInt32(truncatingIfNeeded: tick.rawValue),
      time: tick.rawValue &* 1_000_000)
  }
}
