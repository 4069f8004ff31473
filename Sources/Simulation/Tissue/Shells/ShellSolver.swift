import SimMath

/// Pointers to one tick's shells, and the kernels that work on them: the same energy as ``ShellPatch``, in single precision.
///
/// Normals and angles are kept up to date while the sweep moves vertices. The six vertices of a patch never share a
/// colour, so that what a vertex reads and writes is nobody else's at the time.
struct ShellSolver {
  let triangleCount: Int
  let hingeCount: Int
  let rows: UnsafeMutablePointer<Float>
  let vertices: UnsafeMutablePointer<Int32>
  let hinges: UnsafeMutablePointer<Int32>
  let beyond: UnsafeMutablePointer<Int32>
  let hingeVertices: UnsafeMutablePointer<Int32>
  let entryStart: UnsafeMutablePointer<Int32>
  let entries: UnsafeMutablePointer<Int32>
  let ownStart: UnsafeMutablePointer<Int32>
  let own: UnsafeMutablePointer<Int32>
  let edgeStart: UnsafeMutablePointer<Int32>
  let edges: UnsafeMutablePointer<Int32>
  let reach: UnsafeMutablePointer<Float>
  let normal: UnsafeMutablePointer<Float>
  let angle: UnsafeMutablePointer<Float>
  let energy: UnsafeMutablePointer<Float>
  let positions: UnsafeMutablePointer<Float>

  init(_ model: ShellModel, _ state: borrowing ShellState, positions: UnsafeMutablePointer<Float>) {
    triangleCount = model.triangleCount
    hingeCount = model.hingeCount
    rows = model.rows.base
    vertices = model.vertices.base
    hinges = model.hinges.base
    beyond = model.beyond.base
    hingeVertices = model.hingeVertices.base
    entryStart = model.entryStart.base
    entries = model.entries.base
    ownStart = model.ownStart.base
    own = model.own.base
    edgeStart = model.edgeStart.base
    edges = model.edges.base
    reach = model.reach.base
    normal = state.normal.base
    angle = state.angle.base
    energy = state.energy.base
    self.positions = positions
  }

  @inline(__always) func position(_ v: Int32) -> Vector3 {
    let p = positions + 4 * Int(v)
    return Vector3(p[0], p[1], p[2])
  }

  /// N/|N|^2 of a triangle.
  @inline(__always) func normalVector(_ t: Int) -> Vector3 {
    Vector3(normal[4 * t], normal[4 * t + 1], normal[4 * t + 2])
  }

  /// Normals of triangles and angles of edges from the positions.
  func refresh(triangles: Range<Int>, hinges: Range<Int>) {
    for t in triangles { refreshNormal(t) }
    for h in hinges { angle[h] = hingeAngle(h) }
  }

  @inline(__always) private func refreshNormal(_ t: Int) {
    let v = vertices + 6 * t
    let p = position(v[0])
    let n = (position(v[1]) - p).cross(position(v[2]) - p)
    let s = 1 / max(n.lengthSquared, rows[ShellModel.stride * t + ShellModel.Row.leastNormal])
    normal[4 * t] = s * n.x
    normal[4 * t + 1] = s * n.y
    normal[4 * t + 2] = s * n.z
  }

  /// phi of an edge; see `ShellPatch.angle`. Held under 2,000 where the flaps lie on each other.
  @inline(__always) private func hingeAngle(_ h: Int) -> Float {
    let v = hingeVertices + 4 * h
    let (p, q) = (position(v[0]), position(v[1]))
    let e = q - p
    let n = e.cross(position(v[2]) - p)
    let m = (position(v[3]) - q).cross(e)
    let size = (n.lengthSquared * m.lengthSquared).squareRoot()
    let below = e.length * max(size + n.dot(m), 1e-6 * size)
    return below > 0 ? 2 * e.dot(n.cross(m)) / below : 0
  }

  /// A vertex's step, cut where it is too long for its shells; see `ShellModel.largestStep`.
  @inline(__always) func cut(_ move: Vector3, of v: Int) -> Vector3 {
    let squared = move.lengthSquared
    let most = reach[v]
    return squared > most * most ? (most / squared.squareRoot()) * move : move
  }

  /// Follows a vertex that has moved.
  @inline(never) func follow(_ v: Int) {
    for k in Int(ownStart[v])..<Int(ownStart[v + 1]) { refreshNormal(Int(own[k])) }
    for k in Int(edgeStart[v])..<Int(edgeStart[v + 1]) {
      let h = Int(edges[k])
      angle[h] = hingeAngle(h)
    }
  }

  /// Energy of triangles from the positions.
  func updateEnergy(_ range: Range<Int>) {
    for t in range {
      let row = rows + ShellModel.stride * t
      var sum = membraneEnergy(t)
      let h = hinges + 3 * t
      var d = (Float(0), Float(0), Float(0))
      if Int(h[0]) < hingeCount { d.0 = hingeAngle(Int(h[0])) - row[ShellModel.Row.restAngles] }
      if Int(h[1]) < hingeCount { d.1 = hingeAngle(Int(h[1])) - row[ShellModel.Row.restAngles + 1] }
      if Int(h[2]) < hingeCount { d.2 = hingeAngle(Int(h[2])) - row[ShellModel.Row.restAngles + 2] }
      let m = moments(row, d)
      sum += 0.5 * ((m.0 * d.0 + m.1 * d.1) + m.2 * d.2)
      energy[t] = sum
    }
  }

  @inline(__always) func moments(
    _ row: UnsafeMutablePointer<Float>, _ d: (Float, Float, Float)
  ) -> (Float, Float, Float) {
    let g = row + ShellModel.Row.bending
    return (
      (g[0] * d.0 + g[3] * d.1) + g[4] * d.2, (g[3] * d.0 + g[1] * d.1) + g[5] * d.2,
      (g[4] * d.0 + g[5] * d.1) + g[2] * d.2
    )
  }
}
