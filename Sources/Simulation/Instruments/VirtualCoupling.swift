public import Frames

/// The spring and damper between the hand's pose and the simulated tool (Colgate, Stanley and Brown 1995).
public struct VirtualCoupling: Equatable, Sendable {
  /// N/m, greater than 0.
  public var stiffness: Float
  /// N s/m, at least 0.
  public var damping: Float

  public init(stiffness: Float, damping: Float) {
    self.stiffness = stiffness
    self.damping = damping
  }

  /// As stiff as the device allows, and no more damped than critical for the tool's mass.
  public init(limits: DeviceLimits, toolMass: Float) {
    stiffness = max(100, limits.stiffness)
    damping = min(limits.damping, 2 * (stiffness * toolMass).squareRoot())
  }
}
