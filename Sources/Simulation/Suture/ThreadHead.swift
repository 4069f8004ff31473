import SimMath

/// What a needle does to the first vertex of its thread within a solve: a spring in three directions to where the
/// needle would go without the thread. It is the needle's whole block, eliminated, so that thread and needle are solved
/// as one.
struct ThreadHead {
  var isActive = false
  /// m.
  var place = Vector3D.zero
  /// Symmetric, N/m.
  var stiffness = Matrix3D.zero
}
