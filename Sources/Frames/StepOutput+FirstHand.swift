import SimMath

/// The first hand's part, which is the only one in most scenes; `status` also says what holds of the whole step.
extension StepOutput {
  @inlinable public var tool: Tool {
    get { hands[0].tool }
    set { hands[0].tool = newValue }
  }
  @inlinable public var toolPose: Pose {
    get { hands[0].toolPose }
    set { hands[0].toolPose = newValue }
  }
  @inlinable public var toolVelocity: Vector3 {
    get { hands[0].toolVelocity }
    set { hands[0].toolVelocity = newValue }
  }
  @inlinable public var forceWanted: Vector3 {
    get { hands[0].forceWanted }
    set { hands[0].forceWanted = newValue }
  }
  @inlinable public var forceSent: Vector3 {
    get { hands[0].forceSent }
    set { hands[0].forceSent = newValue }
  }
  @inlinable public var contactForce: Vector3 {
    get { hands[0].contactForce }
    set { hands[0].contactForce = newValue }
  }
  @inlinable public var normalForce: Float {
    get { hands[0].normalForce }
    set { hands[0].normalForce = newValue }
  }
  @inlinable public var contactCount: UInt16 {
    get { hands[0].contactCount }
    set { hands[0].contactCount = newValue }
  }
  @inlinable public var contactSite: Vector3 {
    get { hands[0].contactSite }
    set { hands[0].contactSite = newValue }
  }
  @inlinable public var status: StepStatus {
    get { hands[0].status }
    set { hands[0].status = newValue }
  }
  @inlinable public var touch: InstrumentTouch {
    get { hands[0].touch }
    set { hands[0].touch = newValue }
  }
}
