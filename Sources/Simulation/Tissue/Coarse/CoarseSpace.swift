import SimMath

/// The coarse correction of the two-level solver: groups of vertices that move, turn and stretch together, blended.
///
/// Vertex v moves by the sum over the groups c of w_vc (t_c + F_c (X_v - X_c) / r_c): twelve unknowns a group, blended by
/// weights w that sum to one, so that every affine motion of the whole body, its rigid ones among them, is in the coarse
/// space and a free body falls at g. (Affine frames with smooth weights are those of Gilles et al. 2011; made by
/// aggregation and Jacobi steps of the stiffness' trace on the groups' indicators they are a smoothed aggregation
/// after Vanek, Mandel and Brezina 1996 whose interpolation takes four numbers a vertex and group instead of thirty-six.)
/// The Galerkin matrix P'AP with A = M/dt2 + K, linearised at the mesh as loaded, is factored once (``CoarseFactor``).
/// Sizes: C groups, E entries.
final class CoarseSpace: Sendable {
  /// Unknowns of a group: its translation, then the columns of its linear part.
  static var modes: Int { 12 }
  /// Steps that smooth the weights. Usual: 3; each lowers the energy of the groups' motions a little, and
  /// five made energy in a nearly incompressible bar that turned.
  private static let smoothingSteps = 3
  /// Weights below this are left out and their share goes to the others. Usual: 0.03; without it a vertex has ten groups instead
  /// of three and moves no better.
  private static let leastWeight = 0.03

  /// On the diagonal, against rounding.
  static var shift: Double { 1 + 1e-7 }

  /// Groups, C.
  let groupCount: Int

  /// Interpolation by vertex: entries of vertex v are `entryStart[v] ..< entryStart[v + 1]`; [N + 1].
  let entryStart: FixedBuffer<Int32>
  /// Group of each entry; [E].
  let entryGroup: FixedBuffer<Int32>
  /// w and w (X_v - X_c) / r_c of each entry; [E][4].
  let entryWeights: FixedBuffer<Float>

  /// The aggregates, where the correction turns with them.
  let frames: CoarseFrames?

  /// The factored Galerkin matrix for the 12 C unknowns.
  let factor: CoarseFactor

  init(
    positions: [Vector3D], fixed: [Bool], mass: [Double], stiffness: BlockMatrix, coarse: CoarseParameters
  ) throws(TissueError) {
    let n = positions.count
    let free = (0..<n).filter { !fixed[$0] && mass[$0] > 0 }
    let groups = Aggregation(positions: positions, vertices: free, count: coarse.aggregates)
    groupCount = groups.count
    let modes = Self.modes

    let weights = Self.weights(groups: groups, free: free, stiffness: stiffness)
    let rows = weights.enumerated().map { v, list in
      list.map { (group: Int, weight: Double) -> (group: Int, factors: [Double]) in
        let r = (1 / groups.radius[group]) * (positions[v] - groups.center[group])
        return (group, [weight, weight * r.x, weight * r.y, weight * r.z])
      }
    }

    // Galerkin matrix, dense (a thousand unknowns), in double precision.
    let dt = 1e-3
    var a = stiffness
    for v in free { a.add((mass[v] / (dt * dt)) * .identity, row: v, column: v) }
    let size = modes * groups.count
    var g = [Double](repeating: 0, count: size * size)
    var sums = [[Matrix3D]](repeating: [], count: groups.count)
    for v in free {
      // (A P) at row v: for each group four blocks, one for each factor.
      var reached: [Int] = []
      for (k, c) in a.columns[v].enumerated() {
        let block = a.blocks[v][k]
        for entry in rows[Int(c)] {
          if sums[entry.group].isEmpty {
            sums[entry.group] = [Matrix3D](repeating: .zero, count: 4)
            reached.append(entry.group)
          }
          for m in 0..<4 { sums[entry.group][m] = sums[entry.group][m] + entry.factors[m] * block }
        }
      }
      for j in reached.sorted() {
        for entry in rows[v] {
          for p in 0..<4 {
            for q in 0..<4 {
              let block = entry.factors[p] * sums[j][q]
              let place = (modes * entry.group + 3 * p) * size + modes * j + 3 * q
              for (column, c) in [block.c0, block.c1, block.c2].enumerated() {
                g[place + column] += c.x
                g[place + size + column] += c.y
                g[place + 2 * size + column] += c.z
              }
            }
          }
        }
        sums[j] = []
      }
    }

    for i in 0..<size { g[i * size + i] *= Self.shift }
    factor = try CoarseFactor(g, size: size)

    frames = coarse.turning ? CoarseFrames(groups: groups, positions: positions, mass: mass) : nil

    var entryStarts: [Int32] = [0]
    for row in rows { entryStarts.append(entryStarts.last! + Int32(row.count)) }
    entryStart = FixedBuffer(entryStarts, padding: 0)
    entryGroup = FixedBuffer(rows.flatMap { $0.map { Int32($0.group) } }, padding: 0)
    entryWeights = FixedBuffer(rows.flatMap { $0.flatMap { $0.factors.map { Float($0) } } }, padding: 0)
  }

