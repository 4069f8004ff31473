public import SimMath

/// A part of an instrument's shape with an exact signed distance: a sphere, a capsule or a box with rounded edges.
///
/// An instrument is the union of its primitives. Distances are negative inside. Tool axes, m, with the jaws closed.
public struct ShapePrimitive: Equatable, Sendable, BitwiseCopyable {
  public enum Kind: UInt8, Sendable, BitwiseCopyable { case sphere, capsule, box }
  /// What moves it: the instrument alone, or a jaw, which turns about the hinge. The raw values order the contacts.
  public enum Part: UInt8, Sendable, BitwiseCopyable {
    case body = 0
    /// The jaw that opens towards tool +x.
    case positiveJaw = 1
    /// The jaw that opens towards tool -x.
    case negativeJaw = 2

    /// Parts that there can be, and each by its number: a loop over them asks the heap for nothing.
    static var count: Int { 3 }
    @inline(__always) init(number: Int) { self = number == 0 ? .body : number == 1 ? .positiveJaw : .negativeJaw }

    /// Turn of the part about tool +z for a unit of the angle between the jaws.
    @inline(__always) public var share: Float {
      switch self {
      case .body: 0
      case .positiveJaw: 0.5
      case .negativeJaw: -0.5
      }
    }
  }

  public var kind: Kind
  public var part: Part
  /// Centre of a sphere or box, one end of a capsule, m.
  public var a: Vector3
  /// Other end of a capsule; half of a box's edges before rounding, m.
  public var b: Vector3
  /// Radius of sphere, capsule or edge, m, at least 0.
  public var radius: Float
  /// Turns a box's own axes into tool axes.
  public var orientation: Quaternion
  /// Coefficient of friction against tissue; negative for that of the scene.
  public var friction: Float
  /// A blade, which tissue that can be cut feels by its edge only.
  public var isBlade = false

  init(
    kind: Kind, part: Part, a: Vector3, b: Vector3, radius: Float, orientation: Quaternion, friction: Float
  ) {
    self.kind = kind
    self.part = part
    self.a = a
    self.b = b
    self.radius = radius
    self.orientation = orientation
    self.friction = friction
  }

  public static func sphere(
    at center: Vector3, radius: Float, part: Part = .body, friction: Float = -1
  ) -> ShapePrimitive {
    ShapePrimitive(
      kind: .sphere, part: part, a: center, b: .zero, radius: radius, orientation: .identity, friction: friction)
  }

  public static func capsule(
    from a: Vector3, to b: Vector3, radius: Float, part: Part = .body, friction: Float = -1
  ) -> ShapePrimitive {
    ShapePrimitive(kind: .capsule, part: part, a: a, b: b, radius: radius, orientation: .identity, friction: friction)
  }

  /// - Parameter size: of the whole box with its rounded edges, m; each more than twice `radius`.
  public static func box(
    at center: Vector3, size: Vector3, radius: Float, orientation: Quaternion = .identity, part: Part = .body,
    friction: Float = -1
  ) -> ShapePrimitive {
    let half = 0.5 * size - Vector3(radius, radius, radius)
    return ShapePrimitive(
      kind: .box, part: part, a: center, b: half, radius: radius, orientation: orientation, friction: friction)
  }

  /// The largest capsule inside it along its longest axis: of a sphere or capsule itself. Tool axes, m.
  var core: (a: Vector3, b: Vector3, radius: Float) {
    switch kind {
    case .sphere: return (a, a, radius)
    case .capsule: return (a, b, radius)
    case .box:
      let (x, y, z) = (b.x + radius, b.y + radius, b.z + radius)
      let most = max(x, max(y, z))
      let way = y == most ? Vector3(0, 1, 0) : x == most ? Vector3(1, 0, 0) : Vector3(0, 0, 1)
      let thin = min(x, min(y, z))
      let half = orientation.rotate((most - thin) * way)
      return (a - half, a + half, thin)
    }
  }

  /// Signed distance of a point from the surface, m.
  @inline(__always) func distance(_ p: Vector3) -> Float {
    switch kind {
    case .sphere: return (p - a).length - radius
    case .capsule: return (p - onAxis(p)).length - radius
    case .box:
      let q = orientation.conjugate.rotate(p - a)
      let d = Vector3(abs(q.x) - b.x, abs(q.y) - b.y, abs(q.z) - b.z)
      let outside = Vector3(max(d.x, 0), max(d.y, 0), max(d.z, 0)).length
      return outside + min(max(d.x, max(d.y, d.z)), 0) - radius
    }
  }

  /// Signed distance and its gradient, the unit normal out of the instrument.
  @inline(__always) func field(_ p: Vector3) -> (distance: Float, normal: Vector3) {
    switch kind {
    case .sphere: return Self.round(p - a, radius)
    case .capsule: return Self.round(p - onAxis(p), radius)
    case .box:
      let q = orientation.conjugate.rotate(p - a)
      let d = Vector3(abs(q.x) - b.x, abs(q.y) - b.y, abs(q.z) - b.z)
      let sign = Vector3(q.x < 0 ? -1 : 1, q.y < 0 ? -1 : 1, q.z < 0 ? -1 : 1)
      let out = Vector3(sign.x * max(d.x, 0), sign.y * max(d.y, 0), sign.z * max(d.z, 0))
      let length = out.length
      if length > 0 { return (length - radius, orientation.rotate((1 / length) * out)) }
      // Inside the core: towards the nearest face.
      if d.x >= d.y && d.x >= d.z { return (d.x - radius, orientation.rotate(Vector3(sign.x, 0, 0))) }
      if d.y >= d.z { return (d.y - radius, orientation.rotate(Vector3(0, sign.y, 0))) }
      return (d.z - radius, orientation.rotate(Vector3(0, 0, sign.z)))
    }
  }

  @inline(__always) private func onAxis(_ p: Vector3) -> Vector3 {
    let along = b - a
    let square = along.lengthSquared
    let t = square > 0 ? min(1, max(0, (p - a).dot(along) / square)) : 0
    return a + t * along
  }

  /// On the very centre any direction is as near as another.
  @inline(__always) private static func round(_ r: Vector3, _ radius: Float) -> (distance: Float, normal: Vector3) {
    let length = r.length
    return (length - radius, length > 0 ? (1 / length) * r : Vector3(0, -1, 0))
  }
}
