public import Frames
public import SimMath

/// What a haptic device is and can do, as it says itself or, where it does not, as its maker's table does.
public struct HapticCapabilities: Equatable, Sendable {
  public var model: String
  /// Empty where the device does not say.
  public var serial: String
  public var limits: DeviceLimits
  /// Middle of the workspace, station axes (see ``HapticSample``), m.
  public var workspaceCenter: Vector3
  public var hasOrientation: Bool
  public var hasTorque: Bool
  public var hasGripper: Bool
  /// What a driven gripper can hold for good, N; 0 for one that is only read.
  public var gripForce: Float
  public var buttonCount: Int
  /// The limits come from the device itself; otherwise from a table of its maker or an assumption.
  public var limitsAreMeasured: Bool

  public init(
    model: String, serial: String, limits: DeviceLimits, workspaceCenter: Vector3 = .zero, hasOrientation: Bool,
    hasTorque: Bool = false, hasGripper: Bool = false, gripForce: Float = 0, buttonCount: Int,
    limitsAreMeasured: Bool
  ) {
    self.model = model
    self.serial = serial
    self.limits = limits
    self.workspaceCenter = workspaceCenter
    self.hasOrientation = hasOrientation
    self.hasTorque = hasTorque
    self.hasGripper = hasGripper
    self.gripForce = gripForce
    self.buttonCount = buttonCount
    self.limitsAreMeasured = limitsAreMeasured
  }
}
