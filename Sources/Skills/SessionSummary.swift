public import Scoring

/// One line of a list of sessions: the session and the latest filed of its scorecards.
public struct SessionSummary: Equatable, Sendable, Codable {
  public var session: String
  /// SHA-256 of the log file, lower-case hexadecimal.
  public var logHash: String
  /// Where the log lay when it was filed, if that was said.
  public var logPath: String?
  /// When the session began, ISO 8601 UTC, if that was said.
  public var began: String?
  /// When the session was first filed, ISO 8601 UTC, by the clock of the machine that filed it.
  public var filed: String
  public var trainee: String
  public var scenario: String
  /// The patient's seed.
  public var patient: UInt64
  public var deviceClass: String
  public var scorerVersion: String
  /// How many scorer versions have scored this log.
  public var scorecards: Int
  public var outcome: Scorecard.Outcome
  public var score: Double?
  public var maximum: Double
  public var formative: Bool
  /// Length of the session in ticks of 1 ms.
  public var ticks: UInt64

  enum CodingKeys: String, CodingKey {
    case session
    case logHash = "log_hash"
    case logPath = "log_path"
    case began, filed, trainee, scenario, patient
    case deviceClass = "device_class"
    case scorerVersion = "scorer_version"
    case scorecards, outcome, score, maximum, formative, ticks
  }
}
