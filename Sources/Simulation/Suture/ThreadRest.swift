import SimMath

/// The tissue's surface under a vertex of a thread: a plane that the vertex cannot go through.
///
/// Whoever owns the tissue finds the place before a tick and moves `point` in it; after it, `force` is what the thread does to
/// the place.
struct ThreadRest: BitwiseCopyable {
  /// There is a surface so near in this tick that the vertex can come to it.
  var isActive = false
  /// How far from the surface the vertex is held, m: half of the thread's diameter once it has been clear of it, and less while it
  /// rises to that. Not a number where the vertex may be inside of the tissue, as in a channel. This passes from tick to tick.
  var clearance = Double.nan
  var place = TissuePlace(element: 0, share: InlineArray(repeating: 0))
  /// Way out of the tissue, unit length.
  var normal = Vector3D.zero
  /// Where the place is, where the solver has it, and where it was at the start of the tick, m.
  var point = Vector3D.zero
  var at = Vector3D.zero
  var from = Vector3D.zero
  /// Of the thread on the tissue after the tick, N, and its change per depth, N/m.
  var force = Vector3D.zero
  var stiffness = 0.0

  var holds: Bool { !clearance.isNaN }
}
