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
/// The stiffness of shells stays as loaded; so does a muscle's own (its passive law is followed). A matrix that is not positive definite, of a body
/// that is being crushed, is dropped, and the operator before it stays.
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
  init(
    ticks: Int, tissue: TissueModel, mesh: TissueMesh, points: [MaterialPoint], columns: Int
  ) throws(TissueError) {
    precondition(ticks >= 1)
    self.ticks = ticks
    var constant = TissueStiffness(vertices: tissue.vertexCount)
    for patch in try ShellPatch.patches(of: mesh) { constant.add(patch, at: mesh.nodes) }
    for v in 0..<tissue.vertexCount {
      constant.matrix.add((Double(tissue.mass[v]) / (1e-3 * 1e-3)) * .identity, row: v, column: v)
    }
    let stiffness = constant.matrix
    let space = tissue.coarse
    func entries(_ v: Int) -> Range<Int> { Int(space.entryStart[v])..<Int(space.entryStart[v + 1]) }

    // Groups meet where an element or a shell's patch does.
    var first = (0..<space.groupCount).map { $0 }
    func meet(_ vertices: [Int]) -> [Int32] {
      let groups = Set(vertices.flatMap { entries($0).map { space.entryGroup[$0] } }).sorted()
      for g in groups { first[Int(g)] = min(first[Int(g)], Int(groups[0])) }
      return groups
    }
    let reached = mesh.tetrahedra.map { meet($0) }
    for v in 0..<tissue.vertexCount { _ = meet([v] + stiffness.columns[v].map { Int($0) }) }
    reachStart = FixedBuffer(reached.reduce(into: [0]) { $0.append($0.last! + Int32($1.count)) }, padding: 0)
    reach = FixedBuffer(reached.flatMap { $0 }, padding: 0)
    largestReach = reached.map(\.count).max() ?? 0
    let modes = CoarseSpace.modes
    let envelope = CoarseEnvelope(first: first.flatMap { [Int](repeating: modes * $0, count: modes) })
    self.envelope = envelope

    self.constant = FixedBuffer(count: envelope.panelCount, repeating: 0)
    let matrix = CoarseCholesky(envelope, panels: self.constant.base)
    for i in envelope.size..<(8 * envelope.blockCount) { matrix.entry(i, i).pointee = 1 }
    for v in 0..<tissue.vertexCount {
      for (k, u) in stiffness.columns[v].enumerated() {
        for e in entries(v) {
          for g in entries(Int(u)) where space.entryGroup[g] <= space.entryGroup[e] {
            for p in 0..<4 {
              for q in 0..<4 {
                let w = Double(space.entryWeights[4 * e + p]) * Double(space.entryWeights[4 * g + q])
                for r in 0..<3 {
                  for c in 0..<3 {
                    let i = modes * Int(space.entryGroup[e]) + 3 * p + r
                    let j = modes * Int(space.entryGroup[g]) + 3 * q + c
                    if j <= i { matrix.entry(i, j).pointee += w * stiffness.blocks[v][k][r, c] }
                  }
                }
              }
            }
          }
        }
      }
    }

    laws = FixedBuffer(points.map { TissueLaw($0.law.passive) }, padding: TissueLaw(Material(youngsModulus: 1, poissonRatio: 0, density: 1)))
    frames = FixedBuffer(count: 40 * mesh.tetrahedra.count, repeating: 0)
    for (t, tet) in mesh.tetrahedra.enumerated() {
      let corners = tet.map { mesh.nodes[$0] }
      for q in 0..<4 {
        let tangents = ReferenceTetrahedron.tangents(corners, point: q)
        let prestretch = points[4 * t + q].prestretch
        let w = tangents.inverse * prestretch
        let row = frames.base + 10 * (4 * t + q)
        for (k, c) in [w.c0, w.c1, w.c2].enumerated() {
          row[3 * k] = c.x
          row[3 * k + 1] = c.y
          row[3 * k + 2] = c.z
        }
        row[9] = tangents.determinant / (24 * prestretch.determinant)
      }
    }

    var tiles: [(block: Int, column: Int)] = []
    for b in 0..<envelope.blockCount {
      for c in (Int(envelope.firstColumn[b]) / 8)...b { tiles.append((b, c)) }
    }
    tileOrder = FixedBuffer(tiles.flatMap { [Int32($0.block), Int32($0.column)] }, padding: 0)

    // How long a piece takes, ns, on a slow core: only their ratios matter, and only to how even the slices are.
    let turned = space.frames != nil
    let substitution = 30 * Double(envelope.tileCount + envelope.blockCount)
    func cost(_ tile: (block: Int, column: Int)) -> Double {
      let begin = max(Int(envelope.firstColumn[tile.block]), Int(envelope.firstColumn[tile.column])) / 8
      return 150 + 120 * Double(tile.column - begin)
    }
    let costs: [[Double]] = Work.allCases.map { work in
      switch work {
      case .turnAggregate: [Double](repeating: 3000, count: turned ? space.groupCount : 0)
      case .turnVertices: [Double](repeating: 3000, count: turned ? (tissue.vertexCount + 31) / 32 : 0)
      case .clear: [Double](repeating: 20 * Double(envelope.tileCount) / Double(envelope.blockCount), count: envelope.blockCount)
      case .element: [Double](repeating: 30_000, count: mesh.tetrahedra.count)
      case .tile: tiles.map(cost)
      case .column: [Double](repeating: substitution, count: columns)
      }
    }
    firstPiece = FixedBuffer(costs.reduce(into: [0]) { $0.append($0.last! + Int32($1.count)) }, padding: 0)
    let all = costs.flatMap { $0 }
    let total = all.reduce(0, +)
    var starts: [Int32] = [0]
    var spent = 0.0
    for (k, cost) in all.enumerated() {
      // A piece belongs to the slice in which its middle falls.
      while starts.count < ticks && spent + 0.5 * cost > total * Double(starts.count) / Double(ticks) {
        starts.append(Int32(k))
      }
      spent += cost
    }
    while starts.count < ticks + 1 { starts.append(Int32(all.count)) }
    sliceStart = FixedBuffer(starts, padding: 0)
  }
}
