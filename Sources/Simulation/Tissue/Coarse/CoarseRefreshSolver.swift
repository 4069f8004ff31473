import SimMath

/// Does the slices of a `CoarseRefresh`: pointers to model and state for the length of a tick.
struct CoarseRefreshSolver {
  let vertexCount: Int
  let size: Int
  /// The slice that is to be done.
  let slice: Int
  let sound: UnsafeMutablePointer<Bool>
  let sliceStart: UnsafeMutablePointer<Int32>
  let firstPiece: UnsafeMutablePointer<Int32>
  let tileOrder: UnsafeMutablePointer<Int32>
  let constant: UnsafeMutablePointer<Double>
  let laws: UnsafeMutablePointer<TissueLaw>
  let pointFrames: UnsafeMutablePointer<Double>
  let reachStart: UnsafeMutablePointer<Int32>
  let reach: UnsafeMutablePointer<Int32>
  let tetrahedra: UnsafeMutablePointer<Int32>
  let reference: UnsafeMutablePointer<Float>
  let mass: UnsafeMutablePointer<Float>
  let lawPlace: UnsafeMutablePointer<Int32>
  let hasDamage: Bool
  /// The snapshot.
  let positions: UnsafeMutablePointer<Float>
  let damage: UnsafeMutablePointer<Float>
  let matrix: CoarseCholesky
  let tiles: UnsafeMutablePointer<Float>
  let diagonal: UnsafeMutablePointer<Float>
  /// The coarse system with the factor in the making.
  let solver: CoarseSolver
  let surface: UnsafeMutablePointer<Int32>
  let columns: UnsafeMutablePointer<Float>
  let frames: CoarseFrameSolver?
  let turned: UnsafeMutablePointer<Bool>
  let blocks: UnsafeMutablePointer<Double>
  let products: UnsafeMutablePointer<Double>
  let sums: UnsafeMutablePointer<Double>
  let scratch: UnsafeMutablePointer<Float>

  init(_ refresh: CoarseRefresh, _ model: TissueModel, _ response: SurfaceResponse, _ state: borrowing CoarseRefreshState) {
    vertexCount = model.vertexCount
    size = refresh.envelope.size
    slice = state.progress.slices
    sound = state.sound.base
    sliceStart = refresh.sliceStart.base
    firstPiece = refresh.firstPiece.base
    tileOrder = refresh.tileOrder.base
    constant = refresh.constant.base
    laws = refresh.laws.base
    pointFrames = refresh.frames.base
    reachStart = refresh.reachStart.base
    reach = refresh.reach.base
    tetrahedra = model.tetrahedra.base
    reference = model.reference.base
    mass = model.mass.base
    lawPlace = model.lawPlace.base
    hasDamage = model.hasDamage
    let back = 1 - state.progress.front
    positions = state.positions(back)
    damage = state.damage(back)
    matrix = CoarseCholesky(refresh.envelope, panels: state.panels.base)
    tiles = state.tiles(back)
    diagonal = state.diagonal(back)
    columns = state.columns(back)
    solver = CoarseSolver(model.coarse, factor: FactorSolver(refresh.envelope, tiles: tiles, diagonal: diagonal))
    surface = response.vertices.base
    frames = CoarseFrameSolver(
      model, aggregateFrame: state.aggregateFrame.base, vertexFrame: state.vertexFrame.base, spin: state.spin.base,
      turned: state.turned.base)
    turned = state.turned.base
    blocks = state.blocks.base
    products = state.products.base
    sums = state.sums.base
    scratch = state.scratch.base
  }

  /// Does the slice.
  func run() {
    var kind = 0
    for piece in Int(sliceStart[slice])..<Int(sliceStart[slice + 1]) {
      while piece >= Int(firstPiece[kind + 1]) { kind += 1 }
      let k = piece - Int(firstPiece[kind])
      switch CoarseRefresh.Work(rawValue: kind) {
      case .turnAggregate: frames?.measure(k..<(k + 1), positions: positions, mass: mass)
      case .turnVertices:
        if k == 0 { turned.pointee = frames?.anyTurned() ?? false }
        if turned.pointee { frames?.blend((32 * k)..<min(32 * k + 32, vertexCount)) }
      case .clear: clear(k)
      case .element: add(element: k)
      case .tile: if !factor(tile: k) { sound.pointee = false }
      case .column:
        solver.answer(
          vertex: Int(surface[k / 3]), axis: k % 3, into: columns + solver.vectorCount * k, scratch: scratch)
      case nil: break
      }
    }
  }

