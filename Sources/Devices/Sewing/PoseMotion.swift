import SimMath

/// A rigid motion of a hand from rest to rest: about a point that moves straight, by an angle about one axis.
struct PoseMotion {
  var from: Pose
  /// The point, m, before and after.
  var pivot: (from: Vector3D, to: Vector3D)
  /// Of unit length; rad.
  var axis: Vector3D
  var angle: Double

  /// The pose at a share of the time, 0 to 1 (minimum jerk).
  func pose(_ time: Double) -> Pose {
    let s = MinimumJerk.fraction(time)
    let turn = Quaternion(axis: Vector3(axis), angle: Float(s * angle))
    let middle = pivot.from + s * (pivot.to - pivot.from)
    return Pose(
      position: Vector3(middle) + turn.rotate(from.position - Vector3(pivot.from)),
      orientation: (turn * from.orientation).normalized)
  }

  /// A rest.
  private init(at pose: Pose) {
    from = pose
    pivot = (Vector3D(pose.position), Vector3D(pose.position))
    axis = Vector3D(0, 1, 0)
    angle = 0
  }

  /// From one pose to another, straight and the short way round.
  init(from a: Pose, to b: Pose) {
    self.init(at: a)
    pivot.to = Vector3D(b.position)
    (axis, angle) = Self.turn(from: a.orientation, to: b.orientation)
  }

  /// A turn about a point at rest.
  init(from a: Pose, about point: Vector3D, axis: Vector3D, angle: Double) {
    self.init(at: a)
    pivot = (point, point)
    self.axis = axis
    self.angle = angle
  }

  /// The motion that takes what is fixed to the hand from one place and turn to another.
  init(
    from a: Pose, carrying origin: Vector3D, _ orientation: Quaternion, to place: Vector3D, _ wanted: Quaternion
  ) {
    self.init(at: a)
    pivot = (origin, place)
    (axis, angle) = Self.turn(from: orientation, to: wanted)
  }

  private static func turn(from a: Quaternion, to b: Quaternion) -> (Vector3D, Double) {
    let q = (b * a.conjugate).normalized
    let sign: Float = q.w < 0 ? -1 : 1
    let v = Vector3D(Double(sign * q.x), Double(sign * q.y), Double(sign * q.z))
    let length = v.length
    guard length > 1e-9 else { return (Vector3D(0, 1, 0), 0) }
    return (v / length, 2 * Trigonometry.atan2(length, Double(abs(q.w))))
  }
}
