public import SimMath

/// Where a rigid body is and how it is turned: an origin and three axes of unit length at right angles, in double
/// precision.
public struct RigidFrame: BitwiseCopyable, Equatable, Sendable {
  /// m.
  public var origin: Vector3D
  public private(set) var x, y, z: Vector3D

  /// - Parameters:
  ///   - x: of any length but zero.
  ///   - y: what of it is across `x` gives the second axis.
  public init(origin: Vector3D, x: Vector3D = Vector3D(1, 0, 0), y: Vector3D = Vector3D(0, 1, 0)) {
    self.origin = origin
    self.x = x.normalized
    self.y = (y - y.dot(self.x) * self.x).normalized
    z = self.x.cross(self.y)
  }

  /// Axes as they were, without being put right: what was saved comes back to the bit.
  init(origin: Vector3D, axes x: Vector3D, _ y: Vector3D) {
    self.origin = origin
    self.x = x
    self.y = y
    z = x.cross(y)
  }

  /// The tool axes of an instrument: the origin is its tip.
  init(_ body: InstrumentBody) {
    let q = body.pose.orientation
    let (a, b, c, d) = (Double(q.x), Double(q.y), Double(q.z), Double(q.w))
    self.init(
      origin: .zero, x: Vector3D(1 - 2 * (b * b + c * c), 2 * (a * b + c * d), 2 * (a * c - b * d)),
      y: Vector3D(2 * (a * b - c * d), 1 - 2 * (a * a + c * c), 2 * (b * c + a * d)))
    origin = Vector3D(body.pose.center) - rotate(Vector3D(body.constants.center))
  }

  /// A direction of the frame as a direction of the world, and the reverse.
  @inline(__always) public func rotate(_ v: Vector3D) -> Vector3D { v.x * x + v.y * y + v.z * z }
  @inline(__always) public func local(direction v: Vector3D) -> Vector3D { Vector3D(v.dot(x), v.dot(y), v.dot(z)) }
  /// A place of the frame as a place of the world, and the reverse, m.
  @inline(__always) public func world(_ p: Vector3D) -> Vector3D { origin + rotate(p) }
  @inline(__always) public func local(_ p: Vector3D) -> Vector3D { local(direction: p - origin) }

  /// Turns the axes by a rotation vector of the world, rad (Rodrigues).
  mutating func turn(by w: Vector3D) {
    let angle = w.length
    guard angle > 0 else { return }
    let axis = w / angle
    let (s, c) = Trigonometry.sincos(angle)
    func turned(_ v: Vector3D) -> Vector3D { c * v + s * axis.cross(v) + ((1 - c) * axis.dot(v)) * axis }
    self = RigidFrame(origin: origin, x: turned(x), y: turned(y))
  }

  /// The rotation vector of the world that takes one frame's axes to another's, rad; less than half a turn.
  static func turn(from a: RigidFrame, to b: RigidFrame) -> Vector3D {
    let sine = 0.5 * (a.x.cross(b.x) + a.y.cross(b.y) + a.z.cross(b.z))
    let length = sine.length
    let cosine = 0.5 * (a.x.dot(b.x) + a.y.dot(b.y) + a.z.dot(b.z) - 1)
    // Next to no turn the angle is its sine.
    guard length > 1e-9 else { return sine }
    return (Trigonometry.atan2(length, cosine) / length) * sine
  }
}
