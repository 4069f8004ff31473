import Frames
import GRDB
public import Scoring

extension SQLiteSkillsStore {
  public func sessions(_ filter: SessionFilter) throws(SkillsError) -> [SessionSummary] {
    try perform {
      try queue.read { db in
        let sql = """
          SELECT s.session, s.log_hash, s.log_path, s.began, s.filed, t.pseudonym, s.scenario, s.patient, s.device_class,
            c.scorer_version, c.outcome, c.score, c.maximum, c.formative, c.ticks,
            (SELECT count(*) FROM scorecard WHERE session_id = s.id) AS scorecards
          FROM session AS s
          JOIN trainee AS t ON t.id = s.trainee_id
          JOIN scorecard AS c ON c.id = (SELECT max(id) FROM scorecard WHERE session_id = s.id)
          WHERE (:trainee IS NULL OR t.pseudonym = :trainee)
            AND (:scenario IS NULL OR s.scenario = :scenario)
            AND (:outcome IS NULL OR c.outcome = :outcome)
          ORDER BY s.id DESC
          LIMIT :limit
          """
        let arguments: StatementArguments = [
          "trainee": filter.trainee, "scenario": filter.scenario, "outcome": filter.outcome?.rawValue,
          "limit": filter.limit.map { max(1, $0) } ?? -1,
        ]
        return try Row.fetchAll(db, sql: sql, arguments: arguments).map { row in
          SessionSummary(
            session: row["session"], logHash: row["log_hash"], logPath: row["log_path"], began: row["began"],
            filed: row["filed"], trainee: row["pseudonym"], scenario: row["scenario"],
            patient: try Self.patient(row["patient"]), deviceClass: row["device_class"],
            scorerVersion: row["scorer_version"], scorecards: row["scorecards"],
            outcome: try Self.outcome(row["outcome"]), score: row["score"], maximum: row["maximum"],
            formative: row["formative"], ticks: row["ticks"])
        }
      }
    }
  }

  public func scorecard(_ key: String, scorerVersion: String?) throws(SkillsError) -> Scorecard? {
    guard key.count >= 4 else { throw .keyTooShort(key: key) }
    return try perform {
      try queue.read { db in
        let found = try Row.fetchAll(
          db,
          sql: """
            SELECT id, session, log_hash FROM session
            WHERE substr(session, 1, length(:key)) = :key OR substr(log_hash, 1, length(:key)) = :key
            ORDER BY id
            """, arguments: ["key": key])
        guard let session = found.first else { return nil }
        guard found.count == 1 else {
          let names = found.map { row in
            "\(row["session"] as String) with log \((row["log_hash"] as String).prefix(12))"
          }
          throw SkillsError.ambiguous(key: key, sessions: names)
        }
        let id = try Int64.fetchOne(
          db,
          sql: """
            SELECT max(id) FROM scorecard
            WHERE session_id = :session AND (:scorer IS NULL OR scorer_version = :scorer)
            """, arguments: ["session": session["id"] as Int64, "scorer": scorerVersion])
        return try id.map { try Self.load(scorecard: $0, from: db) }
      }
    }
  }

  /// The scorecard with that key, exactly as it was filed.
  static func load(scorecard id: Int64, from db: Database) throws -> Scorecard {
    let head = try Row.fetchOne(
      db,
      sql: """
        SELECT c.*, s.log_hash, s.session, s.scenario, s.patient, s.device_class, t.pseudonym
        FROM scorecard AS c JOIN session AS s ON s.id = c.session_id JOIN trainee AS t ON t.id = s.trainee_id
        WHERE c.id = ?
        """, arguments: [id])
    guard let head else { throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "scorecard \(id) is missing") }
    func rows(_ table: String) throws -> [Row] {
      try Row.fetchAll(db, sql: "SELECT * FROM \(table) WHERE scorecard_id = ? ORDER BY position", arguments: [id])
    }
    var arguments: [Int: [String: Double]] = [:]
    for row in try Row.fetchAll(db, sql: "SELECT * FROM deduction_argument WHERE scorecard_id = ?", arguments: [id]) {
      arguments[row["deduction"], default: [:]][row["name"]] = row["value"]
    }
    var scorecard = Scorecard(
      logHash: head["log_hash"], scorerVersion: head["scorer_version"], scenario: head["scenario"],
      patient: try patient(head["patient"]), rubric: head["rubric"], rubricVersion: head["rubric_version"],
      session: head["session"], trainee: head["pseudonym"], deviceClass: head["device_class"],
      outcome: try outcome(head["outcome"]), causes: try rows("cause").map { $0["cause"] }, score: head["score"],
      maximum: head["maximum"], ratedMaximum: head["rated_maximum"], ticks: head["ticks"],
      items: try rows("item").map { row in
        ItemScore(
          id: row["item"], metric: row["metric"], points: row["points"], maximum: row["maximum"],
          notRatedReason: row["not_rated_reason"])
      },
      metrics: try rows("metric").map { row in
        MetricValue(
          id: row["metric"], version: row["version"], value: row["value"], unit: row["unit"], source: row["source"])
      },
      deductions: try rows("deduction").map { row in
        let angle: Double? = row["angle"]
        let axial: Double? = row["axial"]
        var place: VesselCoordinate?
        if let angle, let axial { place = VesselCoordinate(angle: angle, axial: axial) }
        return Deduction(
          tick: row["tick"], rule: row["rule"], points: row["points"], place: place, reason: row["reason"],
          arguments: arguments[row["position"]] ?? [:])
      })
    scorecard.schema = head["schema"]
    scorecard.formative = head["formative"]
    return scorecard
  }

  private static func patient(_ text: String) throws -> UInt64 {
    guard let patient = UInt64(text) else {
      throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "the patient of a session is not a whole number")
    }
    return patient
  }

  private static func outcome(_ text: String) throws -> Scorecard.Outcome {
    guard let outcome = Scorecard.Outcome(rawValue: text) else {
      throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "the outcome of a scorecard is not known")
    }
    return outcome
  }
}
