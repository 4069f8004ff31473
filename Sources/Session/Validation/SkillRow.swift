/// How one kind of scripted trainee did over all patients.
public struct SkillRow: Equatable, Sendable, Codable {
  /// As given to `--device`.
  public var device: String
  public var sessions: Int
  /// Of the scores, in points; a session without a score counts as 0.
  public var median: Double
  public var lowest: Double
  public var highest: Double
  /// Sessions that a critical error decided.
  public var gateFailed: Int
  /// Sessions of which too little could be rated for a score.
  public var tooFewRated: Int
  /// Sessions that could not be scored at all.
  public var unscorable: Int
  /// Of the simulated time, s.
  public var medianSeconds: Double
  /// By patient, from seed 1.
  public var scores: [Double]

  enum CodingKeys: String, CodingKey {
    case device, sessions, median, lowest, highest
    case gateFailed = "gate_failed"
    case tooFewRated = "too_few_rated"
    case unscorable
    case medianSeconds = "median_seconds"
    case scores
  }
}
