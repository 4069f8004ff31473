import Glibc

/// Why a thread could not be had.
public enum RealTimeError: Error, Equatable, Sendable, CustomStringConvertible {
  case threadNotStarted(name: String, code: Int32)

  public var description: String {
    switch self {
    case .threadNotStarted(let name, let code):
      "The thread '\(name)' could not be started (\(String(cString: strerror(code)))); close other programs or raise "
        + "'ulimit -u'."
    }
  }
}
