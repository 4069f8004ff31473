import CHaptics

/// The functions of OpenHaptics' device layer (libHD.so) that are used, and their numbers.
struct HDLibrary: Sendable {
  static let driver = "OpenHaptics HD"
  static let variable = "SYSTOLE_LIBHD"
  static let candidates = [
    "libHD.so", "/usr/lib/libHD.so", "/usr/local/lib/libHD.so", "/usr/lib/x86_64-linux-gnu/libHD.so",
  ]

  enum Get {
    static let buttons: UInt32 = 0x2000
    static let velocity: UInt32 = 0x2051
    static let transform: UInt32 = 0x2052
    static let model: UInt32 = 0x2501
    static let serial: UInt32 = 0x2504
    static let usableWorkspace: UInt32 = 0x2551
    static let outputFreedoms: UInt32 = 0x2554
    static let calibrationStyle: UInt32 = 0x2555
    static let maxStiffness: UInt32 = 0x2602
    static let maxForce: UInt32 = 0x2603
    static let maxContinuousForce: UInt32 = 0x2604
    static let motorTemperature: UInt32 = 0x2605
    static let maxDamping: UInt32 = 0x2609
    static let maxTorque: UInt32 = 0x2622
    static let maxContinuousTorque: UInt32 = 0x2623
    static let lastForce: UInt32 = 0x2800
  }
  enum Set {
    static let force: UInt32 = 0x2700
    /// Deprecated by the maker in favour of joint torques, which would need the arm's Jacobian.
    static let torque: UInt32 = 0x2701
  }
  enum Capability {
    static let forceOutput: UInt32 = 0x4000
    static let forceRamping: UInt32 = 0x4002
  }
  enum Calibration {
    static let ok: UInt32 = 0x5000
    static let needsUpdate: UInt32 = 0x5001
  }
  enum Failure {
    /// From here to `lastCall`: what was asked is not known to this device, which harms nothing.
    static let firstCall: UInt32 = 0x0100
    static let lastCall: UInt32 = 0x01FF
    static let badHandle: UInt32 = 0x0104
    static let warmMotors: UInt32 = 0x0200
    static let maxForce: UInt32 = 0x0201
    static let maxVelocity: UInt32 = 0x0203
    /// From here to `lastDevice`: the device has a fault or does not answer.
    static let firstDevice: UInt32 = 0x0300
    static let lastDevice: UInt32 = 0x03FF
  }
  static let invalidDevice: UInt32 = 0xFFFF_FFFF
  static let goOn: UInt32 = 1
  static let done: UInt32 = 0
  static let highestPriority: UInt16 = 0xFFFF

  let file: DynamicLibrary
  let initDevice: systole_hd_init_device
  let disableDevice, makeCurrent, beginFrame, endFrame: systole_hd_device
  let enable, disable: systole_hd_switch
  let getIntegers: systole_hd_get_integers
  let getDoubles: systole_hd_get_doubles
  let setDoubles: systole_hd_set_doubles
  let getString: systole_hd_get_string
  let getError: systole_hd_get_error
  let getErrorString: systole_hd_get_error_string
  let startScheduler, stopScheduler: systole_hd_scheduler
  let schedule: systole_hd_schedule
  let unschedule: systole_hd_unschedule
  let checkCalibration: systole_hd_check_calibration?
  let updateCalibration: systole_hd_update_calibration?

  init(file: DynamicLibrary) throws(DriverFault) {
    self.file = file
    initDevice = try file.function("hdInitDevice")
    disableDevice = try file.function("hdDisableDevice")
    makeCurrent = try file.function("hdMakeCurrentDevice")
    beginFrame = try file.function("hdBeginFrame")
    endFrame = try file.function("hdEndFrame")
    enable = try file.function("hdEnable")
    disable = try file.function("hdDisable")
    getIntegers = try file.function("hdGetIntegerv")
    getDoubles = try file.function("hdGetDoublev")
    setDoubles = try file.function("hdSetDoublev")
    getString = try file.function("hdGetString")
    getError = try file.function("hdGetError")
    getErrorString = try file.function("hdGetErrorString")
    startScheduler = try file.function("hdStartScheduler")
    stopScheduler = try file.function("hdStopScheduler")
    schedule = try file.function("hdScheduleAsynchronous")
    unschedule = try file.function("hdUnschedule")
    checkCalibration = file.optional("hdCheckCalibration")
    updateCalibration = file.optional("hdUpdateCalibration")
  }

  /// A number greater than 0; nil where the device does not say it.
  func positive(_ what: UInt32) -> Double? {
    var value = Double.nan
    getDoubles(what, &value)
    return takeError() == nil && value > 0 && value.isFinite ? value : nil
  }

  func string(_ what: UInt32) -> String { getString(what).map { String(cString: $0) } ?? "" }

  /// The latest error in words; nil if there is none. Empties the library's stack of errors.
  func takeError() -> String? {
    var text: String?
    // The stack is short; a library that never empties it must not hold us.
    for _ in 0..<32 {
      let error = getError()
      guard error.code != 0 else { break }
      if text == nil {
        text = getErrorString(error.code).map { String(cString: $0) } ?? ""
        text! += " (0x" + String(error.code, radix: 16) + ")"
      }
    }
    return text
  }
}
