import SimMath

/// An instrument where it is in the tick: what contact, and any other block that meets it, asks of its shape.
struct InstrumentBody {
  let pose: BodyPose
  let constants: InstrumentSet.Constants
  let primitives: UnsafeMutablePointer<ShapePrimitive>
  let edges: UnsafeMutablePointer<CuttingEdge>
  /// Coefficient of friction of primitives that name none.
  let friction: Float

  init(_ set: InstrumentSet, _ index: Int, pose: BodyPose, friction: Float) {
    self.pose = pose
    constants = set.constants[index]
    primitives = set.primitives.base + Int(constants.firstPrimitive)
    edges = set.edges.base + Int(constants.firstEdge)
    self.friction = friction
  }

  @inline(__always) var isBall: Bool { constants.turnsWithHand }
  @inline(__always) var count: Int { Int(constants.primitiveCount) }
  @inline(__always) var edgeCount: Int { Int(constants.edgeCount) }
  @inline(__always) private var hinge: Vector3 { Vector3(0, constants.jaw.length, 0) }
  /// How far the jaws' hinge is from the centre of mass, m.
  @inline(__always) var hingeArm: Float { (hinge - constants.center).length }

  /// A world point in the axes of a part, as if the jaws were closed.
  @inline(__always) func local(_ p: Vector3, _ part: ShapePrimitive.Part) -> Vector3 {
    let q = pose.orientation.conjugate.rotate(p - pose.center) + constants.center
    guard part != .body else { return q }
    return hinge + pose.turned(q - hinge, part, back: true)
  }

  /// A point in the axes of a part, as if the jaws were closed, in the world, m.
  @inline(__always) func worldPlace(_ p: Vector3, _ part: ShapePrimitive.Part) -> Vector3 {
    part == .body ? worldPlace(p) : worldPlace(hinge + pose.turned(p - hinge, part))
  }

  /// A direction in the axes of a part as a world direction.
  @inline(__always) func world(_ v: Vector3, _ part: ShapePrimitive.Part) -> Vector3 {
    pose.orientation.rotate(pose.turned(v, part))
  }

  /// A world direction in the axes of a part.
  @inline(__always) func local(direction v: Vector3, _ part: ShapePrimitive.Part) -> Vector3 {
    pose.turned(pose.orientation.conjugate.rotate(v), part, back: true)
  }

  /// How a world point that moves with a part goes for a unit of the jaws' angle, m/rad.
  @inline(__always) func jawArm(_ p: Vector3, _ part: ShapePrimitive.Part) -> Vector3 {
    guard part != .body else { return .zero }
    let q = pose.orientation.conjugate.rotate(p - pose.center) + constants.center - hinge
    return pose.orientation.rotate(part.share * Vector3(-q.y, q.x, 0))
  }

  /// The nearest primitive of a part and its distance, m; nil if the part has none. Of equals the first.
  @inline(__always) func nearest(_ p: Vector3, _ part: ShapePrimitive.Part) -> (primitive: Int, distance: Float)? {
    let q = local(p, part)
    var best: (Int, Float)?
    for k in 0..<count where primitives[k].part == part {
      let d = primitives[k].distance(q)
      if best == nil || d < best!.1 { best = (k, d) }
    }
    return best
  }

  /// Signed distance of a world point from the whole instrument, m.
  func distance(_ p: Vector3) -> Float {
    var least = Float.infinity
    for number in 0..<ShapePrimitive.Part.count {
      if let near = nearest(p, ShapePrimitive.Part(number: number)) { least = min(least, near.distance) }
    }
    return least
  }
}
