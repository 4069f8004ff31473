import SimMath

/// What is to be tied, and what a person who ties sees of it before: a thread that goes into tissue and comes out beside that, its
/// long end on one side and its tail on the other.
///
/// Up is y; the tail lies along z of where the knot is to be, the needle holder comes from x. The wall is round about an axis
/// along z.
struct TyingTask: Sendable {
  /// Middle between the two holes, m.
  var knot: Vector3D
  /// Of the wall, m.
  var wallRadius: Double
  /// Diameter of the thread, m, and the pull that breaks it straight, N: hands know their thread.
  var diameter: Double
  var strength: Double
  /// How many throws, each wound against the one before: a square knot.
  var throwsWanted: Int
}
