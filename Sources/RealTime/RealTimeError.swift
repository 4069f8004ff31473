import Glibc

/// Why a thread could not be had.
public enum RealTimeError: Error, Equatable, Sendable, CustomStringConvertible {
  case threadNotStarted(name: String, code: Int32)
  case loopback(code: Int32)

  public var description: String {
    switch self {
    case .threadNotStarted(let name, let code):
      "The thread '\(name)' could not be started (\(String(cString: strerror(code)))); close other programs or raise "
        + "'ulimit -u'."
    case .loopback(let code):
      "No datagram socket could be opened on 127.0.0.1 (\(String(cString: strerror(code)))); bring the loopback "
        + "interface up ('ip link set lo up') or leave the echo out."
    }
  }
}
