public import Scoring

/// Where scored sessions are filed and found again. Every implementation passes the same tests.
///
/// Calls block until the database answers; make them from any thread but the 1 kHz one.
public protocol SkillsStore: Sendable {
  /// The version of the tables, 1 or more.
  var schemaVersion: Int { get throws(SkillsError) }

  /// Files a scorecard with its session, items, metrics and deductions in one transaction: all of it or nothing.
  ///
  /// The key is (log hash, scorer version), so filing the same scorecard twice changes nothing.
  /// - Parameters:
  ///   - logPath: where the log lies now, for finding it again; replaces an earlier place.
  ///   - began: when the session began, ISO 8601 UTC, as the log's header says.
  /// - Throws: `badPseudonym`, `invalid`, `conflict` for a scorecard that cannot be filed; `locked`, `full`,
  ///   `cannotWrite`, `corrupt` for a database that cannot take it.
  func file(_ scorecard: Scorecard, logPath: String?, began: String?) throws(SkillsError) -> FilingResult

  /// The sessions that pass the filter, latest filed first.
  func sessions(_ filter: SessionFilter) throws(SkillsError) -> [SessionSummary]

  /// The scorecard of the session whose identifier or log hash begins with `key`, equal in every field to what was
  /// filed; nil where there is none.
  /// - Parameters:
  ///   - key: the beginning of the session's identifier or of the log hash, at least 4 characters.
  ///   - scorerVersion: which of its scorecards; the latest filed where nil.
  /// - Throws: `ambiguous` where several sessions begin so.
  func scorecard(_ key: String, scorerVersion: String?) throws(SkillsError) -> Scorecard?
}

extension SkillsStore {
  /// Files a scorecard of a session whose beginning is not known.
  public func file(_ scorecard: Scorecard, logPath: String?) throws(SkillsError) -> FilingResult {
    try file(scorecard, logPath: logPath, began: nil)
  }

  /// All sessions, latest filed first.
  public func sessions() throws(SkillsError) -> [SessionSummary] { try sessions(SessionFilter()) }

  /// The latest filed scorecard of the session whose identifier or log hash begins with `key`.
  public func scorecard(_ key: String) throws(SkillsError) -> Scorecard? {
    try scorecard(key, scorerVersion: nil)
  }
}
