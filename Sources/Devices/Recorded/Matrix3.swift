import SimMath

/// A 3 by 3 matrix, by rows, for turning recorded axes into ours.
struct Matrix3: Equatable {
  var rows: [[Double]]

  static var identity: Matrix3 { Matrix3(rows: [[1, 0, 0], [0, 1, 0], [0, 0, 1]]) }

  static func * (a: Matrix3, b: Matrix3) -> Matrix3 {
    var r = [[Double]](repeating: [0, 0, 0], count: 3)
    for i in 0..<3 {
      for j in 0..<3 {
        r[i][j] = (a.rows[i][0] * b.rows[0][j] + a.rows[i][1] * b.rows[1][j]) + a.rows[i][2] * b.rows[2][j]
      }
    }
    return Matrix3(rows: r)
  }

  static func * (a: Matrix3, v: Vector3D) -> Vector3D {
    func row(_ i: Int) -> Double { (a.rows[i][0] * v.x + a.rows[i][1] * v.y) + a.rows[i][2] * v.z }
    return Vector3D(row(0), row(1), row(2))
  }

  var transposed: Matrix3 { Matrix3(rows: (0..<3).map { j in (0..<3).map { i in rows[i][j] } }) }

  var determinant: Double {
    let m = rows
    return m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1]) - m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0])
      + m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0])
  }

  /// Rows of unit length at right angles, within `tolerance`.
  func isOrthonormal(within tolerance: Double) -> Bool {
    let p = self * transposed
    for i in 0..<3 {
      for j in 0..<3 where !(abs(p.rows[i][j] - (i == j ? 1 : 0)) <= tolerance) { return false }
    }
    return true
  }

  /// The rotation as (x, y, z, w) of unit length (Shepperd 1978); the matrix must be a rotation.
  var quaternion: [Double] {
    func column(_ j: Int) -> Vector3D { Vector3D(rows[0][j], rows[1][j], rows[2][j]) }
    let q = Quaternion.components(columns: column(0), column(1), column(2))
    return [q.x, q.y, q.z, q.w]
  }

  /// The rotation of a unit quaternion (x, y, z, w).
  init(quaternion q: [Double]) {
    let (x, y, z, w) = (q[0], q[1], q[2], q[3])
    rows = [
      [1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y)],
      [2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x)],
      [2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)],
    ]
  }

  init(rows: [[Double]]) { self.rows = rows }
}
