public import SimMath

/// What is to be tied, and what a person who ties sees of it before: a thread that goes into tissue and comes out beside that, its
/// long end on one side and its tail on the other.
///
/// Up is y; the tail lies along z of where the knot is to be, the needle holder comes from x.
public struct TyingTask: Sendable {
  /// Middle between the two holes, m.
  public var knot: Vector3D
  /// Diameter of the thread, m, and the pull that breaks it straight, N: hands know their thread.
  public var diameter: Double
  public var strength: Double
  /// How many throws, each wound against the one before: a square knot.
  public var throwsWanted: Int

  public init(knot: Vector3D, diameter: Double, strength: Double, throwsWanted: Int) {
    self.knot = knot
    self.diameter = diameter
    self.strength = strength
    self.throwsWanted = throwsWanted
  }
}
