/// A 3 x 3 matrix in double precision, by columns.
@frozen public struct Matrix3D: Equatable, Sendable {
  public var c0, c1, c2: Vector3D

  @inlinable public init(columns c0: Vector3D, _ c1: Vector3D, _ c2: Vector3D) {
    self.c0 = c0
    self.c1 = c1
    self.c2 = c2
  }

  @inlinable public static var identity: Matrix3D {
    Matrix3D(columns: Vector3D(1, 0, 0), Vector3D(0, 1, 0), Vector3D(0, 0, 1))
  }
  @inlinable public static var zero: Matrix3D { Matrix3D(columns: .zero, .zero, .zero) }

  /// The dyad a b'.
  @inlinable public static func outer(_ a: Vector3D, _ b: Vector3D) -> Matrix3D {
    Matrix3D(columns: b.x * a, b.y * a, b.z * a)
  }
  @inlinable public static func + (a: Matrix3D, b: Matrix3D) -> Matrix3D {
    Matrix3D(columns: a.c0 + b.c0, a.c1 + b.c1, a.c2 + b.c2)
  }
  @inlinable public static func - (a: Matrix3D, b: Matrix3D) -> Matrix3D {
    Matrix3D(columns: a.c0 - b.c0, a.c1 - b.c1, a.c2 - b.c2)
  }
  @inlinable public static func * (s: Double, a: Matrix3D) -> Matrix3D {
    Matrix3D(columns: s * a.c0, s * a.c1, s * a.c2)
  }
  @inlinable public static func * (a: Matrix3D, v: Vector3D) -> Vector3D { v.x * a.c0 + v.y * a.c1 + v.z * a.c2 }
  @inlinable public static func * (a: Matrix3D, b: Matrix3D) -> Matrix3D {
    Matrix3D(columns: a * b.c0, a * b.c1, a * b.c2)
  }
  @inlinable public var transpose: Matrix3D {
    Matrix3D(
      columns: Vector3D(c0.x, c1.x, c2.x), Vector3D(c0.y, c1.y, c2.y), Vector3D(c0.z, c1.z, c2.z))
  }
  @inlinable public var determinant: Double { c0.dot(c1.cross(c2)) }
  /// The cofactor matrix, d(det)/dA: columns c1 x c2, c2 x c0, c0 x c1.
  @inlinable public var cofactor: Matrix3D { Matrix3D(columns: c1.cross(c2), c2.cross(c0), c0.cross(c1)) }
  /// The inverse; not finite for a singular matrix.
  @inlinable public var inverse: Matrix3D { (1 / determinant) * cofactor.transpose }
  /// Sum of the squares of all entries, tr(A'A).
  @inlinable public var normSquared: Double { c0.lengthSquared + c1.lengthSquared + c2.lengthSquared }
  /// Row `i`, column `j`.
  @inlinable public subscript(i: Int, j: Int) -> Double {
    let c = j == 0 ? c0 : j == 1 ? c1 : c2
    return i == 0 ? c.x : i == 1 ? c.y : c.z
  }
}
