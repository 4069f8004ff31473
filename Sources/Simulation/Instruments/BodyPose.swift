import SimMath

/// Where a hand's tool is in the tick: sixteen floats that only the tools' block changes, and that all workers read.
struct BodyPose {
  static var stride: Int { 16 }
  let base: UnsafeMutablePointer<Float>

  /// Centre of mass, or of a ball's round end, m.
  @inline(__always) var center: Vector3 {
    get { Vector3(base[0], base[1], base[2]) }
    nonmutating set {
      base[0] = newValue.x
      base[1] = newValue.y
      base[2] = newValue.z
    }
  }

  /// Tool axes to world axes.
  @inline(__always) var orientation: Quaternion {
    get { Quaternion(x: base[4], y: base[5], z: base[6], w: base[7]) }
    nonmutating set {
      base[4] = newValue.x
      base[5] = newValue.y
      base[6] = newValue.z
      base[7] = newValue.w
    }
  }

  /// Angle between the jaws, rad. Sine and cosine of its half are kept beside it.
  @inline(__always) var jaw: Float {
    get { base[8] }
    nonmutating set {
      base[8] = newValue
      let (s, c) = Trigonometry.sincos(0.5 * Double(newValue))
      base[9] = Float(s)
      base[10] = Float(c)
    }
  }

  /// Furthest from the centre that any sample was when the contact of the tick was found, with a margin, m.
  @inline(__always) var reach: Float {
    get { base[11] }
    nonmutating set { base[11] = newValue }
  }

  /// How much nearer to a point within `reach` the tool can have come at most since then, m.
  @inline(__always) var travel: Float {
    get { base[12] }
    nonmutating set { base[12] = newValue }
  }

  /// Turns a vector by a part's own angle about tool z.
  @inline(__always) func turned(_ v: Vector3, _ part: ShapePrimitive.Part, back: Bool = false) -> Vector3 {
    guard part != .body else { return v }
    let c = base[10]
    let s = (part == .positiveJaw) != back ? base[9] : -base[9]
    return Vector3(c * v.x - s * v.y, s * v.x + c * v.y, v.z)
  }
}
