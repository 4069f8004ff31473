import SimMath

/// The coarse correction of the two-level solver: groups of vertices that move as one, softened.
///
/// Smoothed aggregation (Vanek, Mandel and Brezina 1996): every aggregate's rigid or affine motions are the tentative
/// interpolation, one damped block Jacobi step of the stiffness K makes them cheap in energy (K alone, so that rigid
/// motions stay in the coarse space and a free body falls at g), and the Galerkin matrix P'AP with A = M/dt2 + K,
/// linearised at the mesh as loaded, is factored once (``CoarseFactor``). The unknowns of an aggregate are kept as
/// one or two groups of six, each stored as eight numbers so that it is one SIMD register. Sizes: C groups.
final class CoarseSpace: Sendable {
  /// Groups of six unknowns, C: one for each aggregate that moves rigidly, two for each that is affine.
  let groupCount: Int

  /// Interpolation by vertex: entries of vertex v are `entryStart[v] ..< entryStart[v + 1]`; [N + 1].
  let entryStart: FixedBuffer<Int32>
  /// Group of each entry; [E].
  let entryGroup: FixedBuffer<Int32>
  /// Three rows (x, y, z) of six weights of each entry; [E][3][6], and two floats so that eight can be read at any row.
  let entryWeights: FixedBuffer<Float>

  /// The aggregates, where the correction turns with them.
  let frames: CoarseFrames?

  /// The factored Galerkin matrix for the 6 C unknowns without padding.
  let factor: CoarseFactor

  init(
    positions: [Vector3D], fixed: [Bool], mass: [Double], stiffness: BlockMatrix, coarse: CoarseParameters
  ) throws(TissueError) {
    let n = positions.count
    let free = (0..<n).filter { !fixed[$0] && mass[$0] > 0 }
    let groups = Aggregation(positions: positions, vertices: free, count: coarse.aggregates)
    let count = groups.count
    let modes = coarse.motions.count
    groupCount = count * modes / 6

    // Tentative interpolation: motions about the centre of each aggregate, scaled by its radius: the six rigid ones,
    // then the six strains.
    let dt = 1e-3
    var a = stiffness
    for v in free { a.add((mass[v] / (dt * dt)) * .identity, row: v, column: v) }
    var inverse = [Matrix3D](repeating: .zero, count: n)
    for v in free { inverse[v] = a.diagonal(v).inverse }
    let largest = Self.largestEigenvalue(stiffness, inverse, free)
    let omega = 4 / (3 * largest)

    func motions(_ v: Int) -> [Vector3D] {
      let c = groups.owner[v]
      let r = (1 / groups.radius[c]) * (positions[v] - groups.center[c])
      let rigid = [
        Vector3D(1, 0, 0), Vector3D(0, 1, 0), Vector3D(0, 0, 1), Vector3D(0, -r.z, r.y), Vector3D(r.z, 0, -r.x),
        Vector3D(-r.y, r.x, 0),
      ]
      guard coarse.motions == .affine else { return rigid }
      return rigid + [
        Vector3D(r.x, 0, 0), Vector3D(0, r.y, 0), Vector3D(0, 0, r.z), Vector3D(0, r.z, r.y),
        Vector3D(r.z, 0, r.x), Vector3D(r.y, r.x, 0),
      ]
    }

    // P = (I - omega D^-1 K) P0 with D the diagonal blocks of A, row by row; the columns of a row in ascending order of
    // aggregate.
    var rows: [[(aggregate: Int, block: [Vector3D])]] = Array(repeating: [], count: n)
    for v in free {
      var sums: [Int: [Vector3D]] = [:]
      for (k, c) in stiffness.columns[v].enumerated() where groups.owner[Int(c)] >= 0 {
        let owner = groups.owner[Int(c)]
        var block = sums[owner] ?? [Vector3D](repeating: .zero, count: modes)
        for (m, motion) in motions(Int(c)).enumerated() { block[m] += stiffness.blocks[v][k] * motion }
        sums[owner] = block
      }
      let own = motions(v)
      for aggregate in sums.keys.sorted() {
        var block = sums[aggregate]!.map { (-omega) * (inverse[v] * $0) }
        if aggregate == groups.owner[v] { for m in 0..<modes { block[m] += own[m] } }
        rows[v].append((aggregate, block))
      }
    }

    // Galerkin matrix, dense (a few hundred unknowns), in double precision.
    let size = modes * count
    var g = [Double](repeating: 0, count: size * size)
    for v in free {
      // (A P) at row v.
      var sums: [Int: [Vector3D]] = [:]
      for (k, c) in a.columns[v].enumerated() {
        for entry in rows[Int(c)] {
          var block = sums[entry.aggregate] ?? [Vector3D](repeating: .zero, count: modes)
          for m in 0..<modes { block[m] += a.blocks[v][k] * entry.block[m] }
          sums[entry.aggregate] = block
        }
      }
      for j in sums.keys.sorted() {
        let right = sums[j]!
        for entry in rows[v] {
          for p in 0..<modes {
            let place = (modes * entry.aggregate + p) * size + modes * j
            for q in 0..<modes { g[place + q] += entry.block[p].dot(right[q]) }
          }
        }
      }
    }

    for i in 0..<size { g[i * size + i] *= 1 + 1e-7 }
    factor = try CoarseFactor(&g, size: size)

    let shares = rows.map { row in
      row.map { (aggregate: $0.aggregate, share: max(0, ($0.block[0].x + $0.block[1].y + $0.block[2].z) / 3)) }
    }
    frames = coarse.turning ? CoarseFrames(groups: groups, positions: positions, mass: mass, shares: shares) : nil

    var entryStarts: [Int32] = [0]
    var entries: [Int32] = []
    var weights: [Float] = []
    for row in rows {
      for entry in row {
        for part in 0..<(modes / 6) {
          entries.append(Int32(modes / 6 * entry.aggregate + part))
          let block = entry.block[(6 * part)..<(6 * part + 6)]
          weights += block.map { Float($0.x) } + block.map { Float($0.y) } + block.map { Float($0.z) }
        }
      }
      entryStarts.append(Int32(entries.count))
    }
    entryStart = FixedBuffer(entryStarts, padding: 0)
    entryGroup = FixedBuffer(entries, padding: 0)
    entryWeights = FixedBuffer(weights + [0, 0], padding: 0)
  }

  /// Largest eigenvalue of D^-1 K by 30 power iterations from a fixed start.
  private static func largestEigenvalue(_ a: BlockMatrix, _ inverse: [Matrix3D], _ free: [Int]) -> Double {
    var random = Random(seed: 1)
    var x = [Vector3D](repeating: .zero, count: a.rows)
    for v in free { x[v] = Vector3D(random.uniform(-1, 1), random.uniform(-1, 1), random.uniform(-1, 1)) }
    var value = 1.0
    for _ in 0..<30 {
      let y = a.times(x)
      var norm = 0.0
      for v in free {
        x[v] = inverse[v] * y[v]
        norm += x[v].lengthSquared
      }
      value = norm.squareRoot()
      for v in free { x[v] = (1 / value) * x[v] }
    }
    return value
  }
}