  /// Smooth weights of the groups on each vertex, groups in ascending order: indicators after steps of damped Jacobi on
  /// the trace of the stiffness. They sum to one where no fixed vertex is near.
  private static func weights(
    groups: Aggregation, free: [Int], stiffness: BlockMatrix
  ) -> [[(group: Int, weight: Double)]] {
    let n = groups.owner.count
    func trace(_ m: Matrix3D) -> Double { m.c0.x + m.c1.y + m.c2.z }
    // D^-1 K of the traces by rows, over free vertices.
    var rows = [[(vertex: Int, value: Double)]](repeating: [], count: n)
    for v in free {
      let own = trace(stiffness.diagonal(v))
      rows[v] = stiffness.columns[v].enumerated().compactMap { k, c in
        groups.owner[Int(c)] < 0 ? nil : (Int(c), trace(stiffness.blocks[v][k]) / own)
      }
    }
    let omega = 4 / (3 * largestEigenvalue(rows, free))
    var weights = [[(group: Int, weight: Double)]](repeating: [], count: n)
    for v in free { weights[v] = [(groups.owner[v], 1)] }
    for _ in 0..<smoothingSteps {
      var next = weights
      for v in free {
        var sums: [Int: Double] = [:]
        for w in weights[v] { sums[w.group] = w.weight }
        for entry in rows[v] {
          for w in weights[entry.vertex] { sums[w.group, default: 0] -= omega * entry.value * w.weight }
        }
        next[v] = sums.keys.sorted().compactMap { abs(sums[$0]!) > 1e-6 ? ($0, sums[$0]!) : nil }
      }
      weights = next
    }
    for v in free {
      let kept = weights[v].filter { abs($0.weight) >= leastWeight }
      let share = weights[v].reduce(0) { $0 + $1.weight } / kept.reduce(0) { $0 + $1.weight }
      weights[v] = kept.map { ($0.group, $0.weight * share) }
    }
    return weights
  }

  /// Largest eigenvalue of a matrix given by rows, by 30 power iterations from a fixed start.
  private static func largestEigenvalue(_ rows: [[(vertex: Int, value: Double)]], _ free: [Int]) -> Double {
    var random = Random(seed: 1)
    var x = [Double](repeating: 0, count: rows.count)
    for v in free { x[v] = random.uniform(-1, 1) }
    var value = 1.0
    for _ in 0..<30 {
      var y = [Double](repeating: 0, count: rows.count)
      for v in free { for entry in rows[v] { y[v] += entry.value * x[entry.vertex] } }
      value = free.reduce(0) { $0 + y[$1] * y[$1] }.squareRoot()
      for v in free { x[v] = y[v] / value }
    }
    return value
  }
}
