import CHaptics

/// The functions of Force Dimension's library that are used, and their numbers.
struct DHDLibrary: Sendable {
  static let driver = "Force Dimension DHD"
  static let variable = "SYSTOLE_LIBDHD"
  static let candidates = [
    "libdhd.so", "libdhd.so.3", "libdrd.so", "libdrd.so.3", "/usr/local/lib/libdhd.so", "/usr/local/lib/libdrd.so",
  ]

  enum Status {
    static let power = 0
    static let connected = 1
    static let reset = 3
    static let force = 5
    static let error = 9
    static let forceOffCause = 14
    /// More than any version fills.
    static let room = 64
  }
  enum ForceOff {
    static let velocity: Int32 = 2
  }
  static let motorSaturated: Int32 = 2

  let file: DynamicLibrary
  let deviceCount: systole_dhd_count
  let openID: systole_dhd_device
  let close, stop, systemType: systole_dhd_device
  let systemName: systole_dhd_name
  let enableForce, setGravityCompensation: systole_dhd_switch
  let pose: systole_dhd_pose
  let velocity: systole_dhd_vector
  let gripperGap: systole_dhd_number
  let buttonMask: systole_dhd_buttons
  let setForce: systole_dhd_force
  let force: systole_dhd_vector?
  let setMaxForce: systole_dhd_limit?
  let serialNumber: systole_dhd_serial?
  let status: systole_dhd_status?
  let hasGripper, hasWrist, hasActiveWrist: systole_dhd_question?
  let lastError: systole_dhd_error

  init(file: DynamicLibrary) throws(DriverFault) {
    self.file = file
    deviceCount = try file.function("dhdGetDeviceCount")
    openID = try file.function("dhdOpenID")
    close = try file.function("dhdClose")
    stop = try file.function("dhdStop")
    systemType = try file.function("dhdGetSystemType")
    systemName = try file.function("dhdGetSystemName")
    enableForce = try file.function("dhdEnableForce")
    setGravityCompensation = try file.function("dhdSetGravityCompensation")
    pose = try file.function("dhdGetPositionAndOrientationFrame")
    velocity = try file.function("dhdGetLinearVelocity")
    gripperGap = try file.function("dhdGetGripperGap")
    buttonMask = try file.function("dhdGetButtonMask")
    setForce = try file.function("dhdSetForceAndTorqueAndGripperForce")
    lastError = try file.function("dhdErrorGetLastStr")
    force = file.optional("dhdGetForce")
    setMaxForce = file.optional("dhdSetMaxForce")
    serialNumber = file.optional("dhdGetSerialNumber")
    status = file.optional("dhdGetStatus")
    hasGripper = file.optional("dhdHasGripper")
    hasWrist = file.optional("dhdHasWrist")
    hasActiveWrist = file.optional("dhdHasActiveWrist")
  }

  var lastErrorText: String { lastError().map { String(cString: $0) } ?? "" }
}
