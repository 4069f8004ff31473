import Foundation
import GRDB

extension SQLiteSkillsStore {
  static func open(path: String, busyTimeout: Double) throws(SkillsError) -> DatabaseQueue {
    try checkFile(path)
    try makeFolder(of: path)
    do {
      var configuration = Configuration()
      configuration.label = "skills"
      configuration.foreignKeysEnabled = true
      configuration.busyMode = .timeout(busyTimeout)
      // Each commit reaches the disk before it is reported, whatever happens to the machine afterwards.
      configuration.prepareDatabase { try $0.execute(sql: "PRAGMA synchronous = FULL") }
      let queue = try DatabaseQueue(path: path, configuration: configuration)

      // Look before writing anything.
      let upToDate = try queue.read { db in
        try checkContent(db, path: path)
        return try SkillsSchema.version(of: db) == SkillsSchema.version
      }
      if !upToDate {
        try useWriteAheadLog(queue, busyTimeout: busyTimeout)
        try queue.writeWithoutTransaction { try SkillsSchema.migrate($0) }
      }
      return queue
    } catch {
      throw SkillsError(error, path: path, waited: busyTimeout)
    }
  }

  /// Refuses what is certainly not a database before SQLite touches it. A file that is missing or empty is a new one.
  private static func checkFile(_ path: String) throws(SkillsError) {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return }
    if isFolder.boolValue { throw .cannotOpen(path: path, detail: "it is a folder") }
    guard let file = FileHandle(forReadingAtPath: path) else {
      throw .cannotOpen(path: path, detail: "no permission to read it")
    }
    defer { try? file.close() }
    guard let head = try? file.read(upToCount: 16), !head.isEmpty else { return }
    guard head.elementsEqual("SQLite format 3\0".utf8) else { throw .notADatabase(path: path) }
  }

  private static func makeFolder(of path: String) throws(SkillsError) {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue { return }
    do {
      // Only the owner may look: these are people's results.
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw .cannotWrite(path: path, detail: "its folder cannot be made")
    }
  }

  /// Refuses a database of another program, of a later version, or a damaged one.
  private static func checkContent(_ db: Database, path: String) throws {
    let tables = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") ?? 0
    guard tables > 0 else { return }
    let application = try Int32.fetchOne(db, sql: "PRAGMA application_id") ?? 0
    guard application == SkillsSchema.applicationID else { throw SkillsError.notOurs(path: path) }
    let found = try SkillsSchema.version(of: db)
    guard found <= SkillsSchema.version else {
      throw SkillsError.laterVersion(path: path, found: found, known: SkillsSchema.version)
    }
    let verdict = try String.fetchOne(db, sql: "PRAGMA quick_check(1)") ?? "no answer to quick_check"
    guard verdict == "ok" else { throw SkillsError.corrupt(path: path, detail: verdict) }
  }

  /// Readers and one writer do not wait for each other, and a killed writer leaves nothing behind. The mode stays in
  /// the file, so only a new one is switched.
  ///
  /// Where two stations make the database at once, SQLite refuses the switch to one of them without asking its busy
  /// handler, for both hold a lock that the other waits for. So the waiting is done here.
  private static func useWriteAheadLog(_ queue: DatabaseQueue, busyTimeout: Double) throws {
    let start = ContinuousClock.now
    while true {
      do {
        let mode = try queue.writeWithoutTransaction { try String.fetchOne($0, sql: "PRAGMA journal_mode = WAL") }
        guard mode == "wal" else {
          throw DatabaseError(resultCode: .SQLITE_IOERR, message: "this file system does not allow a write-ahead log")
        }
        return
      } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
        guard ContinuousClock.now - start < .seconds(busyTimeout) else { throw error }
        Thread.sleep(forTimeInterval: 0.005)
      }
    }
  }
}
