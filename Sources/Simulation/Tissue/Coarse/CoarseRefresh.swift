import SimMath

/// What is needed to make the coarse operator anew at the positions that a body has come to, a slice in each tick.
///
/// A round takes a fixed number of ticks. It begins with a snapshot of the positions; its slices assemble the Galerkin
/// matrix P'(M/dt2 + K)P with the tangent stiffness K of the elements there, factor it, and solve for the response of the
/// touchable surface; at its end the new operator takes the place of the old one. What a slice does is fixed at load, so
/// that no tick costs more than another, and the operator is a function of the snapshot alone: a saved state holds two
/// snapshots and no matrix. Where the correction turns with the body, K is taken back through the turn of each vertex, so
/// that the operator stays one of the mesh as loaded.
///
/// The stiffness of shells stays as loaded, and that of active fibres is left out. A matrix that is not positive definite,
/// of a body that is being crushed, is dropped, and the operator before it stays.
final class CoarseRefresh: Sendable {
  /// What a slice is made of.
  enum Work: Int, CaseIterable {
    /// The turn of an aggregate, and of 32 vertices.
    case turnAggregate, turnVertices
    /// A block of the matrix set to what does not change.
    case clear
    /// An element's stiffness, added.
    case element
    /// A tile factored; the last of a block gives it to the new factor.
    case tile
    /// A column of the surface's response.
    case column
  }

  /// Ticks of a round.
  let ticks: Int
  let envelope: CoarseEnvelope
  /// Inertia and shells: P'(M/dt2 + K)P in panels.
  let constant: FixedBuffer<Double>
  /// Law of each material point; [T][4].
  let laws: FixedBuffer<TissueLaw>
  /// W by columns with F = X W (as ``ElementTable`` has it), 1/m, and the stress-free volume, m3; [T][4][10].
  let frames: FixedBuffer<Double>
  /// The groups that reach each element, ascending; [T + 1] and the list.
  let reachStart: FixedBuffer<Int32>
  let reach: FixedBuffer<Int32>
  let largestReach: Int
  /// Block and column of each tile in the order in which they are factored; [tiles][2].
  let tileOrder: FixedBuffer<Int32>
  /// The first piece of each kind of work in the sequence of all pieces; [kinds + 1].
  let firstPiece: FixedBuffer<Int32>
  /// The first piece of each slice; [ticks + 1].
  let sliceStart: FixedBuffer<Int32>

  /// - Parameters:
  ///   - ticks: of a round, at least 1.
  ///   - columns: columns of the surface's response.
  /// - Throws: `TissueError` for shells that cannot be used.
  init(
    ticks: Int, tissue: TissueModel, mesh: TissueMesh, points: [MaterialPoint], columns: Int
  ) throws(TissueError) {
    precondition(ticks >= 1)
    self.ticks = ticks
    let space = tissue.coarse
    let unchanging = try Self.unchanging(tissue, mesh)
    let (reached, first) = Self.reach(space, mesh, unchanging)
    reachStart = FixedBuffer(reached.reduce(into: [0]) { $0.append($0.last! + Int32($1.count)) }, padding: 0)
    reach = FixedBuffer(reached.flatMap { $0 }, padding: 0)
    largestReach = reached.map(\.count).max() ?? 0
    let envelope = CoarseEnvelope(
      first: first.flatMap { [Int](repeating: CoarseSpace.modes * $0, count: CoarseSpace.modes) })
    self.envelope = envelope
    constant = Self.project(unchanging, space, envelope)
    laws = FixedBuffer(
      points.map { TissueLaw($0.law.passive) },
      padding: TissueLaw(Material(youngsModulus: 1, poissonRatio: 0, density: 1)))
    frames = Self.frames(mesh, points)

    var tiles: [Tile] = []
    for b in 0..<envelope.blockCount {
      for c in envelope.tiles(ofBlock: b) { tiles.append(Tile(block: b, column: c)) }
    }
    tileOrder = FixedBuffer(tiles.flatMap { [Int32($0.block), Int32($0.column)] }, padding: 0)
    let costs = Work.allCases.map { Self.costs($0, tissue, envelope, tiles, columns: columns) }
    firstPiece = FixedBuffer(costs.reduce(into: [0]) { $0.append($0.last! + Int32($1.count)) }, padding: 0)
    sliceStart = FixedBuffer(Self.slices(costs.flatMap { $0 }, ticks), padding: 0)
  }

  // MARK: What does not change

  /// Inertia over dt2 and the shells' stiffness as loaded, N/m.
  private static func unchanging(_ tissue: TissueModel, _ mesh: TissueMesh) throws(TissueError) -> BlockMatrix {
    var stiffness = TissueStiffness(vertices: tissue.vertexCount)
    for patch in try ShellPatch.patches(of: mesh) { stiffness.add(patch, at: mesh.nodes) }
    for v in 0..<tissue.vertexCount {
      stiffness.matrix.add((Double(tissue.mass[v]) / (1e-3 * 1e-3)) * .identity, row: v, column: v)
    }
    return stiffness.matrix
  }

