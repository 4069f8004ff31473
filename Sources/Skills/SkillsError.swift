/// Why the skills database could not do what was asked. The description is one sentence or two: what, where, mend.
public enum SkillsError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The trainee is not a pseudonym. The text is not kept here, since it may be a name.
  case badPseudonym
  /// The scorecard cannot be filed as it is.
  case invalid(detail: String)
  /// This log and scorer version are filed already, but with another content.
  case conflict(logHash: String, scorerVersion: String, detail: String)
  /// Several sessions begin with the key.
  case ambiguous(key: String, sessions: [String])
  /// The key is too short to look for.
  case keyTooShort(key: String)
  /// Another process kept the database locked for the whole of the waiting time, in s.
  case locked(path: String, waited: Double)
  /// The file is damaged.
  case corrupt(path: String, detail: String)
  /// The file is not an SQLite database.
  case notADatabase(path: String)
  /// The file is an SQLite database of another program.
  case notOurs(path: String)
  /// The file was made by a later version of Systole.
  case laterVersion(path: String, found: Int, known: Int)
  /// The file or its folder cannot be opened or made.
  case cannotOpen(path: String, detail: String)
  /// The file or its folder cannot be written.
  case cannotWrite(path: String, detail: String)
  /// The disk, or the quota, is full.
  case full(path: String)
  /// Anything else that SQLite reports.
  case failed(path: String, detail: String)

  public var description: String {
    switch self {
    case .badPseudonym:
      "the trainee is not given by a pseudonym (the text is not repeated here, since it may be a name): use 2 to 40 of "
        + "the letters A-Z and a-z, digits and '-', for example T-0042, and keep the table of names at the hospital"
    case .invalid(let detail):
      "the scorecard cannot be filed: \(detail); score the log again"
    case .conflict(let logHash, let scorerVersion, let detail):
      "log \(logHash.prefix(12)) is already filed for scorer \(scorerVersion) with another \(detail), and nothing was "
        + "changed: the same log and scorer must give the same scorecard, so a changed scorer needs a new version"
    case .ambiguous(let key, let sessions):
      "\(sessions.count) sessions begin with \"\(key)\" (\(sessions.joined(separator: ", "))): give more characters, or "
        + "those of the log hash"
    case .keyTooShort(let key):
      "\"\(key)\" is too short to find a session by: give at least 4 characters of its identifier or log hash"
    case .locked(let path, let waited):
      "\(path): another process has kept the database locked for \(Self.seconds(waited)) s, and nothing was changed: "
        + "end that process or wait for it, then try again"
    case .corrupt(let path, let detail):
      "\(path): the database is damaged (\(detail)) and was left as it is: restore a backup, or move the file away and "
        + "file the logs again with `systole score`"
    case .notADatabase(let path):
      "\(path): this is not a database, and it was left as it is: give the path of a skills database, or of a file that "
        + "does not exist yet"
    case .notOurs(let path):
      "\(path): this database belongs to another program and was left as it is: give the path of a skills database, or "
        + "of a file that does not exist yet"
    case .laterVersion(let path, let found, let known):
      "\(path): the database has schema \(found), made by a later version of Systole (this one knows \(known)), and was "
        + "left as it is: update Systole on this machine"
    case .cannotOpen(let path, let detail):
      "\(path): the database cannot be opened (\(detail)): check the path and its permissions, or give another with --db"
    case .cannotWrite(let path, let detail):
      "\(path): the database cannot be written (\(detail)): check the permissions of the file and its folder, or give "
        + "another with --db"
    case .full(let path):
      "\(path): the disk is full, and nothing was changed: free some space and try again"
    case .failed(let path, let detail):
      "\(path): the database failed (\(detail)), and nothing was changed: try again, and report this if it stays"
    }
  }

  /// A waiting time with one decimal, without locale.
  private static func seconds(_ x: Double) -> String {
    let tenths = Int((x * 10).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
  }
}
