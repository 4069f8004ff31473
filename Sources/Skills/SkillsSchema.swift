import GRDB

/// The tables, as migrations that only go forward. A migration that has been released is never edited: append another.
///
/// The number of migrations that a file has had is SQLite's `user_version`. GRDB's own migrator is not used because two
/// processes that make the same file at the same moment would both run its first migration.
enum SkillsSchema {
  /// Each is SQL that takes the file from version n to n + 1.
  static let migrations = [v1]
  /// The version that this build knows.
  static var version: Int { migrations.count }
  /// SQLite's `application_id` of a skills database: "SYST" in ASCII.
  static let applicationID: Int32 = 0x5359_5354

  static func version(of db: Database) throws -> Int { try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0 }

  /// Brings the file to the last of `migrations` in one immediate transaction: all of them or none, and only once
  /// however many processes try at the same time.
  static func migrate(_ db: Database, migrations: [String] = Self.migrations) throws {
    try db.inTransaction(.immediate) {
      let done = try version(of: db)
      if done < migrations.count {
        for migration in migrations[done...] { try db.execute(sql: migration) }
        try db.execute(
          sql: "PRAGMA application_id = \(applicationID); PRAGMA user_version = \(migrations.count)")
        try db.checkForeignKeys()
      }
      return .commit
    }
  }

  /// Everything is NOT NULL unless its absence means something, which the comment then says.
  private static let v1 = """
    CREATE TABLE trainee (
      id INTEGER PRIMARY KEY,
      pseudonym TEXT NOT NULL UNIQUE
        CHECK (length(pseudonym) BETWEEN 2 AND 40 AND pseudonym NOT GLOB '*[^A-Za-z0-9-]*')
    ) STRICT;

    -- What is true of a recorded session whoever scores it.
    CREATE TABLE session (
      id INTEGER PRIMARY KEY,
      log_hash TEXT NOT NULL UNIQUE CHECK (length(log_hash) = 64 AND log_hash NOT GLOB '*[^0-9a-f]*'),
      session TEXT NOT NULL CHECK (session <> ''),
      trainee_id INTEGER NOT NULL REFERENCES trainee (id) ON DELETE RESTRICT,
      scenario TEXT NOT NULL CHECK (scenario <> ''),
      -- Decimal digits, since a seed has 64 bits without sign.
      patient TEXT NOT NULL CHECK (patient <> '' AND patient NOT GLOB '*[^0-9]*'),
      device_class TEXT NOT NULL,
      -- NULL: not said.
      began TEXT,
      filed TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now')),
      -- NULL: not said.
      log_path TEXT
    ) STRICT;
    CREATE INDEX session_by_trainee ON session (trainee_id);
    CREATE INDEX session_by_identifier ON session (session);

    CREATE TABLE scorecard (
      id INTEGER PRIMARY KEY,
      session_id INTEGER NOT NULL REFERENCES session (id) ON DELETE CASCADE,
      scorer_version TEXT NOT NULL CHECK (scorer_version <> ''),
      schema INTEGER NOT NULL CHECK (schema >= 1),
      rubric TEXT NOT NULL,
      rubric_version INTEGER NOT NULL,
      outcome TEXT NOT NULL CHECK (outcome IN ('scored', 'gate-failed', 'too-few-rated', 'unscorable')),
      -- NULL: no total was given.
      score REAL,
      maximum REAL NOT NULL CHECK (maximum >= 0),
      rated_maximum REAL NOT NULL CHECK (rated_maximum >= 0),
      formative INTEGER NOT NULL CHECK (formative IN (0, 1)),
      ticks INTEGER NOT NULL CHECK (ticks >= 0),
      filed TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now')),
      UNIQUE (session_id, scorer_version)
    ) STRICT;

    CREATE TABLE cause (
      scorecard_id INTEGER NOT NULL REFERENCES scorecard (id) ON DELETE CASCADE,
      position INTEGER NOT NULL CHECK (position >= 0),
      cause TEXT NOT NULL,
      PRIMARY KEY (scorecard_id, position)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE item (
      scorecard_id INTEGER NOT NULL REFERENCES scorecard (id) ON DELETE CASCADE,
      position INTEGER NOT NULL CHECK (position >= 0),
      item TEXT NOT NULL,
      metric TEXT NOT NULL,
      -- NULL: not rated, for the reason in not_rated_reason.
      points REAL,
      maximum REAL NOT NULL CHECK (maximum >= 0),
      -- NULL: rated.
      not_rated_reason TEXT,
      PRIMARY KEY (scorecard_id, position)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE metric (
      scorecard_id INTEGER NOT NULL REFERENCES scorecard (id) ON DELETE CASCADE,
      position INTEGER NOT NULL CHECK (position >= 0),
      metric TEXT NOT NULL,
      version INTEGER NOT NULL,
      -- NULL: could not be measured or is not rated.
      value REAL,
      unit TEXT NOT NULL,
      source TEXT NOT NULL,
      PRIMARY KEY (scorecard_id, position)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX metric_by_name ON metric (metric, version);

    CREATE TABLE deduction (
      scorecard_id INTEGER NOT NULL REFERENCES scorecard (id) ON DELETE CASCADE,
      position INTEGER NOT NULL CHECK (position >= 0),
      tick INTEGER NOT NULL CHECK (tick >= 0),
      rule TEXT NOT NULL CHECK (rule <> ''),
      points REAL NOT NULL CHECK (points >= 0),
      -- Both NULL: it has no place.
      angle REAL,
      axial REAL,
      reason TEXT NOT NULL,
      PRIMARY KEY (scorecard_id, position),
      CHECK ((angle IS NULL) = (axial IS NULL))
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE deduction_argument (
      scorecard_id INTEGER NOT NULL,
      deduction INTEGER NOT NULL,
      name TEXT NOT NULL,
      value REAL NOT NULL,
      PRIMARY KEY (scorecard_id, deduction, name),
      FOREIGN KEY (scorecard_id, deduction) REFERENCES deduction (scorecard_id, position) ON DELETE CASCADE
    ) STRICT, WITHOUT ROWID;
    """
}
