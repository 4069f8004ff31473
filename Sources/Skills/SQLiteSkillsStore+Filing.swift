import Frames
import GRDB
public import Scoring

extension SQLiteSkillsStore {
  public func file(_ scorecard: Scorecard, logPath: String?, began: String?) throws(SkillsError) -> FilingResult {
    let trainee = try Pseudonym(scorecard.trainee)
    try Self.check(scorecard)
    return try perform {
      // One immediate transaction: the lock is taken at the start, and anything thrown rolls all of it back.
      try queue.write { db in
        try Self.file(scorecard, trainee: trainee, logPath: logPath, began: began, in: db)
      }
    }
  }

  /// Refuses numbers that no database can give back as they were.
  private static func check(_ scorecard: Scorecard) throws(SkillsError) {
    var numbers: [(String, Double?)] = [
      ("score", scorecard.score), ("maximum", scorecard.maximum), ("rated maximum", scorecard.ratedMaximum),
    ]
    for item in scorecard.items {
      numbers.append(("points of item \(item.id)", item.points))
      numbers.append(("maximum of item \(item.id)", item.maximum))
    }
    for metric in scorecard.metrics { numbers.append(("value of metric \(metric.id)", metric.value)) }
    for deduction in scorecard.deductions {
      numbers.append(("points of deduction \(deduction.rule)", deduction.points))
      numbers.append(("place of deduction \(deduction.rule)", deduction.place?.angle))
      numbers.append(("place of deduction \(deduction.rule)", deduction.place?.axial))
      for (name, value) in deduction.arguments.sorted(by: { $0.key < $1.key }) {
        numbers.append(("argument \(name) of deduction \(deduction.rule)", value))
      }
      guard Int64(exactly: deduction.tick) != nil else {
        throw .invalid(detail: "the tick of deduction \(deduction.rule) is out of range")
      }
    }
    for (name, value) in numbers {
      if let value, !value.isFinite { throw .invalid(detail: "the \(name) is not a finite number") }
    }
    guard Int64(exactly: scorecard.ticks) != nil else { throw .invalid(detail: "its length is out of range") }
  }

  /// The transaction's body.
  static func file(
    _ scorecard: Scorecard, trainee: Pseudonym, logPath: String?, began: String?, in db: Database
  ) throws -> FilingResult {
    let known = try Int64.fetchOne(db, sql: "SELECT id FROM session WHERE log_hash = ?", arguments: [scorecard.logHash])
    if let session = known {
      try checkFacts(scorecard, trainee: trainee, session: session, in: db)
      try update(session, logPath: logPath, began: began, in: db)
      let filed = try Int64.fetchOne(
        db, sql: "SELECT id FROM scorecard WHERE session_id = ? AND scorer_version = ?",
        arguments: [session, scorecard.scorerVersion])
      if let filed {
        guard try load(scorecard: filed, from: db) == scorecard else {
          throw SkillsError.conflict(
            logHash: scorecard.logHash, scorerVersion: scorecard.scorerVersion, detail: "scorecard")
        }
        return .alreadyThere
      }
      try insert(scorecard, session: session, in: db)
      return .rescored
    }
    try db.execute(
      sql: "INSERT INTO trainee (pseudonym) VALUES (?) ON CONFLICT (pseudonym) DO NOTHING", arguments: [trainee.text])
    try db.execute(
      sql: """
        INSERT INTO session (log_hash, session, trainee_id, scenario, patient, device_class, began, log_path)
        SELECT ?, ?, id, ?, ?, ?, ?, ? FROM trainee WHERE pseudonym = ?
        """,
      arguments: [
        scorecard.logHash, scorecard.session, scorecard.scenario, String(scorecard.patient), scorecard.deviceClass,
        began, logPath, trainee.text,
      ])
    try insert(scorecard, session: db.lastInsertedRowID, in: db)
    return .new
  }

  /// What a log says about its session cannot differ from one scorer to the next.
  private static func checkFacts(
    _ scorecard: Scorecard, trainee: Pseudonym, session: Int64, in db: Database
  ) throws {
    let row = try Row.fetchOne(
      db,
      sql: """
        SELECT session.session AS session, pseudonym, scenario, patient, device_class
        FROM session JOIN trainee ON trainee.id = trainee_id WHERE session.id = ?
        """, arguments: [session])
    guard let row else { return }
    let facts: [(column: String, name: String, value: String)] = [
      ("session", "session identifier", scorecard.session), ("pseudonym", "trainee", trainee.text),
      ("scenario", "scenario", scorecard.scenario), ("patient", "patient", String(scorecard.patient)),
      ("device_class", "device class", scorecard.deviceClass),
    ]
    for fact in facts {
      let filed: String = row[fact.column]
      guard filed == fact.value else {
        throw SkillsError.conflict(
          logHash: scorecard.logHash, scorerVersion: scorecard.scorerVersion, detail: fact.name)
      }
    }
  }

  /// Where the log lies may change, and when it began may become known; neither is part of the score.
  private static func update(_ session: Int64, logPath: String?, began: String?, in db: Database) throws {
    if let logPath {
      try db.execute(
        sql: "UPDATE session SET log_path = ? WHERE id = ? AND log_path IS NOT ?",
        arguments: [logPath, session, logPath])
    }
    if let began {
      try db.execute(
        sql: "UPDATE session SET began = ? WHERE id = ? AND began IS NULL", arguments: [began, session])
    }
  }

  private static func insert(_ scorecard: Scorecard, session: Int64, in db: Database) throws {
    try db.execute(
      sql: """
        INSERT INTO scorecard (session_id, scorer_version, schema, rubric, rubric_version, outcome, score, maximum,
          rated_maximum, formative, ticks)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        session, scorecard.scorerVersion, scorecard.schema, scorecard.rubric, scorecard.rubricVersion,
        scorecard.outcome.rawValue, scorecard.score, scorecard.maximum, scorecard.ratedMaximum, scorecard.formative,
        scorecard.ticks,
      ])
    let id = db.lastInsertedRowID
    for (position, cause) in scorecard.causes.enumerated() {
      try db.execute(sql: "INSERT INTO cause VALUES (?, ?, ?)", arguments: [id, position, cause])
    }
    for (position, item) in scorecard.items.enumerated() {
      try db.execute(
        sql: "INSERT INTO item VALUES (?, ?, ?, ?, ?, ?, ?)",
        arguments: [id, position, item.id, item.metric, item.points, item.maximum, item.notRatedReason])
    }
    for (position, metric) in scorecard.metrics.enumerated() {
      try db.execute(
        sql: "INSERT INTO metric VALUES (?, ?, ?, ?, ?, ?, ?)",
        arguments: [id, position, metric.id, metric.version, metric.value, metric.unit, metric.source])
    }
    for (position, deduction) in scorecard.deductions.enumerated() {
      try db.execute(
        sql: "INSERT INTO deduction VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        arguments: [
          id, position, deduction.tick, deduction.rule, deduction.points, deduction.place?.angle,
          deduction.place?.axial, deduction.reason,
        ])
      for (name, value) in deduction.arguments.sorted(by: { $0.key < $1.key }) {
        try db.execute(
          sql: "INSERT INTO deduction_argument VALUES (?, ?, ?, ?)", arguments: [id, position, name, value])
      }
    }
    // Nothing is filed that does not come back as it was.
    guard try load(scorecard: id, from: db) == scorecard else {
      throw SkillsError.invalid(detail: "it holds a text that the database cannot keep")
    }
  }
}
