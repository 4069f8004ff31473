import Devices
import Foundation

/// Where the Inverse Service listens.
struct HaplyAddress: Equatable, Sendable {
  static let driver = "Haply Inverse Service"
  static let variable = "SYSTOLE_HAPLY_URL"
  static let usual = "ws://localhost:10001"

  var text: String
  var host: String
  var port: Int
  var path: String

  /// - Parameter text: ws://HOST[:PORT][/PATH].
  init(_ text: String) throws(DriverFault) {
    guard let parts = URLComponents(string: text), parts.scheme == "ws", let host = parts.host, !host.isEmpty,
      (1...65535).contains(parts.port ?? 10001)
    else {
      throw .serviceUnreachable(driver: Self.driver, address: text, reason: "ws://HOST:PORT")
    }
    self.text = text
    self.host = host
    port = parts.port ?? 10001
    path = parts.path.isEmpty ? "/" : parts.path
  }
}
