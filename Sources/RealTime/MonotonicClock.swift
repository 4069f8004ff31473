import CRealTime
public import Glibc

/// The machine's monotonic clock, for scheduling and measuring only: nothing that is simulated, logged as data or scored
/// may depend on it.
public enum MonotonicClock {
  /// Nanoseconds since some fixed moment. Does not allocate or lock. Any thread.
  @inlinable public static func now() -> UInt64 {
    var t = timespec()
    clock_gettime(CLOCK_MONOTONIC, &t)
    return UInt64(t.tv_sec) * 1_000_000_000 + UInt64(t.tv_nsec)
  }

  /// Sleeps until `deadline` (ns of this clock); returns at once if it has passed.
  public static func sleep(until deadline: UInt64) {
    var t = timespec(tv_sec: Int(deadline / 1_000_000_000), tv_nsec: Int(deadline % 1_000_000_000))
    // A signal may end the sleep early: the deadline is absolute, so just sleep on.
    while clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &t, nil) == EINTR {}
  }

  /// Keeps the processor busy until `deadline` (ns of this clock); returns at once if it has passed.
  /// - Returns: how long that took, ns.
  static func spin(until deadline: UInt64) -> UInt64 {
    let begin = now()
    var time = begin
    while time < deadline {
      systole_spin_pause()
      time = now()
    }
    return time - begin
  }

  /// Sleeps for `duration` ns.
  public static func sleep(for duration: UInt64) { sleep(until: now() + duration) }
}
