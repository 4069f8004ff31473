import SimMath

/// What runs on the thread of a Force Dimension device, once a ms. Neither allocates nor locks.
///
/// The library's axes are x towards the user, y to the right, z up.
final class DHDServo: @unchecked Sendable {
  /// Cycles from one look at the device's status to the next.
  private static let interval: UInt64 = 50
  /// Opening of a gripper that counts as open, m.
  private static let openGap = 0.025

  private let library: DHDLibrary
  private let device: CChar
  private let capabilities: HapticCapabilities
  private let link: HapticLink
  // The servo thread's.
  private var cycles: UInt64 = 0
  private var health: HapticHealth = []
  private var saturated = false
  private let frame = UnsafeMutablePointer<Double>.allocate(capacity: 9)
  private let status = UnsafeMutablePointer<Int32>.allocate(capacity: DHDLibrary.Status.room)

  init(library: DHDLibrary, device: CChar, capabilities: HapticCapabilities, link: HapticLink) {
    self.library = library
    self.device = device
    self.capabilities = capabilities
    self.link = link
    frame.initialize(repeating: 0, count: 9)
    status.initialize(repeating: 0, count: DHDLibrary.Status.room)
  }

  deinit {
    frame.deallocate()
    status.deallocate()
  }

  /// The library's axes to the station's.
  static func station(_ x: Double, _ y: Double, _ z: Double) -> Vector3D { Vector3D(y, z, x) }

  /// One cycle; false when the device does not answer.
  func cycle() -> Bool {
    if cycles % Self.interval == 0 {
      guard look() else { return fail() }
    }
    cycles += 1
    var x = Double.nan
    var y = Double.nan
    var z = Double.nan
    guard library.pose(&x, &y, &z, frame, device) >= 0 else { return fail() }
    var sample = HapticSample(health: health)
    if saturated { sample.health.insert(.saturated) }
    sample.pose.position = Vector3(Self.station(x, y, z))
    if capabilities.hasOrientation { sample.pose.orientation = orientation() }
    var u = 0.0
    var v = 0.0
    var w = 0.0
    guard library.velocity(&u, &v, &w, device) >= 0 else { return fail() }
    sample.velocity = Vector3(Self.station(u, v, w))
    if capabilities.hasGripper {
      var gap = 0.0
      guard library.gripperGap(&gap, device) >= 0 else { return fail() }
      sample.grip = Float(min(1, max(0, 1 - gap / Self.openGap)))
    }
    sample.buttons = library.buttonMask(device)

    if let applied = library.force {
      guard applied(&u, &v, &w, device) >= 0 else { return fail() }
      sample.appliedForce = Vector3(Self.station(u, v, w))
    }

    let output = link.exchange(sample)
    let (force, torque) = (output.force, output.torque)
    // Station axes to the library's: its x is our z, its y our x, its z our y. A gripper force above 0 opens the gripper
    // (an assumption).
    let code = library.setForce(
      Double(force.z), Double(force.x), Double(force.y), Double(torque.z), Double(torque.x), Double(torque.y),
      Double(output.gripForce), device)
    saturated = code == DHDLibrary.motorSaturated
    return code >= 0 ? true : fail()
  }

  /// The device does not answer: zero is tried once more, for one that still listens.
  private func fail() -> Bool {
    _ = library.setForce(0, 0, 0, 0, 0, 0, 0, device)
    link.fail(code: 0)
    return false
  }

  /// The turn of the end from the station's axes. The library gives a matrix by rows.
  private func orientation() -> Quaternion {
    func column(_ j: Int) -> Vector3D { Self.station(frame[j], frame[3 + j], frame[6 + j]) }
    return Quaternion(columns: column(1), column(2), column(0))
  }

  /// The device's own report; false if it is gone.
  private func look() -> Bool {
    guard let read = library.status else { return true }
    status.update(repeating: 0, count: DHDLibrary.Status.room)
    guard read(status, device) >= 0, status[DHDLibrary.Status.connected] != 0 else { return false }
    health = []
    if status[DHDLibrary.Status.power] == 0 { health.insert(.motorsOff) }
    if status[DHDLibrary.Status.reset] == 0 { health.insert(.notCalibrated) }
    if status[DHDLibrary.Status.error] != 0 { health.insert(.fault) }
    if status[DHDLibrary.Status.force] == 0 {
      let fast = status[DHDLibrary.Status.forceOffCause] == DHDLibrary.ForceOff.velocity
      health.insert(fast ? .speedExceeded : .motorsOff)
    }
    return true
  }
}
