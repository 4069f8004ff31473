/// Why a haptic device cannot be had. `key` and `arguments` name the sentence of the catalogue that says so and how to
/// mend it (`device.fault.<key>`).
public enum DriverFault: Error, Equatable, Sendable {
  /// The maker's library could not be loaded: where it was looked for, what the loader said last, and the
  /// environment variable that can name it.
  case libraryNotFound(driver: String, looked: [String], reason: String, variable: String)
  /// The library lacks a function, so that it is another or too old a one.
  case symbolMissing(library: String, symbol: String)
  /// The maker's service does not answer.
  case serviceUnreachable(driver: String, address: String, reason: String)
  /// No device is plugged in, or another program has it.
  case noDevice(driver: String, reason: String)
  /// The device must be calibrated by hand first.
  case needsCalibration(model: String)
  /// It is there, but gives no force: which conditions hold.
  case notReady(model: String, health: HapticHealth)
  /// Another device than the one that the session began with.
  case otherDevice(expected: String, found: String)
  /// It was opened but no sample came.
  case silent(model: String)
  /// It answered with an error.
  case failed(driver: String, reason: String)

  public var key: String {
    switch self {
    case .libraryNotFound: "library-not-found"
    case .symbolMissing: "symbol-missing"
    case .serviceUnreachable: "service-unreachable"
    case .noDevice: "no-device"
    case .needsCalibration: "needs-calibration"
    case .notReady: "not-ready"
    case .otherDevice: "other-device"
    case .silent: "silent"
    case .failed: "failed"
    }
  }

  public var arguments: [String: String] {
    switch self {
    case .libraryNotFound(let driver, let looked, let reason, let variable):
      ["driver": driver, "looked": looked.joined(separator: ", "), "reason": reason, "variable": variable]
    case .symbolMissing(let library, let symbol): ["library": library, "symbol": symbol]
    case .serviceUnreachable(let driver, let address, let reason):
      ["driver": driver, "address": address, "reason": reason]
    case .noDevice(let driver, let reason): ["driver": driver, "reason": reason]
    case .needsCalibration(let model): ["model": model]
    case .notReady(let model, let health): ["model": model, "health": health.names.joined(separator: ", ")]
    case .otherDevice(let expected, let found): ["expected": expected, "found": found]
    case .silent(let model): ["model": model]
    case .failed(let driver, let reason): ["driver": driver, "reason": reason]
    }
  }
}
