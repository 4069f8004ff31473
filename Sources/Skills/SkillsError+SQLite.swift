import GRDB

extension SkillsError {
  /// What an error of SQLite means for a person.
  init(_ error: any Error, path: String, waited: Double) {
    if let known = error as? SkillsError {
      self = known
      return
    }
    guard let error = error as? DatabaseError else {
      self = .failed(path: path, detail: "\(error)")
      return
    }
    // Only SQLite's own words: never the values of a statement, which may be personal.
    let detail = error.message ?? "SQLite error \(error.resultCode.rawValue)"
    switch error.resultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED: self = .locked(path: path, waited: waited)
    case .SQLITE_CORRUPT, .SQLITE_FORMAT: self = .corrupt(path: path, detail: detail)
    case .SQLITE_NOTADB: self = .notADatabase(path: path)
    case .SQLITE_FULL: self = .full(path: path)
    case .SQLITE_READONLY, .SQLITE_PERM: self = .cannotWrite(path: path, detail: detail)
    case .SQLITE_CANTOPEN: self = .cannotOpen(path: path, detail: detail)
    case .SQLITE_CONSTRAINT, .SQLITE_TOOBIG, .SQLITE_MISMATCH: self = .invalid(detail: detail)
    default: self = .failed(path: path, detail: detail)
    }
  }
}
