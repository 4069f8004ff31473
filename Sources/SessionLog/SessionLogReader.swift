public import Frames
internal import SwiftProtobuf

/// Reads the log of one session, whole, cut off or damaged.
///
/// Holds the file's bytes and unpacks one chunk at a time. Everything is checked when the reader is made, so that what
/// it hands on later is intact, and what is not is among `defects`. A value: any thread may read from it.
public struct SessionLogReader: Sendable {
  /// The file's path, for messages.
  public let name: String
  public let header: SessionHeader
  /// How the session ended; nil where the process was killed or the file was cut off before.
  public let end: SessionEnd?
  /// The file does not end as a closed log does. What lies before the cut is read up to the last whole chunk.
  public let isTruncated: Bool
  /// What is wrong with the log, in the order of the file. Empty for a log that can be scored, and for one that was
  /// only cut off between two chunks.
  public let defects: [LogDefect]
  /// SHA-256 of the file's bytes, 64 lower-case hexadecimal digits.
  public let sha256: String
  /// The first and last tick that there is anything of; nil for a log without ticks.
  public let tickRange: ClosedRange<Tick>?

  let bytes: [UInt8]
  let layout: MCAPLayout
  /// Where the state snapshots lie.
  let snapshots: [(tick: Tick, part: Int)]
  /// The parts with ticks in the order of the file, each with its first tick.
  let starts: [(tick: Tick, part: Int)]

  /// Reads and checks a file.
  ///
  /// - Throws: `SessionLogError` where the file cannot be read, is none of ours, is of a later format, or has no
  ///   readable header.
  public init(path: String) throws(SessionLogError) {
    try self.init(bytes: LogFile.read(path, limit: LogLimits.file, magic: MCAP.magic), name: path)
  }

  /// Checks a log that is in memory.
  ///
  /// - Parameter name: what messages call it.
  public init(bytes: [UInt8], name: String) throws(SessionLogError) {
    guard bytes.starts(with: MCAP.magic) else {
      throw MCAP.magic.starts(with: bytes) && !bytes.isEmpty
        ? .damaged(path: name, offset: bytes.count, reason: "it ends there")
        : .foreign(path: name, reason: "it is not an MCAP file")
    }
    self.bytes = bytes
    self.name = name
    layout = bytes.withUnsafeBytes { MCAPLayout($0) }
    sha256 = bytes.withUnsafeBytes { SHA256.hex($0) }
    isTruncated = !layout.isWhole

    // Go through all of it once, as `forEachTick` will, and note what is wrong.
    var inspector = LogInspector()
    for range in layout.damaged { inspector.note(.bytesDamaged(range)) }
    for section in layout.wrongChecksums { inspector.note(.checksumWrong(section: section)) }
    var assembler = TickAssembler()
    var header: Result<SessionHeader, SessionLogError>?
    var end: SessionEnd?
    var snapshots: [(tick: Tick, part: Int)] = []
    var starts: [(tick: Tick, part: Int)] = []
    let channels = LogWalk(bytes: bytes, layout: layout).visit { event in
      switch event {
      case .defect(let defect):
        inspector.note(defect)
      case .partEnded:
        assembler.drain(keeping: LogLimits.reorderWindow) { inspector.visit($0) }
      case .message(let message):
        do {
          switch message.channel {
          case .header:
            guard header == nil else { throw CodecError("there is one before it") }
            let proto = try ProtoHeader(message)
            do throws(SessionLogError) {
              header = .success(try proto.header(path: name, offset: message.offset))
            } catch {
              header = .failure(error)
            }
          case .end:
            let how = try ProtoEnd(message).how
            guard end == nil, let ending = SessionEnd(rawValue: how) else {
              throw CodecError("it says \"\(how.prefix(20))\"")
            }
            end = ending
          case .state:
            let state = try ProtoState(message)
            snapshots.append((Tick(state.tick), message.part))
          case .event:
            break  // outputs have them too
          case .input, .output, .hashes, .timing:
            for tick in try assembler.add(message) {
              inspector.note(.outOfOrder(topic: message.channel.topic, tick: tick))
            }
            if let tick = assembler.last, starts.last?.part != message.part { starts.append((tick, message.part)) }
            if assembler.isFull { assembler.drain(keeping: LogLimits.reorderWindow) { inspector.visit($0) } }
          }
        } catch {
          inspector.note(
            .messageDamaged(
              topic: message.channel.topic, chunk: message.chunk,
              reason: (error as? CodecError)?.description ?? "not the protobuf message that it should be"))
        }
      }
    }
    assembler.drain(keeping: 0) { inspector.visit($0) }
    inspector.finish(killed: end == nil)

    switch header {
    case .success(let found): self.header = found
    case .failure(let error): throw error
    case nil:
      // Ours by name or by channels, but broken; else another's.
      guard layout.library.hasPrefix("systole ") || !channels.isEmpty else {
        throw .foreign(path: name, reason: "it is an MCAP file without the channel \(LogChannel.header.topic)")
      }
      let what = inspector.defects.first.map { String($0.description.dropLast()) }
      throw .damaged(
        path: name, offset: MCAP.magic.count, reason: what ?? "it ends at byte \(bytes.count), before its header")
    }
    self.end = end
    self.snapshots = snapshots
    self.starts = starts
    defects = inspector.defects
    tickRange = inspector.range
  }
}
