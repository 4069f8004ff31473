/// What a haptic device can bear and render. All zero for a device without force.
@frozen public struct DeviceLimits: Equatable, Sendable, Codable {
  /// Largest force for a moment and for ten minutes, N.
  public var peakForce: Float
  public var continuousForce: Float
  /// Largest stiffness (N/m) and damping (N s/m) of the virtual coupling.
  public var stiffness: Float
  public var damping: Float
  /// Radius of the workspace, m.
  public var workspaceRadius: Float

  @inlinable public init(
    peakForce: Float, continuousForce: Float, stiffness: Float, damping: Float, workspaceRadius: Float
  ) {
    self.peakForce = peakForce
    self.continuousForce = continuousForce
    self.stiffness = stiffness
    self.damping = damping
    self.workspaceRadius = workspaceRadius
  }

  /// Limits of the ideal hand that scripted trainees and recorded poses use: those of an omega.7-class device, with an
  /// assumed continuous force.
  public static let scripted = DeviceLimits(
    peakForce: 12, continuousForce: 8, stiffness: 4000, damping: 30, workspaceRadius: 0.075)
  /// A device that renders nothing: the coupling still moves the tool.
  public static let none = DeviceLimits(
    peakForce: 0, continuousForce: 0, stiffness: 1000, damping: 5, workspaceRadius: 0.2)
}
