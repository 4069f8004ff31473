public import SimMath
public import Frames

/// The last guard of the force before the hand: when the simulation stops answering, the force decays to zero.
///
/// Runs on the device thread, in release builds too. Its own bound; exempt from the slew limit of the simulation.
@frozen public struct ForceWatchdog: Sendable {
  /// Silence after which the decay begins, ns. Usual: 5 ms, so that an ordinary late tick is not felt.
  public static var patience: UInt64 { 5_000_000 }
  /// Silence after which the force is zero, ns. More would push a hand that has long moved on.
  public static var limit: UInt64 { 20_000_000 }

  /// How often the force was held back because of a stall.
  public private(set) var stalls: UInt64 = 0
  private var lastTick: Tick?
  private var lastNews: UInt64 = 0
  private var stalled = false

  public init() {}

  /// The force that may be sent now.
  ///
  /// - Parameters:
  ///   - force: what the simulation sent at `tick`, N.
  ///   - now: ns of a monotonic clock.
  public mutating func allow(_ force: Vector3, from tick: Tick, now: UInt64) -> Vector3 {
    guard force.isFinite else { return .zero }
    if tick != lastTick {
      lastTick = tick
      lastNews = now
      stalled = false
      return force
    }
    let silence = now - min(now, lastNews)
    guard silence > Self.patience else { return force }
    if !stalled {
      stalled = true
      stalls += 1
    }
    guard silence < Self.limit else { return .zero }
    return Float(Self.limit - silence) / Float(Self.limit - Self.patience) * force
  }
}
