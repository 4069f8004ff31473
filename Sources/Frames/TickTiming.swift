/// When a tick really ran. Never hashed, never scored: timing differs from run to run.
@frozen public struct TickTiming: Equatable, Sendable {
  public var tick: Tick
  /// From the moment the tick was due to the moment the thread was awake, ns.
  public var wakeLatency: UInt32
  /// Length of the step, ns.
  public var stepDuration: UInt32
  /// Ticks that were due and left out before this one, because the thread woke too late.
  public var missed: UInt32

  @inlinable public init(tick: Tick, wakeLatency: UInt32, stepDuration: UInt32, missed: UInt32) {
    self.tick = tick
    self.wakeLatency = wakeLatency
    self.stepDuration = stepDuration
    self.missed = missed
  }
}
