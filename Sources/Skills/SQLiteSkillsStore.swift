import GRDB

/// The skills database in one SQLite file: the default, which needs no setup.
///
/// Any number of processes may use the same file: one writes at a time, and the others wait up to `busyTimeout`.
public struct SQLiteSkillsStore: SkillsStore {
  /// How long to wait for another process's lock by default, s. Filing takes milliseconds; a lock held for longer is
  /// somebody's open tool. Less makes two stations that file at once fail, more lets a person wait before a sentence.
  public static let defaultBusyTimeout = 5.0

  public let path: String
  let busyTimeout: Double
  let queue: DatabaseQueue

  /// Opens the database at `path`, making it, its folders and its tables where they are missing.
  ///
  /// An existing file is checked before anything is written: that it is a skills database, whole, and not from a later
  /// version.
  /// - Parameter busyTimeout: longest wait for a lock of another process, s, at least 0.
  /// - Throws: `notADatabase`, `notOurs`, `corrupt`, `laterVersion`, `cannotOpen`, `cannotWrite`, `locked`, `full`.
  public init(path: String, busyTimeout: Double = Self.defaultBusyTimeout) throws(SkillsError) {
    self.path = path
    self.busyTimeout = busyTimeout
    queue = try Self.open(path: path, busyTimeout: busyTimeout)
  }

  public var schemaVersion: Int {
    get throws(SkillsError) {
      try perform { try queue.read { try Int.fetchOne($0, sql: "PRAGMA user_version") ?? 0 } }
    }
  }

  /// Runs `body` and gives every error the form that people read.
  func perform<T>(_ body: () throws -> T) throws(SkillsError) -> T {
    do {
      return try body()
    } catch {
      throw SkillsError(error, path: path, waited: busyTimeout)
    }
  }
}
