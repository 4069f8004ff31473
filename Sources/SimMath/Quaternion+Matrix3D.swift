extension Quaternion {
  /// The rotation of an orthogonal matrix with determinant 1, by the largest of the four components (Shepperd 1978).
  @inlinable public init(_ r: Matrix3D) {
    let (xx, yy, zz) = (r.c0.x, r.c1.y, r.c2.z)
    let trace = xx + yy + zz
    let q: (x: Double, y: Double, z: Double, w: Double)
    if trace >= xx && trace >= yy && trace >= zz {
      q = (r.c1.z - r.c2.y, r.c2.x - r.c0.z, r.c0.y - r.c1.x, 1 + trace)
    } else if xx >= yy && xx >= zz {
      q = (1 + xx - yy - zz, r.c1.x + r.c0.y, r.c2.x + r.c0.z, r.c1.z - r.c2.y)
    } else if yy >= zz {
      q = (r.c1.x + r.c0.y, 1 + yy - zz - xx, r.c2.y + r.c1.z, r.c2.x - r.c0.z)
    } else {
      q = (r.c2.x + r.c0.z, r.c2.y + r.c1.z, 1 + zz - xx - yy, r.c0.y - r.c1.x)
    }
    self = Quaternion(x: Float(q.x), y: Float(q.y), z: Float(q.z), w: Float(q.w)).normalized
  }
}
