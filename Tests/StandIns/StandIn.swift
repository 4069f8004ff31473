import Foundation
import Glibc

/// A maker's library as the tests build it: compiled from `Libraries` into a file of its own, so that each has its own
/// device and its own switches.
public final class StandIn: @unchecked Sendable {
  public enum Switch: Int32 {
    case present, calibrated, temperature, error, buttons, handX, handY, handZ, power, notANumber, serial, gain, freedoms
  }
  public enum Reading: Int32 {
    case x, y, z, vx, vy, vz, fx, fy, fz, largestForce, largestForceWhileOff, cycles, tx, ty, tz, grip, largestTorque, largestTorqueWhileOff,
      largestGrip
  }

  public let path: String
  private let setSwitch: @convention(c) (Int32, Double) -> Void
  private let getReading: @convention(c) (Int32) -> Double

  /// - Parameter name: "hd" or "dhd".
  public init(_ name: String) throws {
    path = try Self.build(name)
    guard let handle = dlopen(path, RTLD_NOW | RTLD_LOCAL), let set = dlsym(handle, "standin_set"),
      let get = dlsym(handle, "standin_get")
    else { throw CocoaError(.executableLoad) }
    setSwitch = unsafeBitCast(set, to: (@convention(c) (Int32, Double) -> Void).self)
    getReading = unsafeBitCast(get, to: (@convention(c) (Int32) -> Double).self)
  }

  deinit { unlink(path) }

  public func set(_ what: Switch, _ value: Double) { setSwitch(what.rawValue, value) }
  public func get(_ what: Reading) -> Double { getReading(what.rawValue) }

  /// Builds the library without loading it, for another process. The caller removes the file.
  public static func build(_ name: String) throws -> String {
    let source = Bundle.module.bundleURL.appendingPathComponent("Libraries/\(name).c")
    let path = NSTemporaryDirectory() + "systole-stand-in-\(name)-\(UUID().uuidString).so"
    let compiler = Process()
    compiler.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    compiler.arguments = ["cc", "-O1", "-w", "-shared", "-fPIC", "-o", path, source.path, "-lpthread", "-lm"]
    try compiler.run()
    compiler.waitUntilExit()
    guard compiler.terminationStatus == 0 else { throw CocoaError(.executableNotLoadable) }
    return path
  }
}
