import CHaptics
import Frames
import Synchronization

/// A Touch, Touch X or other device of 3D Systems, through the OpenHaptics library that the station has installed.
///
/// The library's scheduler is the servo thread: its callback reads the device, takes the force that the link lets
/// through, and hands it on, all in one frame.
public final class HDDriver: HapticDriver, @unchecked Sendable {
  private let library: HDLibrary
  /// Nil for the default device.
  private let name: String?
  // The owner's, one call at a time (see `HapticDriver`).
  private var device = HDLibrary.invalidDevice
  private var handle: UInt?
  private var servo: HDServo?
  /// The library's unit of torque, N m; nil for a device that turns nobody's hand.
  private var torqueUnit: Double?

  /// - Parameter options: `name` as the maker's setup program calls the device, `library` the path of libHD.so.
  /// - Throws: if the library cannot be loaded or is not that library.
  public init(_ options: HapticOptions) throws(DriverFault) {
    library = try HDLibrary(
      file: DynamicLibrary(
        driver: HDLibrary.driver, named: options.library, candidates: HDLibrary.candidates, variable: HDLibrary.variable))
    name = options.name
  }

  deinit { close() }

  public var loaded: LoadedLibrary? { LoadedLibrary(library.file) }

  /// The library has no list: the device that was named, else the default one.
  public func names() throws(DriverFault) -> [String] { [name ?? ""] }

  public func open() throws(DriverFault) -> HapticCapabilities {
    _ = library.takeError()
    device = library.initDevice(name)
    if let reason = library.takeError() {
      device = HDLibrary.invalidDevice
      throw .noDevice(driver: HDLibrary.driver, reason: reason)
    }
    guard device != HDLibrary.invalidDevice else { throw .noDevice(driver: HDLibrary.driver, reason: "") }
    library.makeCurrent(device)
    let model = library.string(HDLibrary.Get.model)
    let serial = library.string(HDLibrary.Get.serial)
    var box = [Double](repeating: .nan, count: 6)
    library.getDoubles(HDLibrary.Get.usableWorkspace, &box)
    var freedoms = Int32(3)
    library.getIntegers(HDLibrary.Get.outputFreedoms, &freedoms)
    _ = library.takeError()
    guard let peak = library.positive(HDLibrary.Get.maxForce) else {
      close()
      throw .failed(driver: HDLibrary.driver, reason: "HD_NOMINAL_MAX_FORCE")
    }
    let continuous = library.positive(HDLibrary.Get.maxContinuousForce)
    // The library gives N/mm and N s/mm. Not every device says them: then those of the Touch, the weakest, hold.
    let stiffness = library.positive(HDLibrary.Get.maxStiffness)
    let damping = library.positive(HDLibrary.Get.maxDamping)
    if !box.allSatisfy(\.isFinite) { box = Self.touchWorkspace }
    var limits = DeviceLimits(
      peakForce: Float(peak), continuousForce: Float(min(peak, continuous ?? 0.25 * peak)),
      stiffness: Float(1000 * (stiffness ?? 0.5)), damping: Float(1000 * (damping ?? 0.003)),
      workspaceRadius: Float((0..<3).map { box[$0 + 3] - box[$0] }.min()! * 0.5 * HDServo.metres))
    torqueUnit = nil
    // A device that does not say what torque it bears is sent none.
    if freedoms >= 6, let most = library.positive(HDLibrary.Get.maxTorque) {
      let unit = Self.torqueUnit(largest: most)
      let good = library.positive(HDLibrary.Get.maxContinuousTorque)
      torqueUnit = unit
      limits.peakTorque = Float(unit * most)
      limits.continuousTorque = Float(unit * min(most, good ?? 0.25 * most))
      // Assumptions: the library's own figures for the coupling have no documented unit.
      limits.turningStiffness = 1
      limits.turningDamping = 0.005
    }
    return HapticCapabilities(
      model: model, serial: serial, limits: limits,
      workspaceCenter: HDServo.vector(
        0.5 * (box[0] + box[3]), 0.5 * (box[1] + box[4]), 0.5 * (box[2] + box[5]), unit: HDServo.metres),
      hasOrientation: true, hasTorque: limits.rendersTorque, buttonCount: 2,
      limitsAreMeasured: continuous != nil && stiffness != nil && damping != nil)
  }

  /// The unit of torque, N m, of a library that says so large a limit. Its reference names mN m for joints and nothing for
  /// the hand: no stylus is turned with 5 N m, and none is worth its motors with 5 mN m. Sent in the same unit, a torque
  /// is never more than the library's own limit, whichever it is.
  private static func torqueUnit(largest: Double) -> Double { largest >= 5 ? 0.001 : 1 }

  /// Usable box of a Touch: least and largest x, y, z, mm. 160 x 120 x 70 by its data sheet, set around zero.
  private static let touchWorkspace = [-80.0, -60, -35, 80, 60, 35]

  public func start(_ link: HapticLink) throws(DriverFault) {
    library.makeCurrent(device)
    library.enable(HDLibrary.Capability.forceOutput)
    library.enable(HDLibrary.Capability.forceRamping)
    let servo = HDServo(library: library, device: device, torqueUnit: torqueUnit, link: link)
    self.servo = servo
    // Held by `self.servo` until the callback is unscheduled.
    handle = library.schedule(HDServo.callback, Unmanaged.passUnretained(servo).toOpaque(), HDLibrary.highestPriority)
    library.startScheduler()
    if let reason = library.takeError() {
      close()
      throw .failed(driver: HDLibrary.driver, reason: reason)
    }
  }

  public func close() {
    if let handle {
      library.stopScheduler()
      library.unschedule(handle)
    }
    handle = nil
    servo = nil
    if device != HDLibrary.invalidDevice {
      library.makeCurrent(device)
      library.disable(HDLibrary.Capability.forceOutput)
      library.disableDevice(device)
    }
    device = HDLibrary.invalidDevice
    _ = library.takeError()
  }
}