  private func clear(_ b: Int) {
    let begin = matrix.place(b, Int(matrix.firstColumn[b])) - matrix.panels
    let end = begin + 64 * (Int(matrix.tileStart[b + 1] - matrix.tileStart[b]) + 1)
    for i in begin..<end { matrix.panels[i] = constant[i] }
  }

  private func factor(tile k: Int) -> Bool {
    let (b, c) = (Int(tileOrder[2 * k]), Int(tileOrder[2 * k + 1]))
    if b == c {
      // As the operator of the mesh as loaded has it.
      for i in (8 * b)..<min(8 * b + 8, size) { matrix.entry(i, i).pointee *= CoarseSpace.shift }
    }
    guard matrix.factor(b, c) else { return false }
    if b == c { matrix.give(b, tiles: tiles, diagonal: diagonal) }
    return true
  }

  // MARK: Elements

  private func add(element t: Int) {
    stiffness(t)
    if let frames, turned.pointee { turnBack(t, frames) }
    project(t)
  }

  /// The tangent stiffness of an element in the snapshot as 3 x 3 blocks of its nodes: with dF = u b' for a move u of the
  /// node with the stress-free gradient b, the force on another with the gradient a is V (dP/dF : u b') a.
  private func stiffness(_ t: Int) {
    for i in 0..<900 { blocks[i] = 0 }
    let nodes = tetrahedra + 10 * t
    let o = position(nodes[0])
    let left = hasDamage ? 1 - Double(damage[Int(lawPlace[t])]) : 1
    for q in 0..<4 {
      let row = pointFrames + 10 * (4 * t + q)
      let pull = Matrix3D(
        columns: Vector3D(row[0], row[3], row[6]), Vector3D(row[1], row[4], row[7]), Vector3D(row[2], row[5], row[8]))
      let volume = left * row[9]
      var gradients = InlineArray<10, Vector3D>(repeating: .zero)
      var f = Matrix3D.zero
      for a in 0..<10 {
        let c = reference + ReferenceTetrahedron.stride * a + q
        gradients[a] = pull * Vector3D(Double(c[0]), Double(c[8]), Double(c[16]))
        f = f + .outer(position(nodes[a]) - o, gradients[a])
      }
      let law = laws[4 * t + q]
      var moduli = InlineArray<9, Matrix3D>(repeating: .zero)
      for i in 0..<3 {
        let axis = Vector3D(i == 0 ? 1 : 0, i == 1 ? 1 : 0, i == 2 ? 1 : 0)
        for j in 0..<3 {
          let other = Vector3D(j == 0 ? 1 : 0, j == 1 ? 1 : 0, j == 2 ? 1 : 0)
          moduli[3 * i + j] = volume * law.totalStressChange(f, .outer(axis, other))
        }
      }
      for b in 0..<10 {
        let g = gradients[b]
        for i in 0..<3 {
          let change = g.x * moduli[3 * i] + g.y * moduli[3 * i + 1] + g.z * moduli[3 * i + 2]
          for a in 0...b {
            let force = change * gradients[a]
            let block = blocks + 9 * (10 * a + b)
            block[i] += force.x
            block[3 + i] += force.y
            block[6 + i] += force.z
          }
        }
      }
    }
    for b in 0..<10 {
      for a in 0..<b {
        let (from, to) = (blocks + 9 * (10 * a + b), blocks + 9 * (10 * b + a))
        for r in 0..<3 { for c in 0..<3 { to[3 * c + r] = from[3 * r + c] } }
      }
    }
  }

  @inline(__always) private func position(_ v: Int32) -> Vector3D {
    let p = positions + 4 * Int(v)
    return Vector3D(Double(p[0]), Double(p[1]), Double(p[2]))
  }

