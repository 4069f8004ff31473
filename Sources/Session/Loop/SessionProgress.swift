/// How far a session is.
public struct SessionProgress: Sendable {
  /// Steps taken.
  public var ticks: UInt64
  /// Steps after which the time limit ends it.
  public var limit: UInt64
}
