/// When the ticks of a periodic thread are due. Pure arithmetic: the caller brings the time.
///
/// A tick is late when it starts more than half a period after it was due, or when it ends after the next one was due.
/// After a late tick the schedule is re-anchored: the next tick is due a whole period after the late one started or,
/// where it overran, ended. Ticks that fell due in between are left out and counted; they never run back to back.
public struct PeriodicSchedule: Equatable, Sendable {
  /// Time from tick to tick, ns.
  public let period: UInt64
  /// When the next tick is due, ns.
  public private(set) var due: UInt64
  /// Late ticks since the start.
  public private(set) var lateTicks: UInt64 = 0
  /// Ticks left out since the start.
  public private(set) var missedTicks: UInt64 = 0
  /// Ticks left out that no `Wake` has reported yet.
  private var pendingMissed: UInt64 = 0
  private var lateStart = false

  /// How a tick began.
  @frozen public struct Wake: Equatable, Sendable {
    /// From the moment it was due to the moment the thread was awake, ns.
    public var latency: UInt64
    /// Ticks left out before this one.
    public var missed: UInt64

    public init(latency: UInt64, missed: UInt64) {
      self.latency = latency
      self.missed = missed
    }
  }

  /// - Parameters:
  ///   - start: when the first tick is due, ns.
  ///   - period: greater than 0, ns.
  public init(start: UInt64, period: UInt64) {
    precondition(period > 0, "a period is longer than nothing")
    self.period = period
    due = start
  }

  /// The thread woke at `now` to run the tick that is due.
  public mutating func wake(at now: UInt64) -> Wake {
    let latency = now > due ? now - due : 0
    lateStart = latency > period / 2
    if lateStart {
      leaveOut(latency / period)
      due = now
    }
    defer { pendingMissed = 0 }
    return Wake(latency: latency, missed: pendingMissed)
  }

  /// The tick ended at `now`; afterwards `due` says when the next one is due. True if the tick was late.
  public mutating func finish(at now: UInt64) -> Bool {
    let next = due + period
    var late = lateStart
    if now >= next {
      late = true
      leaveOut((now - due) / period)
      due = now + period
    } else {
      due = next
    }
    if late { lateTicks += 1 }
    return late
  }

  /// Until when the thread sleeps before it spins up to the moment that is due, ns.
  ///
  /// A thread that wakes early and spins is not late by what a sleeping processor takes to come back. But the kernel
  /// takes the processor away from real-time threads that use nearly all of it (95% of a second, usually), so that the
  /// last step and the spin together stay within `busyShare` of a period: at least the rest of it is slept.
  ///
  /// - Parameters:
  ///   - spin: longest spin, ns; 0 sleeps to the end.
  ///   - ended: when the last tick ended, ns.
  ///   - busyShare: of the period, 0 ... 1.
  public func sleepEnd(spin: UInt64, ended: UInt64, busyShare: Double) -> UInt64 {
    let rest = UInt64((max(0, 1 - busyShare) * Double(period)).rounded(.up))
    return min(due, max(due - min(due, spin), ended + rest))
  }

  private mutating func leaveOut(_ count: UInt64) {
    pendingMissed += count
    missedTicks += count
  }
}
