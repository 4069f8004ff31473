import SimMath

extension SymmetricBlock {
  /// Adds s (a b' + b a').
  @inline(__always) mutating func addDyads(_ s: Float, _ a: Vector3, _ b: Vector3) {
    let q = s * a
    xx += 2 * (q.x * b.x)
    xy += q.x * b.y + q.y * b.x
    xz += q.x * b.z + q.z * b.x
    yy += 2 * (q.y * b.y)
    yz += q.y * b.z + q.z * b.y
    zz += 2 * (q.z * b.z)
  }
}

extension ShellSolver {
  /// Derivative of the shells' energy by a vertex, N.
  @inline(never) func gradient(_ v: Int) -> Vector3 {
    var g = Vector3.zero
    var h = SymmetricBlock.zero
    visit(v, &g, &h, block: false)
    return g
  }

  /// Adds the shells of a vertex to its gradient and Hessian.
  @inline(never) func add(vertex v: Int, gradient: inout Vector3, hessian: inout SymmetricBlock) {
    visit(v, &gradient, &hessian, block: true)
  }

  /// Shells' forces after the coarse correction times that correction, J.
  @inline(never) func work(_ v: Int, along move: UnsafeMutablePointer<Float>) -> Double {
    -Double(gradient(v).dot(Vector3(move[4 * v], move[4 * v + 1], move[4 * v + 2])))
  }

  @inline(__always) private func visit(
    _ v: Int, _ gradient: inout Vector3, _ hessian: inout SymmetricBlock, block: Bool
  ) {
    for k in Int(entryStart[v])..<Int(entryStart[v + 1]) {
      let (t, a) = (Int(entries[k]) / 6, Int(entries[k]) % 6)
      let row = rows + ShellModel.stride * t
      let rest = row + ShellModel.Row.restAngles
      let h = hinges + 3 * t
      let m = moments(
        row, (angle[Int(h[0])] - rest[0], angle[Int(h[1])] - rest[1], angle[Int(h[2])] - rest[2]))
      if a < 3 { addMembrane(t, corner: a, &gradient, &hessian, block: block) }
      if a < 3 {
        let slopes = (slope(t, 0, of: a), slope(t, 1, of: a), slope(t, 2, of: a))
        gradient += m.0 * slopes.0.vector + (m.1 * slopes.1.vector + m.2 * slopes.2.vector)
        guard block else { continue }
        let g = row + ShellModel.Row.bending
        hessian.addDyad(g[0], slopes.0.vector)
        hessian.addDyad(g[1], slopes.1.vector)
        hessian.addDyad(g[2], slopes.2.vector)
        hessian.addDyads(g[3], slopes.0.vector, slopes.1.vector)
        hessian.addDyads(g[4], slopes.0.vector, slopes.2.vector)
        hessian.addDyads(g[5], slopes.1.vector, slopes.2.vector)
        addTurn(m.0, slopes.0, &hessian)
        addTurn(m.1, slopes.1, &hessian)
        addTurn(m.2, slopes.2, &hessian)
      } else {
        let i = a - 3
        let moment = i == 0 ? m.0 : i == 1 ? m.1 : m.2
        let s = slope(t, i, of: a)
        gradient += moment * s.vector
        guard block else { continue }
        hessian.addDyad(row[ShellModel.Row.bending + i], s.vector)
        addTurn(moment, s, &hessian)
      }
    }
  }

  /// How an edge's angle changes with a vertex.
  struct Slope {
    /// d phi/dx, 1/m, phi, and a bound of the curvature of the angle theta by the vertex, 1/m2.
    var vector = Vector3.zero
    var angle: Float = 0
    var bound: Float = 0
  }

  /// Of side `i` of a triangle by the vertex in place `a` of its patch.
  @inline(__always) private func slope(_ t: Int, _ i: Int, of a: Int) -> Slope {
    let h = Int(hinges[3 * t + i])
    guard h < hingeCount else { return Slope() }
    let v = vertices + 6 * t
    let (first, second) = (i == 2 ? 0 : i + 1, i == 0 ? 2 : i - 1)
    let (p, q) = (position(v[first]), position(v[second]))
    let e = q - p
    let squared = e.lengthSquared
    let length = squared.squareRoot()
    let phi = angle[h]
    let rise = 1 + 0.25 * phi * phi
    let inner = normalVector(t)
    if a == i { return Slope(vector: (-rise * length) * inner, angle: phi, bound: squared * inner.lengthSquared) }
    let outer = normalVector(Int(beyond[3 * t + i]))
    if a == 3 + i { return Slope(vector: (-rise * length) * outer, angle: phi, bound: squared * outer.lengthSquared) }
    // Feet of both heights on the edge, measured from the end that does not move.
    let still = a == first ? q : p
    let along = a == first ? -e : e
    let s = (position(v[i]) - still).dot(along) / length
    let r = (position(v[3 + i]) - still).dot(along) / length
    let (c, d) = (s * s * inner.lengthSquared, r * r * outer.lengthSquared)
    return Slope(vector: rise * (s * inner + r * outer), angle: phi, bound: 2 * (c + d) + 4 / squared)
  }

  /// Adds what the turning of an angle's slope can add to the energy's Hessian by a vertex. It works across the normal
  /// above all, n m' + m n' with m in the plane, which is at most a quarter along n and four times across.
  @inline(__always) private func addTurn(_ moment: Float, _ s: Slope, _ hessian: inout SymmetricBlock) {
    let squared = s.vector.lengthSquared
    guard moment != 0, squared > 0 else { return }
    let rise = 1 + 0.25 * s.angle * s.angle
    let turn = abs(moment) * rise * s.bound
    let along = min(4, 0.25 + abs(s.angle))
    hessian.addDiagonal(4 * turn)
    hessian.addDyad((along - 4) * turn / squared + max(0, 0.5 * moment * s.angle / rise), s.vector)
  }
}
