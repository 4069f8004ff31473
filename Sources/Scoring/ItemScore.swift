/// What one rubric item gave.
public struct ItemScore: Equatable, Sendable, Codable {
  public var id: String
  public var metric: String
  /// nil: not rated (with `notRatedReason`); it stays in the maximum all the same.
  public var points: Double?
  public var maximum: Double
  /// The raw value of a `NotRatedReason`.
  public var notRatedReason: String?

  public init(id: String, metric: String, points: Double?, maximum: Double, notRatedReason: String?) {
    self.id = id
    self.metric = metric
    self.points = points
    self.maximum = maximum
    self.notRatedReason = notRatedReason
  }

  enum CodingKeys: String, CodingKey {
    case id, metric, points, maximum
    case notRatedReason = "not_rated_reason"
  }
}
