/// One line of a rubric: a metric and what its value is worth.
public struct RubricItem: Equatable, Sendable, Codable {
  public var id: String
  /// The metric it looks at, for example "lesions.touch.f1".
  public var metric: String
  /// Most points that it gives.
  public var points: Double
  /// The value (in the metric's unit) at which all points are given, and the one at which none are; linear between.
  /// `full` greater than `none` means more is better.
  public var full: SourcedValue
  public var none: SourcedValue
  /// Counted only if the trainee palpated enough (see `Rubric.coverageForPace`): pace must not punish thoroughness.
  public var paceItem: Bool
  /// Not rated where the device cannot render force.
  public var needsForce: Bool

  public init(
    id: String, metric: String, points: Double, full: SourcedValue, none: SourcedValue, paceItem: Bool,
    needsForce: Bool
  ) {
    self.id = id
    self.metric = metric
    self.points = points
    self.full = full
    self.none = none
    self.paceItem = paceItem
    self.needsForce = needsForce
  }
}