  /// R_a' K_ab R_b with the turns of the nodes.
  private func turnBack(_ t: Int, _ frames: CoarseFrameSolver) {
    var turns = InlineArray<10, Matrix3D>(repeating: .identity)
    for a in 0..<10 {
      let q = frames.frame(Int(tetrahedra[10 * t + a]))
      turns[a] = Matrix3D(
        columns: Vector3D(q.rotate(Vector3(1, 0, 0))), Vector3D(q.rotate(Vector3(0, 1, 0))),
        Vector3D(q.rotate(Vector3(0, 0, 1))))
    }
    for a in 0..<10 {
      for b in 0..<10 {
        let k = blocks + 9 * (10 * a + b)
        let block = Matrix3D(
          columns: Vector3D(k[0], k[3], k[6]), Vector3D(k[1], k[4], k[7]), Vector3D(k[2], k[5], k[8]))
        let m = turns[a].transpose * (block * turns[b])
        for (c, column) in [m.c0, m.c1, m.c2].enumerated() {
          k[c] = column.x
          k[3 + c] = column.y
          k[6 + c] = column.z
        }
      }
    }
  }

  /// Adds P'KP of an element's blocks.
  private func project(_ t: Int) {
    let begin = Int(reachStart[t])
    let count = Int(reachStart[t + 1]) - begin
    let groups = reach + begin
    let nodes = tetrahedra + 10 * t
    multiply(nodes, groups, count)
    // P' of that, the rows of one group after the other: unknowns of groups up to it.
    for k in 0..<count {
      let width = CoarseSpace.modes * (k + 1)
      for i in 0..<(CoarseSpace.modes * width) { sums[i] = 0 }
      for a in 0..<10 {
        let v = Int(nodes[a])
        for e in Int(solver.entryStart[v])..<Int(solver.entryStart[v + 1]) where solver.entryGroup[e] == groups[k] {
          for p in 0..<4 {
            let w = Quad(repeating: Double(solver.entryWeights[4 * e + p]))
            for r in 0..<3 {
              let row = products + CoarseSpace.modes * count * (3 * a + r)
              let sum = sums + width * (3 * p + r)
              for j in stride(from: 0, to: width, by: 4) { put(quad(sum + j) + w * quad(row + j), sum + j) }
            }
          }
        }
      }
      let own = CoarseSpace.modes * Int(groups[k])
      for row in 0..<CoarseSpace.modes {
        for j in 0...k {
          let first = CoarseSpace.modes * Int(groups[j])
          let target = matrix.entry(own + row, first)
          let sum = sums + width * row + CoarseSpace.modes * j
          // Columns of a panel are eight numbers apart.
          for c in 0...min(CoarseSpace.modes - 1, own + row - first) { target[8 * c] += sum[c] }
        }
      }
    }
  }

  /// K P of an element: for each node three rows with twelve columns of each group.
  private func multiply(_ nodes: UnsafeMutablePointer<Int32>, _ groups: UnsafeMutablePointer<Int32>, _ count: Int) {
    let width = CoarseSpace.modes * count
    for i in 0..<(30 * width) { products[i] = 0 }
    for b in 0..<10 {
      let u = Int(nodes[b])
      for e in Int(solver.entryStart[u])..<Int(solver.entryStart[u + 1]) {
        var place = 0
        while groups[place] != solver.entryGroup[e] { place += 1 }
        let f = solver.entryWeights + 4 * e
        let (f0, f1, f2, f3) = (Double(f[0]), Double(f[1]), Double(f[2]), Double(f[3]))
        let (w0, w1, w2) = (Quad(f0, f0, f0, f1), Quad(f1, f1, f2, f2), Quad(f2, f3, f3, f3))
        for a in 0..<10 {
          for r in 0..<3 {
            let k = blocks + 9 * (10 * a + b) + 3 * r
            let row = products + width * (3 * a + r) + CoarseSpace.modes * place
            put(quad(row) + w0 * Quad(k[0], k[1], k[2], k[0]), row)
            put(quad(row + 4) + w1 * Quad(k[1], k[2], k[0], k[1]), row + 4)
            put(quad(row + 8) + w2 * Quad(k[2], k[0], k[1], k[2]), row + 8)
          }
        }
      }
    }
  }

  private typealias Quad = SIMD4<Double>

  @inline(__always) private func quad(_ p: UnsafeMutablePointer<Double>) -> Quad {
    UnsafeMutableRawPointer(p).load(as: Quad.self)
  }

  @inline(__always) private func put(_ x: Quad, _ p: UnsafeMutablePointer<Double>) {
    UnsafeMutableRawPointer(p).storeBytes(of: x, as: Quad.self)
  }
}
