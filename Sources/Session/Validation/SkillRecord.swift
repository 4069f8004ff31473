public import Scoring

/// What the table keeps of one finished session; a line of the file that `systole validate skill --keep` writes.
public struct SkillRecord: Equatable, Sendable, Codable {
  /// Seed of the patient.
  public var patient: UInt64
  /// As given to `--device`.
  public var device: String
  /// Of the scene that was simulated, lower-case hexadecimal.
  public var scene: String
  /// Of the scoring.
  public var scorer: String
  public var outcome: Scorecard.Outcome
  /// Points; nil without a total.
  public var score: Double?
  public var ticks: UInt64
}
