public import SimMath

/// What a haptic device says of one moment. A plain value of fixed size; crosses threads by copy.
///
/// Station axes, whatever the maker's: x to the right, y up, z towards the user; m, m/s, rad.
@frozen public struct HapticSample: Equatable, Sendable {
  /// The end of the device. The orientation is the identity for a device that has none.
  public var pose: Pose
  /// Of the end of the device, m/s.
  public var velocity: Vector3
  /// 0 open to 1 closed; 0 for a device without a gripper.
  public var grip: Float
  /// Bit n is set while button n (from 0) is held.
  public var buttons: UInt32
  public var health: HapticHealth
  /// The force that the device says it applied in the cycle before, N; NaN where it does not say.
  public var appliedForce: Vector3
  /// Of the warmest motor as a share of what it may reach; NaN where the device does not say.
  public var motorTemperature: Float

  public init(
    pose: Pose = .identity, velocity: Vector3 = .zero, grip: Float = 0, buttons: UInt32 = 0,
    health: HapticHealth = [], appliedForce: Vector3 = Vector3(.nan, .nan, .nan), motorTemperature: Float = .nan
  ) {
    self.pose = pose
    self.velocity = velocity
    self.grip = grip
    self.buttons = buttons
    self.health = health
    self.appliedForce = appliedForce
    self.motorTemperature = motorTemperature
  }
}
