public import Frames
public import Scenarios

/// A session that begins, as its view gets it. It holds no lesion.
public struct LiveSession: Sendable {
  public let scenario: Scenario
  public let stage: Stage
  /// Ticks of the procedure after which it ends by itself.
  public let limit: UInt64
  public let feed: ViewFeed
}
