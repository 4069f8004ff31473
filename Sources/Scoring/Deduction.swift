public import Frames

/// Points lost, with the moment, the place, the rule and the reason.
public struct Deduction: Equatable, Sendable, Codable {
  /// The moment it was lost; the last tick of the session for what was left undone.
  public var tick: UInt64
  /// The raw value of a `DeductionRule`, for example "force.peak" or "gate.site.on-lesion"; it begins with the metric
  /// that it looks at, or with "gate".
  public var rule: String
  /// At least 0. A gate has 0: it decides before sums.
  public var points: Double
  /// Where on the unrolled vessel, where it has a place.
  public var place: VesselCoordinate?
  /// In English; other languages come from the catalogue by `rule` with `arguments`.
  public var reason: String
  /// The numbers in the reason by name, see `DeductionRule.argumentNames`; the end of a name tells the unit.
  public var arguments: [String: Double]

  public init(
    tick: UInt64, rule: String, points: Double, place: VesselCoordinate?, reason: String, arguments: [String: Double]
  ) {
    self.tick = tick
    self.rule = rule
    self.points = points
    self.place = place
    self.reason = reason
    self.arguments = arguments
  }
}
