public import Frames

/// The blood pressure after a step, for a monitor that must not miss a beat however seldom it is looked at.
public struct PulseMoment: BitwiseCopyable, Sendable {
  public var tick: Tick
  /// Pa.
  public var pressure: Float
  /// It was lower a tick before.
  public var isRising: Bool
}
