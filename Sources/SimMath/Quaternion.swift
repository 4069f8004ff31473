/// A unit quaternion that turns tool axes into world axes; `w` is the scalar part.
@frozen public struct Quaternion: Equatable, Hashable, Sendable, Codable {
  public var x, y, z, w: Float

  @inlinable @inline(__always) public init(x: Float, y: Float, z: Float, w: Float) {
    self.x = x
    self.y = y
    self.z = z
    self.w = w
  }

  @inlinable public static var identity: Quaternion { Quaternion(x: 0, y: 0, z: 0, w: 1) }

  /// The rotation by `angle` (rad) about `axis` (any length but zero).
  @inlinable public init(axis: Vector3, angle: Float) {
    let (s, c) = Trigonometry.sincos(0.5 * Double(angle))
    let u = Float(s) * axis.normalized
    self.init(x: u.x, y: u.y, z: u.z, w: Float(c))
  }

  /// The rotation that takes `a` to `b` the short way (both of any length but zero).
  @inlinable public init(from a: Vector3, to b: Vector3) {
    let u = a.normalized
    let v = b.normalized
    let c = u.dot(v)
    if c < -0.999_999 {
      // Opposite directions: half a turn about any perpendicular.
      let p = abs(u.x) < 0.5 ? u.cross(Vector3(1, 0, 0)) : u.cross(Vector3(0, 1, 0))
      let n = p.normalized
      self.init(x: n.x, y: n.y, z: n.z, w: 0)
    } else {
      let n = u.cross(v)
      self = Quaternion(x: n.x, y: n.y, z: n.z, w: 1 + c).normalized
    }
  }

  /// The same rotation with unit length; the identity where the length is zero or not finite.
  @inlinable public var normalized: Quaternion {
    let n = ((x * x + y * y) + (z * z + w * w)).squareRoot()
    guard n > 0, n.isFinite else { return .identity }
    return Quaternion(x: x / n, y: y / n, z: z / n, w: w / n)
  }

  @inlinable public var conjugate: Quaternion { Quaternion(x: -x, y: -y, z: -z, w: w) }

  /// The Hamilton product: first `b`, then `a`.
  @inlinable public static func * (a: Quaternion, b: Quaternion) -> Quaternion {
    Quaternion(
      x: a.w * b.x + a.x * b.w + (a.y * b.z - a.z * b.y),
      y: a.w * b.y + a.y * b.w + (a.z * b.x - a.x * b.z),
      z: a.w * b.z + a.z * b.w + (a.x * b.y - a.y * b.x),
      w: a.w * b.w - ((a.x * b.x + a.y * b.y) + a.z * b.z))
  }

  /// Turns a vector.
  @inlinable public func rotate(_ v: Vector3) -> Vector3 {
    let u = Vector3(x, y, z)
    let t = 2 * u.cross(v)
    return v + w * t + u.cross(t)
  }

  /// Part `t` (0 ... 1) of the way to another turn, the shorter way round.
  @inlinable public func blended(with other: Quaternion, _ t: Float) -> Quaternion {
    let dot = x * other.x + y * other.y + z * other.z + w * other.w
    let u: Float = dot < 0 ? -t : t
    let s = 1 - t
    return Quaternion(x: s * x + u * other.x, y: s * y + u * other.y, z: s * z + u * other.z, w: s * w + u * other.w)
      .normalized
  }

  /// The angle of the rotation, rad in [0, pi].
  @inlinable public var angle: Float {
    let s = Vector3(x, y, z).length
    return Float(2 * Trigonometry.atan2(Double(s), Double(abs(w))))
  }

  @inlinable public var isFinite: Bool { x.isFinite && y.isFinite && z.isFinite && w.isFinite }
}
