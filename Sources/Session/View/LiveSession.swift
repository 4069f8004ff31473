public import Frames
public import Scenarios

/// A session that begins, as its view gets it. It holds no lesion.
public struct LiveSession: Sendable {
  public let scenario: Scenario
  public let stage: Stage
  /// Ticks of the procedure after which it ends by itself.
  public let limit: UInt64
  public let feed: ViewFeed
  /// The person at the window holds the tool; else another device does and the person looks on.
  public let isPointer: Bool
  /// Neither assessed nor filed.
  public let isPractice: Bool
  /// The first tick to come, and what happened before it; later than 0 where a session goes on from another.
  public let first: Tick
  public let past: [Event]

  public init(
    scenario: Scenario, stage: Stage, limit: UInt64, feed: ViewFeed, isPointer: Bool = false, isPractice: Bool = false,
    first: Tick = Tick(0), past: [Event] = []
  ) {
    self.scenario = scenario
    self.stage = stage
    self.limit = limit
    self.feed = feed
    self.isPointer = isPointer
    self.isPractice = isPractice
    self.first = first
    self.past = past
  }
}
