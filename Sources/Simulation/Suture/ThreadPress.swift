import SimMath

/// How a thread presses one shape of an instrument, as the instrument's block takes it: what the thread's last solve left, and
/// a spring to how the shape has moved since, so that both blocks answer to one energy.
struct ThreadPress: BitwiseCopyable {
  /// On the shape, N; zero where nothing touches it.
  var size: Float = 0
  /// The way that it acts, unit length, world axes.
  var way = Vector3.zero
  /// Where it acts, in the axes of the shape's part, and where that was in the world, m.
  var place = Vector3.zero
  var anchor = Vector3.zero

  /// What the thread's own stretch, bending and holes give way with where it is drawn over an instrument, N/m: as for jaws.
  static var stiffness: Float { Float(SutureModel.graspStiffness) }

  /// Force on the shape whose place is now at `p`, N: none once it has gone out of the thread's way.
  @inline(__always) func force(at p: Vector3) -> Float { max(0, size - Self.stiffness * (p - anchor).dot(way)) }

  /// Energy that the thread's side has taken up since its last solve, as the shape has moved to `p`, J: given back where it is
  /// below zero.
  func energy(at p: Vector3) -> Float {
    let now = force(at: p)
    return (now * now - size * size) / (2 * Self.stiffness)
  }
}
