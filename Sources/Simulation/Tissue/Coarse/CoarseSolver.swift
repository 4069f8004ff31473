import CSIMD
import SimMath

/// The coarse correction's kernels; see `CoarseSpace`.
struct CoarseSolver {
  /// Parts in which the right-hand side is summed, whatever the number of workers.
  static var parts: Int { 4 }

  let groupCount: Int
  let entryStart: UnsafeMutablePointer<Int32>
  let entryGroup: UnsafeMutablePointer<Int32>
  let entryWeights: UnsafeMutablePointer<Float>
  let factor: FactorSolver
  /// How far the body has turned; nil for the mesh as loaded.
  let frames: CoarseFrameSolver?

  /// - Parameter factor: nil for that of the mesh as loaded.
  init(_ space: CoarseSpace, factor: FactorSolver? = nil, frames: CoarseFrameSolver? = nil) {
    self.frames = frames
    groupCount = space.groupCount
    entryStart = space.entryStart.base
    entryGroup = space.entryGroup.base
    entryWeights = space.entryWeights.base
    self.factor = factor ?? FactorSolver(space.factor)
  }

  /// For a body that can be cut: the doubled vertices have entries of their own.
  init(_ space: CoarseSpace, cut: borrowing CutState) {
    frames = nil
    groupCount = space.groupCount
    entryStart = cut.tables.entryStart.base
    entryGroup = cut.tables.entryGroup.base
    entryWeights = cut.tables.entryWeights.base
    factor = FactorSolver(space.factor)
  }

  /// Floats of one vector over the groups, four for a translation or a column: [C][4][4].
  static func vectorCount(_ space: CoarseSpace) -> Int { 16 * space.groupCount }
  @inline(__always) var vectorCount: Int { 16 * groupCount }
  /// Floats of scratch that `solve` needs.
  static func scratchCount(_ space: CoarseSpace) -> Int { 8 * space.factor.envelope.blockCount + 8 }

  /// The frames of a body that has turned.
  @inline(__always) var turned: CoarseFrameSolver? { frames.flatMap { $0.turned.pointee ? $0 : nil } }

  /// One part of P' R' f: the vertices in `range`; `force` is [N][4] with zero in the fourth place, `part` [C][4][4].
  func restrict(_ range: Range<Int>, force: UnsafeMutablePointer<Float>, into part: UnsafeMutablePointer<Float>) {
    for c in 0..<(2 * groupCount) { Lanes.zero.store(at: part + 8 * c) }
    let turned = turned
    for v in range {
      var f = Lanes(twice: force + 4 * v)
      if let turned {
        let own = turned.frame(v).conjugate.rotate(Vector3(force[4 * v], force[4 * v + 1], force[4 * v + 2]))
        f = Lanes(f8_splat_vector(own.x, own.y, own.z))
      }
      for e in Int(entryStart[v])..<Int(entryStart[v + 1]) {
        let w = Lanes(twice: entryWeights + 4 * e)
        let sum = part + 16 * Int(entryGroup[e])
        fma(f, w.spread01, Lanes(at: sum)).store(at: sum)
        fma(f, w.spread23, Lanes(at: sum + 8)).store(at: sum + 8)
      }
    }
  }

  /// Solves (P'AP) q = r by forward and backward substitution.
  /// - Parameters:
  ///   - vectors: the parts of r, [parts][C][4][4]; the first takes the solution, with zero in the fourth places.
  ///   - y: scratch of `scratchCount` floats.
  func solve(_ vectors: UnsafeMutablePointer<Float>, parts: Int, scratch y: UnsafeMutablePointer<Float>) {
    for c in 0..<groupCount {
      for k in 0..<4 {
        for i in 0..<3 {
          var sum = vectors[16 * c + 4 * k + i]
          for p in 1..<max(parts, 1) { sum += vectors[16 * (p * groupCount + c) + 4 * k + i] }
          y[12 * c + 3 * k + i] = sum
        }
      }
    }
    for i in (12 * groupCount)..<(8 * factor.blockCount) { y[i] = 0 }
    factor.solve(y)
    for c in 0..<groupCount {
      for k in 0..<4 {
        for i in 0..<3 { vectors[16 * c + 4 * k + i] = y[12 * c + 3 * k + i] }
        vectors[16 * c + 4 * k + 3] = 0
      }
    }
  }

  /// A_c^-1 P' of a unit force on a vertex, without turning it.
  ///
  /// - Parameters:
  ///   - axis: of the force: 0, 1 or 2.
  ///   - column: [C][4][4].
  ///   - scratch: `scratchCount` floats.
  func answer(
    vertex v: Int, axis: Int, into column: UnsafeMutablePointer<Float>, scratch: UnsafeMutablePointer<Float>
  ) {
    for i in 0..<vectorCount { column[i] = 0 }
    for e in Int(entryStart[v])..<Int(entryStart[v + 1]) {
      for m in 0..<4 { column[16 * Int(entryGroup[e]) + 4 * m + axis] = entryWeights[4 * e + m] }
    }
    solve(column, parts: 1, scratch: scratch)
  }

  /// R P q for the vertices in `range`; `moves` is [N][4], the fourth place becomes zero.
  func prolong(_ range: Range<Int>, _ q: UnsafeMutablePointer<Float>, into moves: UnsafeMutablePointer<Float>) {
    let turned = turned
    for v in range {
      f8_store_folded(moves + 4 * v, lanes(of: v, q).v)
      if let turned {
        let m = turned.frame(v).rotate(Vector3(moves[4 * v], moves[4 * v + 1], moves[4 * v + 2]))
        moves[4 * v] = m.x
        moves[4 * v + 1] = m.y
        moves[4 * v + 2] = m.z
      }
    }
  }

  /// P q at one vertex, in its own frame, m.
  @inline(__always) func motion(of v: Int, _ q: UnsafeMutablePointer<Float>) -> Vector3 {
    let sum = lanes(of: v, q).v
    return Vector3(sum[0] + sum[4], sum[1] + sum[5], sum[2] + sum[6])
  }

  /// P q at one vertex; the two halves are still to be added.
  @inline(__always) private func lanes(of v: Int, _ q: UnsafeMutablePointer<Float>) -> Lanes {
    var low = Lanes.zero
    var high = Lanes.zero
    for e in Int(entryStart[v])..<Int(entryStart[v + 1]) {
      let w = Lanes(twice: entryWeights + 4 * e)
      let u = q + 16 * Int(entryGroup[e])
      low = fma(w.spread01, Lanes(at: u), low)
      high = fma(w.spread23, Lanes(at: u + 8), high)
    }
    return low + high
  }
}
