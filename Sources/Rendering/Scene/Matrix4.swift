import SimMath

/// A 4 x 4 matrix, column by column as OpenGL takes it.
public struct Matrix4: Equatable, Sendable {
  /// 16 numbers: element (row r, column c) at 4 c + r.
  public var elements: [Float]

  init(columns: SIMD4<Float>...) {
    precondition(columns.count == 4)
    elements = columns.flatMap { [$0.x, $0.y, $0.z, $0.w] }
  }

  static func * (a: Matrix4, b: Matrix4) -> Matrix4 {
    var m = a
    for c in 0..<4 {
      for r in 0..<4 {
        m.elements[4 * c + r] = (0..<4).reduce(0) { $0 + a.elements[4 * $1 + r] * b.elements[4 * c + $1] }
      }
    }
    return m
  }

  /// From world to a viewer at `eye` (m) who looks at `target` with `up` upwards: x right, y up, z back.
  static func look(from eye: SIMD3<Float>, at target: SIMD3<Float>, up: SIMD3<Float>) -> Matrix4 {
    let back = normalize(eye - target)
    let right = normalize(cross(up, back))
    let above = cross(back, right)
    return Matrix4(
      columns: SIMD4(right.x, above.x, back.x, 0), SIMD4(right.y, above.y, back.y, 0),
      SIMD4(right.z, above.z, back.z, 0), SIMD4(-dot(right, eye), -dot(above, eye), -dot(back, eye), 1))
  }

  /// Perspective through a window at distance 1 with edges `left`, `right`, `bottom`, `top`; depths from `near` to
  /// `far` (m).
  static func frustum(
    left: Float, right: Float, bottom: Float, top: Float, near: Float, far: Float
  ) -> Matrix4 {
    Matrix4(
      columns: SIMD4(2 / (right - left), 0, 0, 0), SIMD4(0, 2 / (top - bottom), 0, 0),
      SIMD4((right + left) / (right - left), (top + bottom) / (top - bottom), -(far + near) / (far - near), -1),
      SIMD4(0, 0, -2 * far * near / (far - near), 0))
  }

  /// Parallel projection of a square of half-width `half` and depths from `near` to `far` (m).
  static func parallel(half: Float, near: Float, far: Float) -> Matrix4 {
    Matrix4(
      columns: SIMD4(1 / half, 0, 0, 0), SIMD4(0, 1 / half, 0, 0), SIMD4(0, 0, -2 / (far - near), 0),
      SIMD4(0, 0, -(far + near) / (far - near), 1))
  }

  /// The frame of a tool: its axes and its tip.
  init(_ pose: Pose) {
    let q = pose.orientation
    let p = pose.position
    let x = q.rotate(Vector3(1, 0, 0))
    let y = q.rotate(Vector3(0, 1, 0))
    let z = q.rotate(Vector3(0, 0, 1))
    self.init(
      columns: SIMD4(x.x, x.y, x.z, 0), SIMD4(y.x, y.y, y.z, 0), SIMD4(z.x, z.y, z.z, 0), SIMD4(p.x, p.y, p.z, 1))
  }

  /// A turn by `angle` (rad) about the axis along z through (0, `height`, 0) (m).
  static func turn(aboutZ angle: Float, at height: Float) -> Matrix4 {
    let (sine, cosine) = Trigonometry.sincos(Double(angle))
    let (s, c) = (Float(sine), Float(cosine))
    return Matrix4(
      columns: SIMD4(c, s, 0, 0), SIMD4(-s, c, 0, 0), SIMD4(0, 0, 1, 0), SIMD4(height * s, height - height * c, 0, 1))
  }

  static let identity = Matrix4(
    columns: SIMD4(1, 0, 0, 0), SIMD4(0, 1, 0, 0), SIMD4(0, 0, 1, 0), SIMD4(0, 0, 0, 1))
}
