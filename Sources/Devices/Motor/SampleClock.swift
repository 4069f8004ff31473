import Frames

/// How far a device that acts tick by tick is behind the tick at which it is sampled.
struct SampleClock {
  private var last: Tick?
  /// Ticks left out are made up for, but no more than so many.
  private static let most: UInt64 = 50

  /// Ticks to be made up for now: one at first, none for a tick that has been.
  mutating func ticks(to tick: Tick) -> Int {
    let steps = last.map { tick > $0 ? Int(min(Self.most, tick - $0)) : 0 } ?? 1
    last = max(last ?? tick, tick)
    return steps
  }
}
