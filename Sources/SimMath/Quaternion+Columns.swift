extension Quaternion {
  /// The rotation whose matrix has these columns (Shepperd 1978): where the axes x, y, z go. Not finite if they are not.
  @inlinable public init(columns a: Vector3D, _ b: Vector3D, _ c: Vector3D) {
    let q = Self.components(columns: a, b, c)
    self.init(x: Float(q.x), y: Float(q.y), z: Float(q.z), w: Float(q.w))
  }

  /// The same in double precision, of unit length. Does not allocate.
  @inlinable public static func components(
    columns a: Vector3D, _ b: Vector3D, _ c: Vector3D
  ) -> (x: Double, y: Double, z: Double, w: Double) {
    let trace = a.x + b.y + c.z
    var q: (x: Double, y: Double, z: Double, w: Double)
    if trace > max(a.x, max(b.y, c.z)) {
      q = (b.z - c.y, c.x - a.z, a.y - b.x, 1 + trace)
    } else if a.x >= b.y && a.x >= c.z {
      q = (1 + 2 * a.x - trace, b.x + a.y, c.x + a.z, b.z - c.y)
    } else if b.y >= c.z {
      q = (b.x + a.y, 1 + 2 * b.y - trace, c.y + b.z, c.x - a.z)
    } else {
      q = (c.x + a.z, c.y + b.z, 1 + 2 * c.z - trace, a.y - b.x)
    }
    let n = ((q.x * q.x + q.y * q.y) + (q.z * q.z + q.w * q.w)).squareRoot()
    q = (q.x / n, q.y / n, q.z / n, q.w / n)
    return q
  }
}
