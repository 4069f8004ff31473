import Frames
import RealTime
import Synchronization

/// Takes the records out of the queue on a thread of its own and writes them to a sink; flushes at least once a second.
///
/// When the sink fails, the recorder keeps emptying the queue, so that the loop never waits for a full disk, and holds
/// on to the error.
final class Recorder: @unchecked Sendable {
  /// Time between flushes, ns. Half of what may be lost at most when the process is killed.
  static let flushInterval: UInt64 = 500_000_000
  /// Rest when the queue is empty, ns.
  static let rest: UInt64 = 1_000_000

  let queue: SPSCQueue<TickRecord>
  private let sink: any RecordSink
  private let states: SavedStates?
  private let prologue: @Sendable (any RecordSink) throws -> Void
  private let done = Atomic<Bool>(false)
  private let failed = Atomic<Bool>(false)
  private var thread: NativeThread?
  // Owner's before `done` is set, the thread's afterwards.
  private var end = SessionEnd.aborted
  private var finalState: FinalState?
  // The thread's, read by the owner after the join.
  private var error: (any Error)?

  /// - Parameters:
  ///   - states: where the loop leaves the states that it saves.
  ///   - prologue: writes what comes before the first record; on the recorder's thread.
  init(
    sink: any RecordSink, capacity: Int, states: SavedStates? = nil,
    prologue: @escaping @Sendable (any RecordSink) throws -> Void = { _ in }
  ) throws(RealTimeError) {
    self.sink = sink
    self.states = states
    self.prologue = prologue
    queue = SPSCQueue(minimumCapacity: capacity)
    thread = try NativeThread(name: "recorder") { [self] in drain() }
  }

  /// The sink failed: nothing more is written. Any thread.
  var hasFailed: Bool { failed.load(ordering: .acquiring) }

  /// Pushes a record, waiting while the queue is full. For loops without deadlines only.
  func pushPatiently(_ record: TickRecord) {
    while !queue.hasRoom { MonotonicClock.sleep(for: 200_000) }
    _ = queue.push(record)
  }

  /// Writes what is left and the state in which it all ended, closes the sink and ends the thread.
  func finish(_ end: SessionEnd, leaving state: FinalState? = nil) throws {
    self.end = end
    finalState = state
    done.store(true, ordering: .releasing)
    thread?.join()
    thread = nil
    if let error { throw error }
  }

  private func drain() {
    attempt { try prologue(sink) }
    var lastFlush = MonotonicClock.now()
    while true {
      // Read before the queue is emptied: what was pushed before `done` is then surely seen.
      let last = done.load(ordering: .acquiring)
      var count = 0
      while let record = queue.pop() {
        attempt { try write(record) }
        count += 1
        if count & 1023 == 0 { flushIfDue(&lastFlush) }
      }
      if last { break }
      flushIfDue(&lastFlush)
      if count == 0 { MonotonicClock.sleep(for: Self.rest) }
    }
    if let finalState { attempt { try sink.write(state: finalState.bytes, at: finalState.tick) } }
    attempt { try sink.close(end) }
  }

  private func write(_ record: TickRecord) throws {
    try sink.write(record)
    guard let states, case .output(let output) = record, SavedStates.isDue(after: output.tick),
      let bytes = states.take(after: output.tick)
    else { return }
    try sink.write(state: bytes, at: output.tick)
  }

  private func flushIfDue(_ lastFlush: inout UInt64) {
    let now = MonotonicClock.now()
    guard now - lastFlush >= Self.flushInterval else { return }
    lastFlush = now
    attempt { try sink.flush() }
  }

  private func attempt(_ body: () throws -> Void) {
    guard error == nil else { return }
    do {
      try body()
    } catch {
      self.error = error
      failed.store(true, ordering: .releasing)
    }
  }
}
