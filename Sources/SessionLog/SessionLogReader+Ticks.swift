internal import Frames

extension SessionLogReader {
  /// Hands on all that the log holds of each tick, in the order of ticks; what has a defect is left out.
  ///
  /// Unpacks one chunk at a time: memory stays the same however long the session was.
  /// - Throws: only what `body` throws.
  public func forEachTick(_ body: (TickEntry) throws -> Void) rethrows {
    var assembler = TickAssembler()
    try LogWalk(bytes: bytes, layout: layout).visit { event in
      switch event {
      case .defect:
        break  // noted when the reader was made
      case .partEnded:
        try assembler.drain(keeping: LogLimits.reorderWindow, body)
      case .message(let message):
        // A message that cannot be decoded was noted when the reader was made.
        _ = try? assembler.add(message)
        if assembler.isFull { try assembler.drain(keeping: LogLimits.reorderWindow, body) }
      }
    }
    try assembler.drain(keeping: 0, body)
  }
}

extension TickAssembler {
  /// Decodes a message and adds it. Messages that belong to no tick are left alone.
  ///
  /// - Returns: the ticks whose message repeats or comes out of order, and was left out.
  mutating func add(_ message: LogMessage) throws -> [Tick] {
    switch message.channel {
    case .input:
      let input = try ProtoInput(message).frame()
      return add(input) ? [] : [input.tick]
    case .output:
      let output = try ProtoOutput(message).output()
      return add(output) ? [] : [output.tick]
    case .hashes:
      let hashes = try ProtoHashes(message)
      return add(hashes.report, of: Tick(hashes.tick)) ? [] : [Tick(hashes.tick)]
    case .timing:
      return try ProtoTiming(message).timings().filter { !add($0) }.map(\.tick)
    case .header, .event, .state, .end:
      return []
    }
  }
}
