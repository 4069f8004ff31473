import SimMath

/// The stiffness of an instrument, or its inverse: a symmetric matrix over the seven numbers of a `BodyVector`.
struct BodyMatrix {
  static var size: Int { 7 }
  /// Lower triangle by rows.
  private var entry = InlineArray<28, Float>(repeating: 0)

  @inline(__always) private static func place(_ i: Int, _ j: Int) -> Int { i * (i + 1) / 2 + j }

  @inline(__always) subscript(i: Int, j: Int) -> Float {
    get { entry[i >= j ? Self.place(i, j) : Self.place(j, i)] }
    set { entry[i >= j ? Self.place(i, j) : Self.place(j, i)] = newValue }
  }

  /// Adds s v v'.
  @inline(__always) mutating func addDyad(_ s: Float, _ v: BodyVector) {
    for i in 0..<Self.size {
      let q = s * v[i]
      for j in 0...i { entry[Self.place(i, j)] += q * v[j] }
    }
  }

  /// Adds J' K J for K = normal n n' + tangential (I - n n') at a place of the instrument.
  @inline(__always) mutating func add(
    normal: Float, tangential: Float, along n: Vector3, arm: Vector3, jawArm: Vector3
  ) {
    addDyad(normal - tangential, BodyVector(force: n, arm: arm, jawArm: jawArm))
    if tangential != 0 { addPoint(tangential, arm: arm, jawArm: jawArm) }
  }

  /// Adds J' k J: a place held by the same stiffness along all axes.
  @inline(__always) mutating func addPoint(_ k: Float, arm: Vector3, jawArm: Vector3) {
    addDyad(k, BodyVector(force: Vector3(1, 0, 0), arm: arm, jawArm: jawArm))
    addDyad(k, BodyVector(force: Vector3(0, 1, 0), arm: arm, jawArm: jawArm))
    addDyad(k, BodyVector(force: Vector3(0, 0, 1), arm: arm, jawArm: jawArm))
  }

  static func + (a: BodyMatrix, b: BodyMatrix) -> BodyMatrix {
    var c = a
    for k in 0..<28 { c.entry[k] += b.entry[k] }
    return c
  }

  static func * (a: BodyMatrix, v: BodyVector) -> BodyVector {
    var r = BodyVector.zero
    for i in 0..<size {
      var sum: Float = 0
      for j in 0..<size { sum += a[i, j] * v[j] }
      r[i] = sum
    }
    return r
  }

  /// The solution of A x = b for a positive definite matrix (Cholesky).
  func solve(_ b: BodyVector) -> BodyVector {
    let l = factor
    return l.substitute(b)
  }

  /// The inverse of a positive definite matrix.
  var inverse: BodyMatrix {
    let l = factor
    var inverse = BodyMatrix()
    for j in 0..<Self.size {
      var unit = BodyVector.zero
      unit[j] = 1
      let column = l.substitute(unit)
      for i in j..<Self.size { inverse[i, j] = column[i] }
    }
    return inverse
  }

  /// L with A = L L'.
  private var factor: BodyMatrix {
    var l = self
    for j in 0..<Self.size {
      var d = l[j, j]
      for k in 0..<j { d -= l[j, k] * l[j, k] }
      let root = d.squareRoot()
      l[j, j] = root
      for i in (j + 1)..<Self.size {
        var s = l[i, j]
        for k in 0..<j { s -= l[i, k] * l[j, k] }
        l[i, j] = s / root
      }
    }
    return l
  }

  private func substitute(_ b: BodyVector) -> BodyVector {
    var x = b
    for i in 0..<Self.size {
      for k in 0..<i { x[i] -= self[i, k] * x[k] }
      x[i] = x[i] / self[i, i]
    }
    for i in stride(from: Self.size - 1, through: 0, by: -1) {
      for k in (i + 1)..<Self.size { x[i] -= self[k, i] * x[k] }
      x[i] = x[i] / self[i, i]
    }
    return x
  }
}
