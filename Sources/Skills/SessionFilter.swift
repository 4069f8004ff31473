public import Scoring

/// Which sessions to list; what is nil does not restrict.
public struct SessionFilter: Equatable, Sendable {
  public var trainee: String?
  public var scenario: String?
  public var outcome: Scorecard.Outcome?
  /// Most sessions to give, at least 1; the latest filed come first.
  public var limit: Int?

  public init(
    trainee: String? = nil, scenario: String? = nil, outcome: Scorecard.Outcome? = nil, limit: Int? = nil
  ) {
    self.trainee = trainee
    self.scenario = scenario
    self.outcome = outcome
    self.limit = limit
  }
}
