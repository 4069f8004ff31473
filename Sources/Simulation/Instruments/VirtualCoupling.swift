public import Frames
import SimMath

/// The spring and damper between the hand's pose and the simulated tool (Colgate, Stanley and Brown 1995), in
/// translation at the tool's hold and in rotation.
public struct VirtualCoupling: Equatable, Sendable, BitwiseCopyable {
  /// N/m, greater than 0.
  public var stiffness: Float
  /// N s/m, at least 0.
  public var damping: Float
  /// N m/rad and N m s/rad; zero for a tool that turns with the hand.
  public var turningStiffness: Float
  public var turningDamping: Float

  public init(stiffness: Float, damping: Float, turningStiffness: Float = 0, turningDamping: Float = 0) {
    self.stiffness = stiffness
    self.damping = damping
    self.turningStiffness = turningStiffness
    self.turningDamping = turningDamping
  }

  /// As stiff as the device allows, and no more damped than critical for the tool's mass.
  public init(limits: DeviceLimits, toolMass: Float) {
    let k = max(100, limits.stiffness)
    self.init(stiffness: k, damping: min(limits.damping, 2 * (k * toolMass).squareRoot()))
  }

  /// Lever with which a hand without torque holds an instrument's direction, m: half of a hand's width, an assumption.
  private static var lever: Float { 0.05 }

  /// For an instrument whose turning is simulated. A device that renders no torque bounds no stiffness in rotation: the
  /// instrument is held as fingers would hold it, and nothing of that is sent.
  init(limits: DeviceLimits, instrument: Instrument) {
    self.init(limits: limits, toolMass: instrument.mass)
    let inertia = instrument.inertia
    let least = min(inertia.x, min(inertia.y, inertia.z))
    turningStiffness = limits.rendersTorque ? limits.turningStiffness : stiffness * Self.lever * Self.lever
    let critical = 2 * (turningStiffness * least).squareRoot()
    turningDamping = limits.rendersTorque ? min(limits.turningDamping, critical) : critical
  }
}
