public import Frames

/// A haptic device as a hand feels it at the handle, the same in all directions of its workspace: a mass with viscous
/// and dry friction, whose place is read in whole encoder steps and whose force is held from tick to tick.
public struct DeviceModel: Sendable {
  public var id: String
  public var name: String
  /// kg at the handle.
  public var mass: SourcedValue
  /// Physical damping, N s/m, and dry friction, N.
  public var damping: SourcedValue
  public var friction: SourcedValue
  /// Smallest motion that is read, m.
  public var encoderStep: SourcedValue
  /// N for a moment, and for good.
  public var peakForce: SourcedValue
  public var continuousForce: SourcedValue
  /// Limits of the virtual coupling that the device is driven with, N/m and N s/m.
  public var couplingStiffness: SourcedValue
  public var couplingDamping: SourcedValue
  /// m.
  public var workspaceRadius: SourcedValue

  /// What a session is told of the device.
  public var limits: DeviceLimits {
    DeviceLimits(
      peakForce: Float(peakForce.value), continuousForce: Float(continuousForce.value),
      stiffness: Float(couplingStiffness.value), damping: Float(couplingDamping.value),
      workspaceRadius: Float(workspaceRadius.value))
  }

  /// The same device driven with another coupling.
  public func coupled(stiffness: Double, damping: Double) -> DeviceModel {
    var copy = self
    let source = "set by the bench"
    copy.couplingStiffness = SourcedValue(stiffness, unit: "N/m", source: source, status: .assumption)
    copy.couplingDamping = SourcedValue(damping, unit: "N s/m", source: source, status: .assumption)
    return copy
  }

  /// The numbers of one device, each with its source.
  init(
    _ id: String, _ name: String, mass: (Double, String), damping: (Double, String), friction: (Double, String),
    encoderStep: (Double, String), peak: (Double, String), continuous: (Double, String),
    stiffness: (Double, String, SourcedValue.Status), couplingDamping: (Double, String, SourcedValue.Status),
    workspace: (Double, String)
  ) {
    func value(_ x: (Double, String), _ unit: String) -> SourcedValue {
      SourcedValue(x.0, unit: unit, source: x.1, status: .assumption)
    }
    self.id = id
    self.name = name
    self.mass = value(mass, "kg")
    self.damping = value(damping, "N s/m")
    self.friction = value(friction, "N")
    self.encoderStep = value(encoderStep, "m")
    peakForce = value(peak, "N")
    continuousForce = value(continuous, "N")
    couplingStiffness = SourcedValue(stiffness.0, unit: "N/m", source: stiffness.1, status: stiffness.2)
    self.couplingDamping = SourcedValue(
      couplingDamping.0, unit: "N s/m", source: couplingDamping.1, status: couplingDamping.2)
    workspaceRadius = value(workspace, "m")
  }
}
