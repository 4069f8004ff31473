/// One thing that a skill table must show.
public struct SkillCheck: Equatable, Sendable, Codable {
  /// "effect" (rank-biserial of `higher` over `lower`), "median" (difference of the medians, points) or
  /// "false-alarms" (critical errors of experts).
  public var kind: String
  public var higher: String
  public var lower: String
  public var value: Double
  public var bound: Double
  public var ok: Bool
}
