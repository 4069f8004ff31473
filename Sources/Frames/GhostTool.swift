public import SimMath

/// A tool that is only shown, such as that of an expert in an earlier session. It touches and scores nothing.
public struct GhostTool: Equatable, Sendable {
  public var tool: Tool
  /// Tip (m) and orientation, world frame.
  public var pose: Pose
  /// Angle between its jaws, rad; 0 for a tool without.
  public var jawAngle: Float

  public init(tool: Tool, pose: Pose, jawAngle: Float = 0) {
    self.tool = tool
    self.pose = pose
    self.jawAngle = jawAngle
  }
}
