/// Finds the beats of the heart in the blood pressure, so that sound and pictures agree on them.
///
/// A beat is the tick at which the aortic pressure is lowest: the foot of the upstroke, where the valve opens. The R wave
/// is about 0.1 s earlier (the pre-ejection period); a monitor's tone follows R by a delay of its own of that order, so
/// that tone and foot are taken to fall together. The pressure must be free of noise, as the simulated one is.
@frozen public struct HeartBeatDetector: Equatable, Sendable {
  /// Time after a beat in which there is no other, ticks. 300 beats a minute, the upper end of what monitors show.
  public static var refractory: UInt64 { 200 }

  private var previous: Float?
  private var falling = false
  private var lastBeat: Tick?

  public init() {}

  /// Takes in the pressure (Pa) after a tick; ticks must ascend. True at the first tick on which it rises again, one
  /// tick after the foot.
  public mutating func isBeat(at tick: Tick, pressure: Float) -> Bool {
    defer { previous = pressure }
    guard let previous else { return false }
    if pressure < previous {
      falling = true
    } else if pressure > previous, falling {
      falling = false
      if let lastBeat, tick - lastBeat < Self.refractory { return false }
      lastBeat = tick
      return true
    }
    return false
  }
}
