/// How a session ended; the last record of a log that was closed properly.
public enum SessionEnd: String, Sendable, Codable {
  /// The trainee finished.
  case finished
  /// The trainee gave up, or the station was stopped: unscorable.
  case aborted
  /// The time limit or the end of a recorded input was reached without a finish.
  case ranOut
}
