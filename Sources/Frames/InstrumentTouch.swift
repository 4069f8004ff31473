import SimMath

/// What a step says of an instrument as a rigid body, beside the force at its tip.
@frozen public struct InstrumentTouch: Equatable, Sendable {
  /// Angular velocity of the simulated instrument, rad/s, world frame.
  public var angularVelocity: Vector3
  /// Torque about the hand's hold that the simulation wants the hand to feel, and that was sent after the safety chain,
  /// N m, world frame.
  public var torqueWanted: Vector3
  public var torqueSent: Vector3
  /// Torque of the tissue on the instrument about the hand's hold, N m.
  public var contactTorque: Vector3
  /// Opening of the jaws: angle between them, rad, and distance of their tips, m.
  public var jawAngle: Float
  public var jawOpening: Float
  /// Force with which the jaws press what is between them, as measured at their tips, N, at least 0.
  public var graspForce: Float
  /// Largest contact pressure under a jaw, Pa.
  public var jawPressure: Float

  @inlinable public init(
    angularVelocity: Vector3 = .zero, torqueWanted: Vector3 = .zero, torqueSent: Vector3 = .zero,
    contactTorque: Vector3 = .zero, jawAngle: Float = 0, jawOpening: Float = 0, graspForce: Float = 0,
    jawPressure: Float = 0
  ) {
    self.angularVelocity = angularVelocity
    self.torqueWanted = torqueWanted
    self.torqueSent = torqueSent
    self.contactTorque = contactTorque
    self.jawAngle = jawAngle
    self.jawOpening = jawOpening
    self.graspForce = graspForce
    self.jawPressure = jawPressure
  }

  @inlinable public static var zero: InstrumentTouch { InstrumentTouch() }
}
