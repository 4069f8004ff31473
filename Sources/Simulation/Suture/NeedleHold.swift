import SimMath

/// What tissue does to a needle at one place, as a spring of the tick: how stiffly it answers across the needle's way
/// and along it, each no more than gives the force that the place bears.
struct NeedleHold: BitwiseCopyable {
  /// Where the spring holds the needle: needle's frame, m.
  var anchor = Vector3D.zero
  /// The needle's way there: needle's frame, unit length.
  var direction = Vector3D(1, 0, 0)
  /// N/m.
  var across = 0.0
  var along = 0.0
  /// Force on the needle, N, at `place`, m; world axes.
  var force = Vector3D.zero
  var place = Vector3D.zero

  var isActive: Bool { across > 0 || along > 0 }

  /// Spring between a place of the tissue and one of the needle.
  init(
    _ frame: RigidFrame, anchor: Vector3D, direction: Vector3D, across: Double, along: Double, tissue p: Vector3D
  ) {
    self.anchor = anchor
    self.direction = direction
    self.across = across
    self.along = along
    place = p
    let d = p - frame.world(anchor)
    let t = frame.rotate(direction)
    force = across * d + ((along - across) * d.dot(t)) * t
  }

  init() {}

  /// Secant stiffness of a spring of `k` (N/m or N m/rad) that is stretched by at least 0 (m or rad) and bears no more
  /// than `most` (N or N m).
  static func secant(_ k: Double, _ stretch: Double, _ most: Double) -> Double {
    k * stretch > most ? most / stretch : k
  }

  /// Sets a tie to this spring with the needle where it is.
  func set(_ tie: inout TissueTie, _ frame: RigidFrame) {
    tie.anchor = Vector3(frame.world(anchor))
    tie.direction = Vector3(frame.rotate(direction))
    tie.stiffness = Float(across)
    tie.along = Float(along)
  }
}
