internal import Frames

extension SessionLogReader {
  /// Hands on all that the log holds of each tick, in the order of ticks; what has a defect is left out.
  ///
  /// Unpacks one chunk at a time: memory stays the same however long the session was.
  /// - Throws: only what `body` throws.
  ///
  /// An error of `body` ends the visits and is thrown once the walk is over: nothing is thrown through the walk itself.
  public func forEachTick<E: Error>(_ body: (TickEntry) throws(E) -> Void) throws(E) {
    var assembler = TickAssembler()
    var failure: E?
    func visit(_ entry: TickEntry) {
      guard failure == nil else { return }
      do throws(E) { try body(entry) } catch { failure = error }
    }
    _ = LogWalk(bytes: bytes, layout: layout).visit { event in
      guard failure == nil else { return }
      switch event {
      case .defect:
        break  // noted when the reader was made
      case .partEnded:
        assembler.drain(keeping: LogLimits.reorderWindow, visit)
      case .message(let message):
        // A message that cannot be decoded was noted when the reader was made.
        _ = try? assembler.add(message)
        if assembler.isFull { assembler.drain(keeping: LogLimits.reorderWindow, visit) }
      }
    }
    assembler.drain(keeping: 0, visit)
    if let failure { throw failure }
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
