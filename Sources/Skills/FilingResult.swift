/// What filing a scorecard did.
public enum FilingResult: String, Equatable, Sendable, Codable {
  /// The first scorecard of this log.
  case new
  /// The same log with the same scorer version is filed already, with the same scorecard: nothing was changed.
  case alreadyThere = "already-there"
  /// The log is known from another scorer version; this scorecard now stands beside the earlier ones.
  case rescored
}
