/// A triple of double-precision components, for building models, analysis and reference solutions.
@frozen public struct Vector3D: Equatable, Hashable, Sendable, Codable {
  public var x, y, z: Double

  @inlinable @inline(__always) public init(_ x: Double, _ y: Double, _ z: Double) {
    self.x = x
    self.y = y
    self.z = z
  }

  /// Widens from single precision; exact.
  @inlinable @inline(__always) public init(_ v: Vector3) { self.init(Double(v.x), Double(v.y), Double(v.z)) }

  @inlinable public static var zero: Vector3D { Vector3D(0, 0, 0) }

  @inlinable @inline(__always) public static func + (a: Vector3D, b: Vector3D) -> Vector3D {
    Vector3D(a.x + b.x, a.y + b.y, a.z + b.z)
  }
  @inlinable @inline(__always) public static func - (a: Vector3D, b: Vector3D) -> Vector3D {
    Vector3D(a.x - b.x, a.y - b.y, a.z - b.z)
  }
  @inlinable @inline(__always) public static prefix func - (a: Vector3D) -> Vector3D { Vector3D(-a.x, -a.y, -a.z) }
  @inlinable @inline(__always) public static func * (s: Double, a: Vector3D) -> Vector3D {
    Vector3D(s * a.x, s * a.y, s * a.z)
  }
  @inlinable @inline(__always) public static func / (a: Vector3D, s: Double) -> Vector3D {
    Vector3D(a.x / s, a.y / s, a.z / s)
  }
  @inlinable @inline(__always) public static func += (a: inout Vector3D, b: Vector3D) { a = a + b }
  @inlinable @inline(__always) public static func -= (a: inout Vector3D, b: Vector3D) { a = a - b }

  /// The scalar product, summed as (x + y) + z.
  @inlinable @inline(__always) public func dot(_ b: Vector3D) -> Double { (x * b.x + y * b.y) + z * b.z }
  /// The vector product.
  @inlinable @inline(__always) public func cross(_ b: Vector3D) -> Vector3D {
    Vector3D(y * b.z - z * b.y, z * b.x - x * b.z, x * b.y - y * b.x)
  }
  /// Where on the segment from `a` to `b`, which has a length, the place nearest to this one lies: 0 at `a`, 1 at `b`.
  @inlinable public func share(from a: Vector3D, to b: Vector3D) -> Double {
    let way = b - a
    return min(1, max(0, (self - a).dot(way) / way.lengthSquared))
  }
  @inlinable public var lengthSquared: Double { dot(self) }
  @inlinable public var length: Double { dot(self).squareRoot() }
  /// The unit vector along this one, or zero where the length is zero.
  @inlinable public var normalized: Vector3D {
    let l = length
    return l > 0 ? self / l : .zero
  }
}
