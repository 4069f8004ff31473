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

  init(_ space: CoarseSpace, frames: CoarseFrameSolver? = nil) {
    self.frames = frames
    groupCount = space.groupCount
    entryStart = space.entryStart.base
    entryGroup = space.entryGroup.base
    entryWeights = space.entryWeights.base
    factor = FactorSolver(space.factor)
  }

  /// Floats of scratch that `solve` needs.
  static func scratchCount(_ space: CoarseSpace) -> Int { 8 * space.factor.blockCount + 8 }

  /// The frames of a body that has turned.
  @inline(__always) var turned: CoarseFrameSolver? { frames.flatMap { $0.turned.pointee ? $0 : nil } }

  /// One part of P' R' f: the vertices in `range`; `force` is [N][4], `part` [8 C].
  func restrict(_ range: Range<Int>, force: UnsafeMutablePointer<Float>, into part: UnsafeMutablePointer<Float>) {
    for c in 0..<groupCount { Lanes.zero.store(at: part + 8 * c) }
    let turned = turned
    for v in range {
      var f = Vector3(force[4 * v], force[4 * v + 1], force[4 * v + 2])
      if let turned { f = turned.frame(v).conjugate.rotate(f) }
      let x = Lanes(f.x)
      let y = Lanes(f.y)
      let z = Lanes(f.z)
      for e in Int(entryStart[v])..<Int(entryStart[v + 1]) {
        let w = entryWeights + 18 * e
        let sum = part + 8 * Int(entryGroup[e])
        let own = fma(x, Lanes(at: w), fma(y, Lanes(at: w + 6), z * Lanes(at: w + 12)))
        (Lanes(at: sum) + own).store(at: sum)
      }
    }
  }

  /// Solves (P'AP) q = r by forward and backward substitution.
  /// - Parameters:
  ///   - vectors: the parts of r, [parts][8 C]; the first takes the solution, with zeros in the two unused numbers of
  ///     each group.
  ///   - y: scratch of `scratchCount` floats.
  func solve(_ vectors: UnsafeMutablePointer<Float>, parts: Int, scratch y: UnsafeMutablePointer<Float>) {
    // Overlapping stores: the two unused numbers of a group are written over by the next one.
    for c in 0..<groupCount {
      var sum = Lanes(at: vectors + 8 * c)
      for p in 1..<max(parts, 1) { sum = sum + Lanes(at: vectors + 8 * (p * groupCount + c)) }
      sum.store(at: y + 6 * c)
    }
    for i in (6 * groupCount)..<(8 * factor.blockCount) { y[i] = 0 }
    factor.solve(y)
    for c in 0..<groupCount {
      for k in 0..<6 { vectors[8 * c + k] = y[6 * c + k] }
      vectors[8 * c + 6] = 0
      vectors[8 * c + 7] = 0
    }
  }

  /// R P q for the vertices in `range`; `moves` is [N][4].
  func prolong(_ range: Range<Int>, _ q: UnsafeMutablePointer<Float>, into moves: UnsafeMutablePointer<Float>) {
    let turned = turned
    for v in range {
      let (x, y, z) = lanes(of: v, q)
      f8_store_sums(moves + 4 * v, x.v, y.v, z.v)
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
    let (x, y, z) = lanes(of: v, q)
    return Vector3(x.sum, y.sum, z.sum)
  }

  @inline(__always) private func lanes(of v: Int, _ q: UnsafeMutablePointer<Float>) -> (Lanes, Lanes, Lanes) {
    var x = Lanes.zero
    var y = Lanes.zero
    var z = Lanes.zero
    for e in Int(entryStart[v])..<Int(entryStart[v + 1]) {
      let w = entryWeights + 18 * e
      let u = Lanes(at: q + 8 * Int(entryGroup[e]))
      x = fma(Lanes(at: w), u, x)
      y = fma(Lanes(at: w + 6), u, y)
      z = fma(Lanes(at: w + 12), u, z)
    }
    return (x, y, z)
  }
}
