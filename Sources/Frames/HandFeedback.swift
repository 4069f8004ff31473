import SimMath

/// What the second hand feels and sees of its own instrument; each field as in `Feedback`.
@frozen public struct HandFeedback: Equatable, Sendable {
  public var force: Vector3
  public var torque: Vector3
  public var graspForce: Float
  public var tool: Tool
  public var toolPose: Pose
  public var inContact: Bool

  @inlinable public init(
    force: Vector3, torque: Vector3, graspForce: Float, tool: Tool, toolPose: Pose, inContact: Bool
  ) {
    self.force = force
    self.torque = torque
    self.graspForce = graspForce
    self.tool = tool
    self.toolPose = toolPose
    self.inContact = inContact
  }
}
