internal import Frames

/// Brings the messages of each tick together, in the order of ticks, in bounded memory.
///
/// A tick begins with its first input or output; these come in order. Its other messages find it as long as it is
/// among the last `LogLimits.reorderWindow` ticks.
struct TickAssembler {
  private var pending: [TickEntry] = []
  /// The latest tick that was begun.
  private(set) var last: Tick?
  private var hashes: (tick: Tick, report: HashReport)?

  // Each returns false where the message repeats or comes out of order, and is left out.

  mutating func add(_ input: InputFrame) -> Bool {
    guard let i = index(of: input.tick, adding: true), pending[i].input == nil else { return false }
    pending[i].input = input
    return true
  }

  mutating func add(_ output: StepOutput) -> Bool {
    guard let i = index(of: output.tick, adding: true), pending[i].output == nil else { return false }
    pending[i].output = output
    if let hashes, hashes.tick == output.tick { pending[i].output?.hashes = hashes.report }
    return true
  }

  mutating func add(_ timing: TickTiming) -> Bool {
    guard let i = index(of: timing.tick, adding: false), pending[i].timing == nil else { return false }
    pending[i].timing = timing
    return true
  }

  mutating func add(_ report: HashReport, of tick: Tick) -> Bool {
    if let i = index(of: tick, adding: false), let output = pending[i].output {
      guard output.hashes == .zero else { return false }
      pending[i].output?.hashes = report
    } else {
      // We write it before its output.
      guard last.map({ tick >= $0 }) ?? true else { return false }
      hashes = (tick, report)
    }
    return true
  }

  /// So many that some should be handed on before more messages are added.
  var isFull: Bool { pending.count >= 4 * LogLimits.reorderWindow }

  /// Hands on all but the last `count` ticks.
  mutating func drain(keeping count: Int, _ body: (TickEntry) throws -> Void) rethrows {
    guard pending.count > count else { return }
    let ready = pending.count - count
    for i in 0..<ready { try body(pending[i]) }
    pending.removeFirst(ready)
  }

  /// Where the tick is pending; with `adding`, a tick after all others is begun.
  private mutating func index(of tick: Tick, adding: Bool) -> Int? {
    if let end = pending.last, end.tick == tick { return pending.count - 1 }
    guard let last, tick <= last else {
      guard adding else { return nil }
      pending.append(TickEntry(tick: tick))
      last = tick
      return pending.count - 1
    }
    var low = 0
    var high = pending.count
    while low < high {
      let middle = (low + high) / 2
      if pending[middle].tick < tick { low = middle + 1 } else { high = middle }
    }
    return low < pending.count && pending[low].tick == tick ? low : nil
  }
}
