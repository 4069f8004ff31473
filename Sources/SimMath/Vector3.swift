/// A triple of single-precision components: a position (m), displacement (m), velocity (m/s) or force (N),
/// as the name of the variable says.
///
/// Every operation is written out in a fixed order, so that the bits are the same in every build.
@frozen public struct Vector3: Equatable, Hashable, Sendable, Codable {
  public var x, y, z: Float

  @inlinable @inline(__always) public init(_ x: Float, _ y: Float, _ z: Float) {
    self.x = x
    self.y = y
    self.z = z
  }

  /// Narrows from double precision, rounding to nearest.
  @inlinable @inline(__always) public init(_ v: Vector3D) { self.init(Float(v.x), Float(v.y), Float(v.z)) }

  @inlinable public static var zero: Vector3 { Vector3(0, 0, 0) }

  @inlinable @inline(__always) public static func + (a: Vector3, b: Vector3) -> Vector3 {
    Vector3(a.x + b.x, a.y + b.y, a.z + b.z)
  }
  @inlinable @inline(__always) public static func - (a: Vector3, b: Vector3) -> Vector3 {
    Vector3(a.x - b.x, a.y - b.y, a.z - b.z)
  }
  @inlinable @inline(__always) public static prefix func - (a: Vector3) -> Vector3 { Vector3(-a.x, -a.y, -a.z) }
  @inlinable @inline(__always) public static func * (s: Float, a: Vector3) -> Vector3 {
    Vector3(s * a.x, s * a.y, s * a.z)
  }
  @inlinable @inline(__always) public static func * (a: Vector3, s: Float) -> Vector3 { s * a }
  @inlinable @inline(__always) public static func / (a: Vector3, s: Float) -> Vector3 {
    Vector3(a.x / s, a.y / s, a.z / s)
  }
  @inlinable @inline(__always) public static func += (a: inout Vector3, b: Vector3) { a = a + b }
  @inlinable @inline(__always) public static func -= (a: inout Vector3, b: Vector3) { a = a - b }
  @inlinable @inline(__always) public static func *= (a: inout Vector3, s: Float) { a = s * a }

  /// The scalar product, summed as (x + y) + z.
  @inlinable @inline(__always) public func dot(_ b: Vector3) -> Float { (x * b.x + y * b.y) + z * b.z }
  /// The vector product.
  @inlinable @inline(__always) public func cross(_ b: Vector3) -> Vector3 {
    Vector3(y * b.z - z * b.y, z * b.x - x * b.z, x * b.y - y * b.x)
  }
  @inlinable @inline(__always) public var lengthSquared: Float { dot(self) }
  @inlinable @inline(__always) public var length: Float { dot(self).squareRoot() }
  /// The unit vector along this one, or zero where the length is zero.
  @inlinable public var normalized: Vector3 {
    let l = length
    return l > 0 ? self / l : .zero
  }
  /// True if no component is NaN or infinite.
  @inlinable public var isFinite: Bool { x.isFinite && y.isFinite && z.isFinite }
}
