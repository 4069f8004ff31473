/// How a command ends, as sysexits.h numbers it. Documented in every command's help.
public enum ExitStatus: Int32, Sendable, CaseIterable {
  /// All went well.
  case ok = 0
  /// A check failed: a replay differs, a validation misses its bound.
  case checkFailed = 1
  /// The command line cannot be understood.
  case usage = 64
  /// A file that was read is damaged, foreign or wrong.
  case badData = 65
  /// A file that was named does not exist or cannot be read.
  case noInput = 66
  /// Something that is needed is not there: the processor, a locked database.
  case unavailable = 69
  /// A fault of Systole itself.
  case internalFault = 70
  /// An output file cannot be made.
  case cannotCreate = 73
  /// Writing failed, for instance because the disk is full.
  case inputOutput = 74
  /// Stopped by Ctrl-C; what was recorded is closed as aborted.
  case interrupted = 130
}