  /// The entries of the coarse space at a vertex.
  private static func entries(_ space: CoarseSpace, _ v: Int) -> Range<Int> {
    Int(space.entryStart[v])..<Int(space.entryStart[v + 1])
  }

  /// The groups that reach each element, ascending, and the first group that each group meets, in an element or a shell.
  private static func reach(
    _ space: CoarseSpace, _ mesh: TissueMesh, _ unchanging: BlockMatrix
  ) -> (elements: [[Int32]], first: [Int]) {
    var first = Array(0..<space.groupCount)
    func meet(_ vertices: [Int]) -> [Int32] {
      let groups = Set(vertices.flatMap { entries(space, $0).map { space.entryGroup[$0] } }).sorted()
      for g in groups { first[Int(g)] = min(first[Int(g)], Int(groups[0])) }
      return groups
    }
    let elements = mesh.tetrahedra.map { meet($0) }
    for v in 0..<unchanging.rows { _ = meet([v] + unchanging.columns[v].map { Int($0) }) }
    return (elements, first)
  }

  /// P'AP in panels.
  private static func project(
    _ a: BlockMatrix, _ space: CoarseSpace, _ envelope: CoarseEnvelope
  ) -> FixedBuffer<Double> {
    let panels = FixedBuffer<Double>(count: envelope.panelCount, repeating: 0)
    let matrix = CoarseCholesky(envelope, panels: panels.base)
    matrix.pad(envelope)
    for v in 0..<a.rows {
      for (k, u) in a.columns[v].enumerated() {
        for e in entries(space, v) {
          for g in entries(space, Int(u)) where space.entryGroup[g] <= space.entryGroup[e] {
            add(a.blocks[v][k], e, g)
          }
        }
      }
    }
    return panels

    func add(_ block: Matrix3D, _ e: Int, _ g: Int) {
      for p in 0..<4 {
        for q in 0..<4 {
          let w = Double(space.entryWeights[4 * e + p]) * Double(space.entryWeights[4 * g + q])
          for r in 0..<3 {
            for c in 0..<3 {
              let i = CoarseSpace.modes * Int(space.entryGroup[e]) + 3 * p + r
              let j = CoarseSpace.modes * Int(space.entryGroup[g]) + 3 * q + c
              if j <= i { matrix.entry(i, j).pointee += w * block[r, c] }
            }
          }
        }
      }
    }
  }

  private static func frames(_ mesh: TissueMesh, _ points: [MaterialPoint]) -> FixedBuffer<Double> {
    let frames = FixedBuffer<Double>(count: 40 * mesh.tetrahedra.count, repeating: 0)
    for (t, tet) in mesh.tetrahedra.enumerated() {
      let nodes = tet.map { mesh.nodes[$0] }
      for q in 0..<4 {
        let w = ReferenceTetrahedron.frame(nodes, point: q, prestretch: points[4 * t + q].prestretch)
        let row = frames.base + 10 * (4 * t + q)
        for (k, c) in [w.c0, w.c1, w.c2].enumerated() {
          row[3 * k] = c.x
          row[3 * k + 1] = c.y
          row[3 * k + 2] = c.z
        }
        row[9] = 1 / (24 * w.determinant)
      }
    }
    return frames
  }

  // MARK: The plan

  private struct Tile {
    var block: Int
    var column: Int
  }

  /// How long each piece of a kind of work takes, ns on a slow core: only their ratios matter, and only to how even the slices
  /// are.
  private static func costs(
    _ work: Work, _ tissue: TissueModel, _ envelope: CoarseEnvelope, _ tiles: [Tile], columns: Int
  ) -> [Double] {
    func pieces(_ count: Int, _ cost: Double) -> [Double] { [Double](repeating: cost, count: count) }
    let turning = tissue.coarse.frames != nil
    let allTiles = Double(envelope.tileCount + envelope.blockCount)
    switch work {
    case .turnAggregate: return pieces(turning ? tissue.coarse.groupCount : 0, 3000)
    case .turnVertices: return pieces(turning ? (tissue.vertexCount + 31) / 32 : 0, 3000)
    case .clear: return pieces(envelope.blockCount, 20 * allTiles / Double(envelope.blockCount))
    case .element: return pieces(tissue.tetrahedronCount, 16_000)
    case .tile:
      return tiles.map { tile in
        let begin = max(Int(envelope.firstColumn[tile.block]), Int(envelope.firstColumn[tile.column])) / 8
        return 150 + 120 * Double(tile.column - begin)
      }
    case .column: return pieces(columns, 30 * allTiles)
    }
  }

  /// The first piece of each slice: a piece belongs to the slice in which its middle falls.
  private static func slices(_ costs: [Double], _ ticks: Int) -> [Int32] {
    let total = costs.reduce(0, +)
    var starts: [Int32] = [0]
    var spent = 0.0
    for (k, cost) in costs.enumerated() {
      while starts.count < ticks && spent + 0.5 * cost > total * Double(starts.count) / Double(ticks) {
        starts.append(Int32(k))
      }
      spent += cost
    }
    while starts.count < ticks + 1 { starts.append(Int32(costs.count)) }
    return starts
  }
}
