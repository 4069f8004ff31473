import Foundation
import GRDB
import Scoring
import Testing

@testable import Skills

/// What can go wrong with the file.
@Suite struct SQLiteSkillsStoreTests {
  let folder: TestFolder

  init() throws { folder = try TestFolder() }

  private func contents(_ path: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: path)) }

  /// A database with one session, closed and with all of it in the one file.
  private func filedDatabase() throws -> String {
    let store = try SQLiteSkillsStore(path: folder.database)
    _ = try store.file(sampleScorecard(), logPath: nil)
    try store.queue.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
    try store.queue.close()
    return folder.database
  }

  @Test func theSchemaHasWhatItPromises() throws {
    let store = try SQLiteSkillsStore(path: folder.database)
    #expect(try store.schemaVersion == SkillsSchema.version)
    try store.queue.read { db in
      #expect(try String.fetchOne(db, sql: "PRAGMA journal_mode") == "wal")
      #expect(try Int.fetchOne(db, sql: "PRAGMA foreign_keys") == 1)
      #expect(try Int.fetchOne(db, sql: "PRAGMA synchronous") == 2)
      let lax = try String.fetchAll(
        db,
        sql: """
          SELECT name FROM pragma_table_list
          WHERE type = 'table' AND NOT strict AND name NOT LIKE 'sqlite_%'
          """)
      #expect(lax == [])
    }
    #expect(throws: DatabaseError.self) {
      try store.queue.write { try $0.execute(sql: "INSERT INTO scorecard (session_id) VALUES (1)") }
    }
    #expect(throws: DatabaseError.self) {
      try store.queue.write { try $0.execute(sql: "INSERT INTO cause VALUES (99, 0, 'of no scorecard')") }
    }
  }

  @Test func aMigrationKeepsWhatIsFiledAndComesAllOrNotAtAll() throws {
    let store = try SQLiteSkillsStore(path: folder.database)
    let card = sampleScorecard()
    _ = try store.file(card, logPath: nil)
    try store.queue.writeWithoutTransaction { db in
      let next = "ALTER TABLE session ADD COLUMN station TEXT NOT NULL DEFAULT ''"
      #expect(throws: DatabaseError.self) {
        try SkillsSchema.migrate(db, migrations: SkillsSchema.migrations + [next, "CREATE TABLE session (x)"])
      }
      #expect(try SkillsSchema.version(of: db) == 1)
      try SkillsSchema.migrate(db, migrations: SkillsSchema.migrations + [next])
      #expect(try SkillsSchema.version(of: db) == 2)
      #expect(try String.fetchAll(db, sql: "SELECT station FROM session") == [""])
    }
    #expect(try store.scorecard(card.session) == card)
  }

  @Test func missingFoldersAreMadeForTheOwnerOnly() throws {
    let path = folder.path + "/a/b/skills.sqlite"
    _ = try SQLiteSkillsStore(path: path)
    let attributes = try FileManager.default.attributesOfItem(atPath: folder.path + "/a/b")
    #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o700)
  }

  @Test func aLockedDatabaseIsWaitedForAndThenReported() throws {
    let path = try filedDatabase()
    let other = try DatabaseQueue(path: path)
    let store = try SQLiteSkillsStore(path: path, busyTimeout: 0.3)
    try other.inDatabase { db in
      try db.execute(sql: "BEGIN IMMEDIATE")
      let start = ContinuousClock.now
      let error = #expect(throws: SkillsError.locked(path: path, waited: 0.3)) {
        try store.file(sampleScorecard(log: "b"), logPath: nil)
      }
      #expect(ContinuousClock.now - start >= .milliseconds(250))
      #expect(error?.description.contains("0.3 s") == true)
      // Reading goes on beside the writer.
      #expect(try store.sessions().count == 1)
      #expect(try SQLiteSkillsStore(path: path, busyTimeout: 0.3).sessions().count == 1)
      try db.execute(sql: "ROLLBACK")
    }
    #expect(try store.file(sampleScorecard(log: "b"), logPath: nil) == .new)
  }

  @Test func aFileThatIsNoDatabaseIsLeftAlone() throws {
    let text = Data("These are my notes, and they are longer than a header.".utf8)
    #expect(FileManager.default.createFile(atPath: folder.database, contents: text))
    #expect(throws: SkillsError.notADatabase(path: folder.database)) { try SQLiteSkillsStore(path: folder.database) }
    #expect(try contents(folder.database) == text)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["skills.sqlite"])
  }

  @Test func aDatabaseOfAnotherProgramIsLeftAlone() throws {
    try DatabaseQueue(path: folder.database).write { try $0.execute(sql: "CREATE TABLE bookmark (url TEXT)") }
    let before = try contents(folder.database)
    #expect(throws: SkillsError.notOurs(path: folder.database)) { try SQLiteSkillsStore(path: folder.database) }
    #expect(try contents(folder.database) == before)
  }

  @Test func aDatabaseOfALaterVersionIsLeftAlone() throws {
    let path = try filedDatabase()
    let later = try DatabaseQueue(path: path)
    try later.writeWithoutTransaction { try $0.execute(sql: "PRAGMA user_version = 2") }
    try later.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
    try later.close()
    let before = try contents(path)
    #expect(throws: SkillsError.laterVersion(path: path, found: 2, known: 1)) { try SQLiteSkillsStore(path: path) }
    #expect(try contents(path) == before)
  }

  /// Overwrites 64 bytes of one page after the other: each damage is either reported as such, with the file as it was,
  /// or lies where nothing is read.
  @Test func aDamagedDatabaseIsReportedAndLeftAlone() throws {
    let path = try filedDatabase()
    let whole = try contents(path)
    let pageSize = 4096
    var reported = 0
    for page in 0..<(whole.count / pageSize) {
      var damaged = whole
      let start = page * pageSize + (page == 0 ? 100 : 0)
      damaged.replaceSubrange(start..<start + 64, with: Data(repeating: 0xA5, count: 64))
      try damaged.write(to: URL(fileURLWithPath: path))
      do {
        let store = try SQLiteSkillsStore(path: path)
        _ = try store.scorecard(sampleScorecard().session)
      } catch {
        guard case .corrupt = error else {
          Issue.record("page \(page): \(error)")
          continue
        }
        reported += 1
        #expect(try contents(path) == damaged)
      }
    }
    #expect(reported >= whole.count / pageSize - 1)

    // Cut in the middle.
    try whole.prefix(whole.count / 2).write(to: URL(fileURLWithPath: path))
    let error = #expect(throws: SkillsError.self) { try SQLiteSkillsStore(path: path) }
    guard case .corrupt = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test func aFullDiskLosesNothing() throws {
    let store = try SQLiteSkillsStore(path: folder.database)
    _ = try store.file(sampleScorecard(), logPath: nil)
    let before = try store.sessions()
    // SQLite then answers as on a full disk.
    try store.queue.writeWithoutTransaction { db in
      let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
      try db.execute(sql: "PRAGMA max_page_count = \(pages)")
    }
    var big = sampleScorecard(log: "b")
    big.deductions = (0..<500).map { tick in
      Deduction(
        tick: UInt64(tick), rule: "force.peak", points: 0.01, place: nil, reason: "Pressed too hard", arguments: [:])
    }
    #expect(throws: SkillsError.full(path: folder.database)) { try store.file(big, logPath: nil) }
    #expect(try store.sessions() == before)
    try store.queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA max_page_count = 1000000") }
    #expect(try store.file(big, logPath: nil) == .new)
  }

  @Test func aPathThatCannotBeIsReported() throws {
    let file = folder.path + "/file"
    #expect(FileManager.default.createFile(atPath: file, contents: Data("x".utf8)))
    #expect(throws: SkillsError.cannotWrite(path: file + "/skills.sqlite", detail: "its folder cannot be made")) {
      try SQLiteSkillsStore(path: file + "/skills.sqlite")
    }
    #expect(throws: SkillsError.cannotOpen(path: folder.path, detail: "it is a folder")) {
      try SQLiteSkillsStore(path: folder.path)
    }
  }

  @Test func theDefaultPathFollowsTheBaseDirectories() {
    let byData = SkillsLocation.defaultPath(environment: ["XDG_DATA_HOME": "/data/", "HOME": "/home/a"])
    #expect(byData == "/data/systole/skills.sqlite")
    let byHome = SkillsLocation.defaultPath(environment: ["XDG_DATA_HOME": "relative", "HOME": "/home/a"])
    #expect(byHome == "/home/a/.local/share/systole/skills.sqlite")
  }
}
