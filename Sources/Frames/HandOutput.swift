import SimMath

/// What a step gives out about the second hand; each field as in `StepOutput`.
@frozen public struct HandOutput: Equatable, Sendable {
  public var tool: Tool
  public var toolPose: Pose
  public var toolVelocity: Vector3
  public var forceWanted: Vector3
  public var forceSent: Vector3
  public var contactForce: Vector3
  public var normalForce: Float
  public var contactCount: UInt16
  public var contactSite: Vector3
  /// Of this hand alone: its force chain, its contact, its grasp.
  public var status: StepStatus
  public var touch: InstrumentTouch

  @inlinable public init(tool: Tool) {
    self.tool = tool
    toolPose = .identity
    toolVelocity = .zero
    forceWanted = .zero
    forceSent = .zero
    contactForce = .zero
    normalForce = 0
    contactCount = 0
    contactSite = .zero
    status = []
    touch = .zero
  }
}
