import SimMath

/// The one degree of freedom of an instrument's jaws: two parts that turn about a hinge, each by half of the angle
/// between them.
///
/// The hand closes them through a spring: with `grip` from 0 to 1 the wanted angle goes from `opening` to so far below
/// zero that the spring carries `force` at the tips of closed jaws. It never carries more, however wide what is held.
public struct Jaw: Equatable, Sendable, BitwiseCopyable {
  /// Height of the hinge over the tip along tool y, m, greater than 0: the length of the jaws.
  public var length: Float
  /// Widest angle between the jaws, rad, in (0, 2].
  public var opening: Float
  /// Largest grasp force at the tips, N, greater than 0.
  public var force: Float
  /// Of handles and fingers: the spring, N m/rad, and its damper, N m s/rad.
  public var stiffness: Float
  public var damping: Float
  /// Inertia against opening, kg m2, greater than 0.
  public var inertia: Float

  public init(length: Float, opening: Float, force: Float, stiffness: Float, damping: Float, inertia: Float) {
    self.length = length
    self.opening = opening
    self.force = force
    self.stiffness = stiffness
    self.damping = damping
    self.inertia = inertia
  }

  /// Largest torque of the spring, N m.
  @inline(__always) var torque: Float { force * length }
  /// Stiffness with which closed jaws rest on each other, N m/rad.
  @inline(__always) var stop: Float { 50 * stiffness }

  /// The angle that the hand wants, rad.
  ///
  /// - Parameters:
  ///   - grip: 0 open to 1 closed; bounded, and 0 where it is not finite.
  ///   - angle: where the jaws are: the spring's torque is bounded.
  func wanted(grip: Float, angle: Float) -> Float {
    let g = grip.isFinite ? min(1, max(0, grip)) : 0
    let free = opening - g * (opening + torque / stiffness)
    return min(max(free, angle - torque / stiffness), angle + torque / stiffness)
  }

  /// Distance of the tips for an angle between the jaws, m.
  func tipDistance(_ angle: Float) -> Float {
    2 * length * Float(Trigonometry.sincos(0.5 * Double(max(0, angle))).sin)
  }
}
