public import Frames
public import SimMath

/// When the simulation stops answering, the force decays to zero.
///
/// Runs on the device thread, and again on the driver's, in release builds too. Its own bound; exempt from the slew limit
/// of the simulation.
@frozen public struct ForceWatchdog: Sendable {
  /// Silence after which the decay begins, ns. Usual: 5 ms, so that an ordinary late tick is not felt.
  public static var patience: UInt64 { 5_000_000 }
  /// Silence after which the force is zero, ns. More would push a hand that has long moved on.
  public static var limit: UInt64 { 20_000_000 }
  /// What counts as having passed when the clock went backwards, ns.
  private static var usualInterval: UInt64 { 1_000_000 }

  /// How often the force was held back because of a stall.
  public private(set) var stalls: UInt64 = 0
  /// The force is being held back.
  public private(set) var isStalled = false
  private var lastTick: Tick?
  private var lastCall: UInt64 = 0
  private var silence: UInt64 = 0

  public init() {}

  /// The force that may be sent now.
  ///
  /// - Parameters:
  ///   - force: what the simulation sent at `tick`, N.
  ///   - now: ns of a monotonic clock.
  public mutating func allow(_ force: Vector3, from tick: Tick, now: UInt64) -> Vector3 {
    let elapsed = now >= lastCall ? now - lastCall : Self.usualInterval
    lastCall = now
    if tick != lastTick {
      lastTick = tick
      silence = 0
      isStalled = false
      return force.isFinite ? force : .zero
    }
    let (sum, overflow) = silence.addingReportingOverflow(elapsed)
    silence = overflow ? .max : sum
    guard force.isFinite else { return .zero }
    guard silence > Self.patience else { return force }
    if !isStalled {
      isStalled = true
      stalls += 1
    }
    guard silence < Self.limit else { return .zero }
    return Float(Self.limit - silence) / Float(Self.limit - Self.patience) * force
  }
}
