public import SimMath

/// A place through which a thread passes: the jaws of an instrument, the mouth of a puncture, an anchor.
///
/// Whoever owns the place moves `position` before a tick; after it, `force` is what the thread does to the place, for
/// the owner's own equations (with `stiffness` as the block on its diagonal). The thread slides through where
/// its pull along itself exceeds `grip` + `friction` x the force across it.
public struct ThreadGuide: BitwiseCopyable, Equatable, Sendable {
  /// Nothing is held where this is false.
  public var isActive: Bool
  /// Where the thread is held, m.
  public var position: Vector3D
  /// Spring between the place and the thread, N/m. Usual: 20,000; a tissue's is what its own mesh gives.
  public var stiffness: Double
  /// Pull along the thread that the place holds by itself, N; infinite: never slides.
  public var grip: Double
  /// Coulomb friction on the force across the thread.
  public var friction: Double
  /// The way of the channel (unit vector), or zero where it lets the thread leave in any direction.
  public var direction: Vector3D
  /// Turning moment per angle between the thread and `direction`, N m/rad.
  public var alignment: Double
  /// Whether the place keeps the thread from turning about itself.
  public var holdsTwist: Bool
  /// Angle by which the place has turned the thread about itself since it took it, rad; only with `holdsTwist`.
  public var roll: Double

  /// Which piece of the thread is in the place: length from the first end at rest, m.
  public internal(set) var arc: Double
  /// Force of the thread on the place after the last tick, N.
  public internal(set) var force: Vector3D
  /// Whether it let thread through at the end of the last step.
  var slides: Bool
  /// Where the spring ended in the tick before, m: the owner's work is force x the place's motion.
  var previous: Vector3D
  /// Angle by which the thread from here to the next place that holds twist has been twisted by its bending in space,
  /// rad.
  public internal(set) var holonomy: Double

  /// - Parameters:
  ///   - arc: length of thread from its first end to the held piece, m.
  public init(
    at arc: Double, position: Vector3D, stiffness: Double = 20_000, grip: Double = .infinity, friction: Double = 0,
    direction: Vector3D = .zero, alignment: Double = 0, holdsTwist: Bool = false
  ) {
    isActive = true
    self.arc = arc
    self.position = position
    self.stiffness = stiffness
    self.grip = grip
    self.friction = friction
    self.direction = direction
    self.alignment = alignment
    self.holdsTwist = holdsTwist
    roll = 0
    force = .zero
    slides = false
    previous = position
    holonomy = 0
  }
}
