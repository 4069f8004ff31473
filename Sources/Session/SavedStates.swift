import Frames
import RealTime

/// Saved states on their way from the loop to the recorder: one every ten seconds, so that a replay can begin near any
/// moment of a session. That in which the session ended (`FinalState`) comes after them, by another way.
///
/// The loop publishes a state before it hands over the output of that tick, and the recorder asks for it after it wrote
/// that output: the log is the same however fast the two threads are.
final class SavedStates: Sendable {
  /// Ticks from one saved state to the next.
  static let interval: UInt64 = 10_000

  private struct Label {
    var tick: Tick
    var count: Int
  }
  private let buffer: LatestBuffer<Label>

  /// - Parameter capacity: bytes of the largest state.
  init(capacity: Int) { buffer = LatestBuffer(count: (capacity + 3) / 4, label: Label(tick: Tick(0), count: 0)) }

  /// Whether the state after a tick is saved.
  static func isDue(after tick: Tick) -> Bool { (tick.rawValue + 1) % interval == 0 }

  /// Lets `save` write the state after `tick` and say how many bytes it took. The loop's thread; does not allocate.
  func publish(after tick: Tick, save: (UnsafeMutableRawBufferPointer) -> Int) {
    buffer.publish { Label(tick: tick, count: save(UnsafeMutableRawBufferPointer($0))) }
  }

  /// The state after `tick`, once; nil if the recorder was so late that a newer one has taken its place. The recorder's
  /// thread.
  func take(after tick: Tick) -> [UInt8]? {
    let found = buffer.take { label, numbers in
      label.tick == tick ? [UInt8](UnsafeRawBufferPointer(numbers).prefix(label.count)) : nil
    }
    return found ?? nil
  }
}
