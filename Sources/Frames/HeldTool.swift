public import SimMath

/// A tool in a hand as it is shown.
@frozen public struct HeldTool: Equatable, Sendable {
  public var tool: Tool
  /// The simulated tool: tip (m) and orientation, world frame.
  public var pose: Pose
  /// Angle between its jaws, rad; 0 for a tool without.
  public var jawAngle: Float
  /// How far up from its tip blood clings to it, m.
  public var bloodied: Float = 0

  @inlinable public init(tool: Tool, pose: Pose, jawAngle: Float = 0) {
    self.tool = tool
    self.pose = pose
    self.jawAngle = jawAngle
  }
}
