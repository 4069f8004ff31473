import CHaptics
import SimMath

/// What runs on the scheduler thread of OpenHaptics, once a frame. Neither allocates nor locks.
final class HDServo {
  /// The library's unit of length, m.
  static let metres = 0.001
  /// Frames for which a force taken off by the device counts as off after the last such error. Usual: half a second.
  private static let hold: Int32 = 500
  /// Frames from one look at temperature and calibration to the next.
  private static let interval: UInt64 = 100

  private let library: HDLibrary
  private let device: UInt32
  private let torqueUnit: Double?
  private let link: HapticLink
  private var frames: UInt64 = 0
  private var calibrated = false
  private var temperature = Float.nan
  private var held: HapticHealth = []
  private var holdLeft: Int32 = 0
  private let numbers = UnsafeMutablePointer<Double>.allocate(capacity: 16)

  /// - Parameter torqueUnit: the library's, N m; nil to send no torque.
  init(library: HDLibrary, device: UInt32, torqueUnit: Double?, link: HapticLink) {
    self.torqueUnit = torqueUnit
    self.library = library
    self.device = device
    self.link = link
    numbers.initialize(repeating: 0, count: 16)
    calibrated = library.checkCalibration == nil
  }

  deinit { numbers.deallocate() }

  static let callback: systole_hd_callback = { data in
    guard let data else { return HDLibrary.done }
    return Unmanaged<HDServo>.fromOpaque(data).takeUnretainedValue().frame() ? HDLibrary.goOn : HDLibrary.done
  }

  /// A place in the library's axes, which are ours, in m.
  static func vector(_ x: Double, _ y: Double, _ z: Double, unit: Double) -> Vector3 {
    Vector3(Vector3D(x * unit, y * unit, z * unit))
  }

  /// One frame; false when the device does not answer.
  private func frame() -> Bool {
    library.beginFrame(device)
    if frames % Self.interval == 0 { lookAround() }
    frames += 1
    var sample = HapticSample()
    numbers.update(repeating: .nan, count: 16)
    library.getDoubles(HDLibrary.Get.transform, numbers)
    sample.pose.position = Self.vector(numbers[12], numbers[13], numbers[14], unit: Self.metres)
    // By columns, as OpenGL has it.
    sample.pose.orientation = Quaternion(
      columns: Vector3D(numbers[0], numbers[1], numbers[2]), Vector3D(numbers[4], numbers[5], numbers[6]),
      Vector3D(numbers[8], numbers[9], numbers[10]))
    numbers.update(repeating: 0, count: 3)
    library.getDoubles(HDLibrary.Get.velocity, numbers)
    sample.velocity = Self.vector(numbers[0], numbers[1], numbers[2], unit: Self.metres)
    var buttons: Int32 = 0
    library.getIntegers(HDLibrary.Get.buttons, &buttons)
    sample.buttons = UInt32(bitPattern: buttons)
    sample.health = held
    if !calibrated { sample.health.insert(.notCalibrated) }
    sample.motorTemperature = temperature

    numbers.update(repeating: .nan, count: 3)
    library.getDoubles(HDLibrary.Get.lastForce, numbers)
    sample.appliedForce = Self.vector(numbers[0], numbers[1], numbers[2], unit: 1)

    let output = link.exchange(sample)
    put(output.force, HDLibrary.Set.force, unit: 1)
    if let torqueUnit { put(output.torque, HDLibrary.Set.torque, unit: torqueUnit) }
    library.endFrame(device)
    return takeErrors()
  }

  private func put(_ v: Vector3, _ what: UInt32, unit: Double) {
    numbers[0] = Double(v.x) / unit
    numbers[1] = Double(v.y) / unit
    numbers[2] = Double(v.z) / unit
    library.setDoubles(what, numbers)
  }

  /// What changes slowly: the warmest motor, and the calibration while it is missing.
  private func lookAround() {
    numbers.update(repeating: .nan, count: 16)
    library.getDoubles(HDLibrary.Get.motorTemperature, numbers)
    temperature = .nan
    for i in 0..<6 where !(Float(numbers[i]) <= temperature) && numbers[i].isFinite { temperature = Float(numbers[i]) }
    guard !calibrated, let check = library.checkCalibration else { return }
    switch check() {
    case HDLibrary.Calibration.ok: calibrated = true
    case HDLibrary.Calibration.needsUpdate:
      var style: Int32 = 0
      library.getIntegers(HDLibrary.Get.calibrationStyle, &style)
      // One style at a time: the lowest that the device has.
      library.updateCalibration?(UInt32(bitPattern: style & -style))
    default: break
    }
  }

  /// Sorts the errors of the frame; false when the device does not answer.
  private func takeErrors() -> Bool {
    holdLeft = max(0, holdLeft - 1)
    if holdLeft == 0 { held = [] }
    for _ in 0..<32 {
      let code = library.getError().code
      switch code {
      case 0: return true
      case HDLibrary.Failure.warmMotors: hold(.motorsWarm)
      case HDLibrary.Failure.maxForce: hold(.forceExceeded)
      case HDLibrary.Failure.maxVelocity: hold(.speedExceeded)
      case HDLibrary.Failure.badHandle, HDLibrary.Failure.firstDevice...HDLibrary.Failure.lastDevice:
        // Zero is tried once more, for a device that still listens.
        library.beginFrame(device)
        put(.zero, HDLibrary.Set.force, unit: 1)
        if torqueUnit != nil { put(.zero, HDLibrary.Set.torque, unit: 1) }
        library.endFrame(device)
        link.fail(code: code)
        return false
      case HDLibrary.Failure.firstCall...HDLibrary.Failure.lastCall: break
      default: hold(.fault)
      }
    }
    return true
  }

  private func hold(_ condition: HapticHealth) {
    held.insert(condition)
    holdLeft = Self.hold
  }
}
