import SimMath

/// A symmetric 3 x 3 matrix in single precision.
struct SymmetricBlock: Equatable {
  var xx, xy, xz, yy, yz, zz: Float

  static var zero: SymmetricBlock { SymmetricBlock(xx: 0, xy: 0, xz: 0, yy: 0, yz: 0, zz: 0) }

  /// Adds s I.
  @inline(__always) mutating func addDiagonal(_ s: Float) {
    xx += s
    yy += s
    zz += s
  }

  /// Adds s n n'.
  @inline(__always) mutating func addDyad(_ s: Float, _ n: Vector3) {
    let q = s * n
    xx += q.x * n.x
    xy += q.x * n.y
    xz += q.x * n.z
    yy += q.y * n.y
    yz += q.y * n.z
    zz += q.z * n.z
  }

  @inline(__always) static func + (a: SymmetricBlock, b: SymmetricBlock) -> SymmetricBlock {
    SymmetricBlock(
      xx: a.xx + b.xx, xy: a.xy + b.xy, xz: a.xz + b.xz, yy: a.yy + b.yy, yz: a.yz + b.yz, zz: a.zz + b.zz)
  }

  @inline(__always) static func * (a: SymmetricBlock, v: Vector3) -> Vector3 {
    Vector3(
      (a.xx * v.x + a.xy * v.y) + a.xz * v.z, (a.xy * v.x + a.yy * v.y) + a.yz * v.z,
      (a.xz * v.x + a.yz * v.y) + a.zz * v.z)
  }

  /// The solution of A x = b by cofactors; not finite for a singular matrix.
  @inline(__always) func solve(_ b: Vector3) -> Vector3 {
    let c00 = yy * zz - yz * yz
    let c01 = xz * yz - xy * zz
    let c02 = xy * yz - xz * yy
    let c11 = xx * zz - xz * xz
    let c12 = xy * xz - xx * yz
    let c22 = xx * yy - xy * xy
    let d = (xx * c00 + xy * c01) + xz * c02
    return Vector3(
      ((c00 * b.x + c01 * b.y) + c02 * b.z) / d, ((c01 * b.x + c11 * b.y) + c12 * b.z) / d,
      ((c02 * b.x + c12 * b.y) + c22 * b.z) / d)
  }
}
