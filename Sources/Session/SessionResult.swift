public import Devices
public import Frames

/// What a session came to.
public struct SessionResult: Sendable {
  public var header: SessionHeader
  /// The log.
  public var path: String
  public var loop: LoopResult
  /// Length on the wall clock, s.
  public var seconds: Double
  /// Holes of the recording that drove the tool; nil where there was none.
  public var gaps: GapReport?
  /// What became of the haptic device; nil for another one.
  public var haptic: HapticUse?
}
