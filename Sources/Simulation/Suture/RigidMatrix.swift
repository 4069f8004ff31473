import SimMath

/// The stiffness of a rigid body over the six numbers of a `RigidVector`, symmetric and positive definite, or its factor.
struct RigidMatrix {
  static var size: Int { 6 }
  /// Lower triangle by rows.
  private var entry = InlineArray<21, Double>(repeating: 0)

  @inline(__always) private subscript(i: Int, j: Int) -> Double {
    get { entry[i * (i + 1) / 2 + j] }
    set { entry[i * (i + 1) / 2 + j] = newValue }
  }

  /// Adds s v v'.
  @inline(__always) mutating func addDyad(_ s: Double, _ v: RigidVector) {
    for i in 0..<Self.size {
      let q = s * v[i]
      for j in 0...i { self[i, j] += q * v[j] }
    }
  }

  /// Adds a place at `arm` from the body's point that is held by `across` I + (`along` - `across`) d d', N/m.
  mutating func add(across: Double, along: Double, _ d: Vector3D, arm: Vector3D) {
    if across != 0 {
      addDyad(across, .force(Vector3D(1, 0, 0), arm: arm))
      addDyad(across, .force(Vector3D(0, 1, 0), arm: arm))
      addDyad(across, .force(Vector3D(0, 0, 1), arm: arm))
    }
    if along != across { addDyad(along - across, .force(d, arm: arm)) }
  }

  /// Adds a stiffness against turning about an axis of unit length, N m/rad.
  mutating func addTurning(_ s: Double, about axis: Vector3D) {
    addDyad(s, RigidVector(linear: .zero, angular: axis))
  }

  /// L with A = L L' (Cholesky).
  var factor: RigidMatrix {
    var l = self
    for j in 0..<Self.size {
      var d = l[j, j]
      for k in 0..<j { d -= l[j, k] * l[j, k] }
      let root = d.squareRoot()
      l[j, j] = root
      for i in (j + 1)..<max(j + 1, Self.size) {
        var s = l[i, j]
        for k in 0..<j { s -= l[i, k] * l[j, k] }
        l[i, j] = s / root
      }
    }
    return l
  }

  /// The solution of L L' x = b, of a factor.
  func substitute(_ b: RigidVector) -> RigidVector {
    var x = b
    for i in 0..<Self.size {
      for k in 0..<i { x[i] -= self[i, k] * x[k] }
      x[i] = x[i] / self[i, i]
    }
    for i in stride(from: Self.size - 1, through: 0, by: -1) {
      for k in (i + 1)..<max(i + 1, Self.size) { x[i] -= self[k, i] * x[k] }
      x[i] = x[i] / self[i, i]
    }
    return x
  }
}
