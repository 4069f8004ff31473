/// Why the file of finished sessions cannot be used. The description is one sentence: what, where, mend.
public enum SkillFileError: Error, Equatable, Sendable, CustomStringConvertible {
  case unreadable(String)
  case unwritable(String)
  case malformed(String, line: Int)
  /// A session of it was simulated or scored by another version.
  case other(String, patient: UInt64, device: String)

  public var description: String {
    switch self {
    case .unreadable(let path): "\(path): cannot be read: check its permissions, or give another file."
    case .unwritable(let path): "\(path): cannot be written: check the folder and the disk, or give another file."
    case .malformed(let path, let line):
      "\(path):\(line): not a finished session: give a file that this command wrote, or a new name."
    case .other(let path, let patient, let device):
      "\(path): the session of \(device) on patient \(patient) was simulated or scored by another version of Systole: "
        + "give a new name and begin again."
    }
  }
}
