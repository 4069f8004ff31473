import CHaptics
import Frames
import RealTime

/// An omega, sigma, lambda or delta of Force Dimension (or a Falcon), through the library that the station has
/// installed. Exchanges at 1 kHz on a thread of its own.
public final class DHDDriver: HapticDriver, @unchecked Sendable {
  private let library: DHDLibrary
  /// Number of the device in the library's count.
  private let index: CChar
  // The owner's, one call at a time (see `HapticDriver`).
  private var device: CChar?
  private var capabilities: HapticCapabilities?
  private var thread: PeriodicThread?

  /// - Parameter options: `name` is the number of the device, from 0; `library` the path of libdhd.so or libdrd.so.
  /// - Throws: if the library cannot be loaded or is not that library.
  public init(_ options: HapticOptions) throws(DriverFault) {
    library = try DHDLibrary(
      file: DynamicLibrary(
        driver: DHDLibrary.driver, named: options.library, candidates: DHDLibrary.candidates, variable: DHDLibrary.variable))
    if let name = options.name, !name.isEmpty {
      guard let number = CChar(name), number >= 0 else {
        throw .noDevice(driver: DHDLibrary.driver, reason: "\"\(name)\": 0, 1, 2, ...")
      }
      index = number
    } else {
      index = 0
    }
  }

  deinit { close() }

  public var loaded: LoadedLibrary? { LoadedLibrary(library.file) }

  public func names() throws(DriverFault) -> [String] { (0..<max(0, library.deviceCount())).map(String.init) }

  public func open() throws(DriverFault) -> HapticCapabilities {
    guard library.deviceCount() > Int32(index) else { throw .noDevice(driver: DHDLibrary.driver, reason: "") }
    let opened = library.openID(index)
    guard opened >= 0 else { throw .noDevice(driver: DHDLibrary.driver, reason: library.lastErrorText) }
    let id = CChar(truncatingIfNeeded: opened)
    device = id
    let type = library.systemType(id)
    var number: UInt16 = 0
    let known = library.serialNumber.map { $0(&number, id) == 0 } ?? false
    var limits = DHDModel.limits(systemType: type)
    let hasTorque = library.hasActiveWrist.map { $0(id) } ?? DHDModel.hasTorque(systemType: type)
    if !hasTorque { limits.peakTorque = 0 }
    let hasGripper = library.hasGripper.map { $0(id) } ?? DHDModel.hasGripper(systemType: type)
    let result = HapticCapabilities(
      model: library.systemName(id).map { String(cString: $0) } ?? "\(type)", serial: known ? "\(number)" : "",
      limits: limits, hasOrientation: library.hasWrist.map { $0(id) } ?? DHDModel.hasWrist(systemType: type),
      hasTorque: limits.rendersTorque, hasGripper: hasGripper,
      gripForce: hasGripper ? DHDModel.gripForce(systemType: type) : 0, buttonCount: 1, limitsAreMeasured: false)
    capabilities = result
    return result
  }

  public func start(_ link: HapticLink) throws(DriverFault) {
    guard let device, let capabilities else { throw .noDevice(driver: DHDLibrary.driver, reason: "") }
    // The library's own limit beside ours. Gravity is compensated only while forces are sent.
    _ = library.setMaxForce?(Double(capabilities.limits.peakForce), device)
    guard library.setGravityCompensation(true, device) >= 0, library.enableForce(true, device) >= 0 else {
      let reason = library.lastErrorText
      close()
      throw .failed(driver: DHDLibrary.driver, reason: reason)
    }
    let servo = DHDServo(library: library, device: device, capabilities: capabilities, link: link)
    do {
      thread = try PeriodicThread(name: "dhd servo") { _ in servo.cycle() }
    } catch {
      close()
      throw .failed(driver: DHDLibrary.driver, reason: error.description)
    }
  }

  public func close() {
    thread?.stop()
    _ = thread?.join()
    thread = nil
    guard let device else { return }
    _ = library.setForce(0, 0, 0, 0, 0, 0, 0, device)
    _ = library.stop(device)
    _ = library.close(device)
    self.device = nil
  }
}
