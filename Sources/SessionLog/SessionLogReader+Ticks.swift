public import Frames

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

  /// The ticks of a range that the log holds, in their order. Unpacks only the part of the file where they lie.
  public func ticks(_ wanted: Range<Tick>) -> [TickEntry] {
    // A chunk's first tick may be told by an output whose input ended the chunk before.
    let first = max(0, (starts.firstIndex { $0.tick >= wanted.lowerBound } ?? starts.count) - 2)
    guard starts.indices.contains(first) else { return [] }
    let end = starts.firstIndex { $0.tick > wanted.upperBound }.map { starts[$0].part + 1 } ?? layout.parts.count
    var assembler = TickAssembler()
    LogWalk(bytes: bytes, layout: layout).visit(only: starts[first].part..<end) { event in
      // What is damaged was noted when the reader was made.
      if case .message(let message) = event { _ = try? assembler.add(message) }
    }
    var found: [TickEntry] = []
    assembler.drain(keeping: 0) { if wanted.contains($0.tick) { found.append($0) } }
    return found
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
