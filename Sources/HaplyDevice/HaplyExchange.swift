import Devices
import Foundation
import SimMath

/// What is said on a connection, apart from how: messages in, messages out. Of one thread at a time.
///
/// The service's axes are x to the right, y forward (away from the user), z up.
struct HaplyExchange {
  /// A force is written with so many decimals, N.
  private static let decimals = 4

  let id: String
  let forceKey: String
  private var latest = HapticSample()
  /// Nothing was said yet: the first message introduces us.
  private var isFirst = true

  /// - Parameters:
  ///   - id: the device's.
  ///   - forceKey: "vector", or "values" for a service before 3.5.
  init(id: String, forceKey: String) {
    self.id = id
    self.forceKey = forceKey
    latest.health = [.notCalibrated]
  }

  /// The service's axes to the station's.
  static func station(_ v: HaplyMessage.Vector) -> Vector3 { Vector3(Float(v.x), Float(v.z), -Float(v.y)) }

  enum Heard {
    /// The device is in it.
    case sample(HapticSample)
    /// It is no message, or not one with a place: it counts as none, and is answered all the same.
    case nothing
    /// The service has lost the device.
    case gone
  }

  mutating func hear(_ message: HaplyMessage?) -> Heard {
    guard let message else { return .nothing }
    if let grip = message.grips.first {
      latest.buttons = grip.mask
      if let q = grip.state?.orientation {
        latest.pose.orientation = Quaternion(x: Float(q.x), y: Float(q.z), z: -Float(q.y), w: Float(q.w)).normalized
      }
    }
    guard let devices = message.inverse3 else { return .nothing }
    guard let device = devices.first(where: { $0.deviceId == id }) else { return .gone }
    if let status = device.status {
      latest.health = []
      if status.calibrated == false { latest.health.insert(.notCalibrated) }
      if status.ready == false, status.calibrated != false { latest.health.insert(.fault) }
      if status.powerSupply == false { latest.health.insert(.motorsOff) }
    }
    guard let position = device.state?.cursorPosition else { return .nothing }
    latest.pose.position = Self.station(position)
    latest.velocity = device.state?.cursorVelocity.map(Self.station) ?? .zero
    return .sample(latest)
  }

  /// A message with the force to send, station axes, N. The service answers each with one state.
  mutating func say(_ force: Vector3) -> String {
    let first = isFirst ? "\"session\":{\"configure\":{\"profile\":{\"name\":\"systole:station\"}}}," : ""
    isFirst = false
    let x = Self.number(force.x)
    let y = Self.number(-force.z)
    let z = Self.number(force.y)
    return "{\(first)\"inverse3\":[{\"device_id\":\"\(Self.escaped(id))\",\"commands\":{\"set_cursor_force\":"
      + "{\"\(forceKey)\":{\"x\":\(x),\"y\":\(y),\"z\":\(z)}}}}]}"
  }

  /// Rounded towards zero, so that the rounding never makes a force larger.
  private static func number(_ x: Float) -> String {
    guard x.isFinite else { return "0" }
    let whole = Int((Double(abs(x)) * 10_000).rounded(.towardZero))
    let rest = "\(whole % 10_000)"
    return (x < 0 ? "-" : "") + "\(whole / 10_000)." + String(repeating: "0", count: decimals - rest.count) + rest
  }

  private static func escaped(_ text: String) -> String {
    text.replacingOccurrences(of: "\\", with: "\\\\").replacingOccurrences(of: "\"", with: "\\\"")
  }
}
