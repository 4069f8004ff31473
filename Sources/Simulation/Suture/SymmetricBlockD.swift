import SimMath

/// A symmetric 3 x 3 matrix in double precision.
struct SymmetricBlockD: Equatable {
  var xx, xy, xz, yy, yz, zz: Double

  static var zero: SymmetricBlockD { SymmetricBlockD(xx: 0, xy: 0, xz: 0, yy: 0, yz: 0, zz: 0) }

  @inline(__always) init(xx: Double, xy: Double, xz: Double, yy: Double, yz: Double, zz: Double) {
    self.xx = xx
    self.xy = xy
    self.xz = xz
    self.yy = yy
    self.yz = yz
    self.zz = zz
  }

  /// across I + (along - across) d d' for a unit vector d.
  @inline(__always) init(across: Double, along: Double, _ d: Vector3D) {
    let c = along - across
    let (cx, cy, cz) = (c * d.x, c * d.y, c * d.z)
    self.init(
      xx: across + cx * d.x, xy: cx * d.y, xz: cx * d.z, yy: across + cy * d.y, yz: cy * d.z, zz: across + cz * d.z)
  }

  /// across I - less b b'.
  @inline(__always) init(across: Double, alongLess less: Double, _ b: Vector3D) {
    let (cx, cy, cz) = (less * b.x, less * b.y, less * b.z)
    self.init(
      xx: across - cx * b.x, xy: -cx * b.y, xz: -cx * b.z, yy: across - cy * b.y, yz: -cy * b.z, zz: across - cz * b.z)
  }

  /// The symmetric half of a matrix that is symmetric.
  init(_ m: Matrix3D) { self.init(xx: m.c0.x, xy: m.c1.x, xz: m.c2.x, yy: m.c1.y, yz: m.c2.y, zz: m.c2.z) }

  @inline(__always) var rows: (Vector3D, Vector3D, Vector3D) {
    (Vector3D(xx, xy, xz), Vector3D(xy, yy, yz), Vector3D(xz, yz, zz))
  }

  @inline(__always) static func += (a: inout SymmetricBlockD, b: SymmetricBlockD) { a = a + b }
  @inline(__always) static func + (a: SymmetricBlockD, b: SymmetricBlockD) -> SymmetricBlockD {
    SymmetricBlockD(
      xx: a.xx + b.xx, xy: a.xy + b.xy, xz: a.xz + b.xz, yy: a.yy + b.yy, yz: a.yz + b.yz, zz: a.zz + b.zz)
  }

  @inline(__always) static func * (s: Double, a: SymmetricBlockD) -> SymmetricBlockD {
    SymmetricBlockD(xx: s * a.xx, xy: s * a.xy, xz: s * a.xz, yy: s * a.yy, yz: s * a.yz, zz: s * a.zz)
  }

  /// Adds s I.
  @inline(__always) mutating func addDiagonal(_ s: Double) {
    xx += s
    yy += s
    zz += s
  }
}
