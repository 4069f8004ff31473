/// Why a session log cannot be written or read. The description is one sentence that names file, place and mend.
public enum SessionLogError: Error, Equatable, Sendable, CustomStringConvertible {
  case alreadyExists(path: String)
  case cannotCreate(path: String, reason: String)
  /// `offset` is the length of what was written whole before; that much stays readable.
  case cannotWrite(path: String, offset: Int, reason: String)
  /// A value that the format cannot hold was handed to the writer.
  case cannotEncode(path: String, reason: String)
  case cannotRead(path: String, reason: String)
  case tooLarge(path: String, bytes: Int, limit: Int)
  /// Another kind of file.
  case foreign(path: String, reason: String)
  /// `what` is "format" or "scene truth".
  case newer(path: String, what: String, found: Int, supported: Int)
  /// A session log whose header cannot be read, so that nothing in it can be replayed or scored.
  case damaged(path: String, offset: Int, reason: String)

  public var description: String {
    switch self {
    case .alreadyExists(let path):
      "\(path): the file exists already and a session log never overwrites one: choose another name."
    case .cannotCreate(let path, let reason):
      "\(path): the session log cannot be created (\(reason)): choose a folder that exists and can be written."
    case .cannotWrite(let path, let offset, let reason):
      "\(path): writing failed after byte \(offset) (\(reason)); the log can be read up to there: free space or "
        + "mend the disk, then record again."
    case .cannotEncode(let path, let reason):
      "\(path): a record cannot be written to the session log: \(reason)."
    case .cannotRead(let path, let reason):
      "\(path): the session log cannot be read (\(reason)): check its name and its permissions."
    case .tooLarge(let path, let bytes, let limit):
      "\(path): \(bytes) bytes are more than a session log can have (\(limit)): check that this is the right file."
    case .foreign(let path, let reason):
      "\(path): this is not a Systole session log (\(reason)): choose a file that `systole run --out` wrote."
    case .newer(let path, let what, let found, let supported):
      "\(path): this log was written by a later Systole (\(what) \(found), this build reads up to \(supported)): "
        + "update Systole."
    case .damaged(let path, let offset, let reason):
      "\(path): the session log is damaged at byte \(offset) (\(reason)) and has no readable header: "
        + "restore the file from a copy."
    }
  }
}
