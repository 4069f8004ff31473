import SimMath

extension ThreadSolver {
  /// Fills the matrix and the right-hand side: second and minus first derivatives of the tick's energy at `x`.
  mutating func assemble() {
    let count = 9 * Int(rowStart[n])
    for i in 0..<count { blocks[i] = 0 }
    let h2 = Self.inverseSquareTick
    let g = (Self.tick * Self.tick) * model.gravity
    for i in 0..<n {
      let m = model.mass(i) * h2
      let ahead = at(previous, i) + Self.tick * at(v, i) + g
      put(load, i, m * (ahead - at(x, i)))
      addDiagonal(i, m)
    }
    addStretching()
    addBending()
    addTorque()
    for k in 0..<contactCount { addContact(contacts[k]) }
    for k in 0..<model.guideCapacity where guides[k].isActive { addGuide(guides[k]) }
    if head.isActive { addHead() }
  }

  /// The needle's whole block, as the first vertex sees it.
  private func addHead() {
    add(load, 0, head.stiffness * (head.place - at(x, 0)))
    let p = band(0, 0)
    let k = head.stiffness
    let columns = (k.c0, k.c1, k.c2)
    p[0] += columns.0.x
    p[1] += columns.1.x
    p[2] += columns.2.x
    p[3] += columns.0.y
    p[4] += columns.1.y
    p[5] += columns.2.y
    p[6] += columns.0.z
    p[7] += columns.1.z
    p[8] += columns.2.z
  }

  // MARK: Blocks

  /// Adds a number times the identity to a vertex's own block.
  @inline(__always) func addDiagonal(_ i: Int, _ a: Double) {
    let p = band(i, 0)
    p[0] += a
    p[4] += a
    p[8] += a
  }

  /// The block that couples a vertex with itself, its next or its next but one.
  @inline(__always) private func band(_ i: Int, _ distance: Int) -> UnsafeMutablePointer<Double> {
    blocks + 9 * Int(bandBlocks[3 * i + distance])
  }

  /// The block that couples two vertices, in the lower triangle; symmetric terms only go in, so that which of the two
  /// is the row does not matter.
  @inline(__always) func block(_ i: Int, _ j: Int) -> UnsafeMutablePointer<Double> {
    let a = Int(place[i])
    let b = Int(place[j])
    let row = max(a, b)
    return blocks + 9 * (Int(rowStart[row]) + min(a, b) - Int(firstColumn[row]))
  }

  /// Adds w (a I + (b - a) d d') to the block of two vertices.
  @inline(__always) func add(_ i: Int, _ j: Int, _ w: Double, _ a: Double, _ b: Double, _ d: Vector3D) {
    add(block(i, j), w, a, b, d)
  }

  @inline(__always) private func add(
    _ p: UnsafeMutablePointer<Double>, _ w: Double, _ a: Double, _ b: Double, _ d: Vector3D
  ) {
    let wa = w * a
    let c = w * (b - a)
    let cx = c * d.x
    let cy = c * d.y
    let cz = c * d.z
    p[0] += wa + cx * d.x
    p[1] += cx * d.y
    p[2] += cx * d.z
    p[3] += cx * d.y
    p[4] += wa + cy * d.y
    p[5] += cy * d.z
    p[6] += cx * d.z
    p[7] += cy * d.z
    p[8] += wa + cz * d.z
  }

  // MARK: Rod

  /// Axial stiffness of a segment of a length. A thread that is pressed along itself bends within a segment sooner than
  /// it shortens: against that it is softer by this share, far above the force at which it buckles.
  @inline(__always) func stiffness(_ l: Double) -> Double {
    l < length ? 0.05 * model.material.axialStiffness : model.material.axialStiffness
  }

  /// Tension of a segment now: E A times strain, and its damping.
  @inline(__always) private func addStretching() {
    let material = model.material
    let rate = min(1, material.relaxationTime / Self.tick)
    for i in 0..<segments where broken[i] == 0 {
      let e = at(x, i + 1) - at(x, i)
      let l = max(e.length, 1e-9)
      let t = (1 / l) * e
      let before = (at(previous, i + 1) - at(previous, i)).length
      let ea = stiffness(l)
      let pull = ea * ((l - length) + rate * (l - before)) / length
      tension[i] = pull
      let f = pull * t
      add(load, i, f)
      add(load, i + 1, -f)
      let along = ea * (1 + rate) / length
      let across = max(0, pull) / l
      add(band(i, 0), 1, across, along, t)
      add(band(i + 1, 0), 1, across, along, t)
      add(band(i, 1), -1, across, along, t)
    }
  }

  /// Bending stiffness / (2 length) |e / length - e' / length - set|^2 at every inner vertex.
  @inline(__always) private func addBending() {
    let material = model.material
    let w = material.bendingStiffness / (length * length * length)
    let rate = material.relaxationTime / Self.tick
    let c = w * (1 + rate)
    for i in 1..<(n - 1) where broken[i - 1] == 0 && broken[i] == 0 {
      let now = second(x, i)
      // The bend of the tick before, turned with the thread, so that turning as a whole is not damped.
      let turn = ThreadTurn(from: chord(previous, i), to: chord(x, i))
      let before = turn.apply(second(previous, i))
      let f = w * ((now - turn.apply(at(set, i))) + rate * (now - before))
      add(load, i - 1, -f)
      add(load, i, 2 * f)
      add(load, i + 1, -f)
      addDiagonal(i - 1, c)
      addDiagonal(i, 4 * c)
      addDiagonal(i + 1, c)
      addIdentity(band(i - 1, 1), -2 * c)
      addIdentity(band(i, 1), -2 * c)
      addIdentity(band(i - 1, 2), c)
    }
  }

  @inline(__always) private func addIdentity(_ p: UnsafeMutablePointer<Double>, _ a: Double) {
    p[0] += a
    p[4] += a
    p[8] += a
  }

  @inline(__always) func second(_ p: UnsafeMutablePointer<Double>, _ i: Int) -> Vector3D {
    (at(p, i + 1) - at(p, i)) - (at(p, i) - at(p, i - 1))
  }

  /// Across a vertex, from its one neighbour to the other.
  @inline(__always) func chord(_ p: UnsafeMutablePointer<Double>, _ i: Int) -> Vector3D {
    at(p, i + 1) - at(p, i - 1)
  }
}
