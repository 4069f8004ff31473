public import Frames

/// The blood pressure after a step, for a monitor that must not miss a beat however seldom it is looked at: of every
/// eighth tick that was not paused.
public struct PulseMoment: BitwiseCopyable, Sendable {
  public var tick: Tick
  /// Pa.
  public var pressure: Float
  /// It was lower a tick before.
  public var isRising: Bool

  /// - Parameters:
  ///   - pressure: after the tick before, Pa.
  /// - Returns: nil after a tick of which nothing is told.
  init?(_ output: StepOutput, after pressure: Float) {
    guard output.tick.rawValue % ViewFeed.interval == 0, !output.status.contains(.paused) else { return nil }
    tick = output.tick
    self.pressure = output.pressure
    isRising = output.pressure > pressure
  }
}
