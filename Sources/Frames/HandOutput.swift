import SimMath

/// Everything one step gives out about one hand. A plain value of fixed size.
@frozen public struct HandOutput: Equatable, Sendable {
  public var tool: Tool
  /// The simulated tool (not the hand): tip position (m) and orientation, world frame.
  public var toolPose: Pose
  /// Velocity of the simulated tool's tip, m/s.
  public var toolVelocity: Vector3
  /// Force that the simulation wants the hand to feel, N, world frame.
  public var forceWanted: Vector3
  /// Force sent to the device after the whole safety chain, N.
  public var forceSent: Vector3
  /// Force of the tissue on the tool, N.
  public var contactForce: Vector3
  /// The part of the contact force along the surface normal, N, at least 0.
  public var normalForce: Float
  /// How many contact samples touch.
  public var contactCount: UInt16
  /// Centre of the contact patch on the tissue in the anatomy frame (see `Event.site`), m; zero without contact.
  public var contactSite: Vector3
  /// Of this hand: its force chain, its contact, its grasp. What holds of the whole step is said with the first hand.
  public var status: StepStatus
  /// The instrument as a rigid body; zero for a tool that turns with the hand.
  public var touch: InstrumentTouch

  @inlinable public init(tool: Tool = .palpationProbe) {
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
