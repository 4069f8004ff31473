public import Frames

/// What a session came to.
public struct SessionResult: Sendable {
  public var header: SessionHeader
  /// The log.
  public var path: String
  public var loop: LoopResult
  /// Length on the wall clock, s.
  public var seconds: Double
}
