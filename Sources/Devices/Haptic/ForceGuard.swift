public import Frames
public import SimMath

/// The last bound of the force before the motors, on the thread that sends it: finite check, watchdog, slew limit, and the
/// clamp of the vector at the end. In release builds too.
///
/// The simulation's own chain has bounded the force before; this holds whatever comes down.
@frozen public struct ForceGuard: Sendable {
  /// Change in a ms that is let through, as a share of the limit: twice what the simulation's chain lets through, so
  /// that it is felt only after a fault.
  static var slewShare: Float { 0.1 }
  /// Longer than this since the last call counts as this, ns.
  static var longestInterval: UInt64 { 5_000_000 }

  /// Largest force that is ever sent, N.
  public let limit: Float
  /// What went out last, N.
  public private(set) var sent = Vector3.zero
  public private(set) var watchdog = ForceWatchdog()
  private var lastCall: UInt64?

  /// - Parameter limit: the device's peak force, N; what is negative or not finite counts as 0.
  public init(limit: Float) { self.limit = limit.isFinite ? max(0, limit) : 0 }

  /// The force to send now, N: never over `limit`, always finite.
  ///
  /// - Parameters:
  ///   - force: what the simulation sent at `tick`, N, any value.
  ///   - enabled: false while the device is not ready: zero at once.
  ///   - now: ns of a monotonic clock.
  public mutating func allow(_ force: Vector3, from tick: Tick, enabled: Bool, now: UInt64) -> Vector3 {
    var next = watchdog.allow(force, from: tick, now: now)
    let interval = lastCall.map { now >= $0 ? min(now - $0, Self.longestInterval) : 0 } ?? 0
    lastCall = now
    // What squares to infinity is no force of ours either.
    guard enabled, limit > 0, next.lengthSquared.isFinite else { return send(.zero) }
    if watchdog.isStalled {
      // Nothing new is taken in while nobody steps: what was sent fades, and never grows or turns.
      let before = sent.length
      next = before > 0 ? min(1, next.length / before) * sent : .zero
    } else if next != .zero {
      let change = next - sent
      let bound = Self.slewShare * limit * Float(interval) / 1_000_000
      let length = change.length
      if length > bound { next = sent + (bound / length) * change }
    }
    // A hair under the limit, so that no rounding can leave it over.
    let bound = 0.999_999 * limit
    let magnitude = next.length
    if magnitude > bound { next = (bound / magnitude) * next }
    return send(next)
  }

  private mutating func send(_ force: Vector3) -> Vector3 {
    sent = force
    return force
  }
}
