import SimMath

/// The axes of one throw: x towards the needle holder's side, y up, z towards the side on which the tail lies before it.
///
/// Each throw changes the tail's side; what hands do is the same in these axes, and so a knot becomes square.
struct TyingFrame {
  var origin: Vector3D
  /// 1: the holder comes from +x, a right-handed person's; -1 mirrored.
  var holder: Double
  /// 1: the tail lies on +z; -1 mirrored.
  var tail: Double
  /// Radius of the wall, whose crest is at the origin and along z, m.
  var wallRadius: Double

  func way(_ x: Double, _ y: Double, _ z: Double) -> Vector3D { Vector3D(holder * x, y, tail * z).normalized }
  /// How high a place is over the wall under it, m; beside the wall, over its axis.
  func height(_ p: Vector3D) -> Double {
    let x = p.x - origin.x
    return p.y - origin.y + wallRadius - max(0, wallRadius * wallRadius - x * x).squareRoot()
  }
  /// - Parameters: m.
  func place(_ x: Double, _ y: Double, _ z: Double) -> Vector3D { origin + Vector3D(holder * x, y, tail * z) }
}
