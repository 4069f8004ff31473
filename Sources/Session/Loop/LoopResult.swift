public import Frames

/// What a loop did.
public struct LoopResult: Sendable {
  public var end: SessionEnd
  public var ticks: UInt64
  /// How well deadlines were kept; nil for a loop without deadlines.
  public var timing: LoopTiming?
}
