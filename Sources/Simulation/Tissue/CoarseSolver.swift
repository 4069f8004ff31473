import CSIMD
import SimMath

/// The coarse correction's kernels; see `CoarseSpace` and `CoarseFactor`.
struct CoarseSolver {
  /// Parts in which the right-hand side is summed, whatever the number of workers.
  static var parts: Int { 4 }

  let aggregateCount: Int
  let entryStart: UnsafeMutablePointer<Int32>
  let entryAggregate: UnsafeMutablePointer<Int32>
  let entryWeights: UnsafeMutablePointer<Float>
  let blockCount: Int
  let firstColumn: UnsafeMutablePointer<Int32>
  let tileStart: UnsafeMutablePointer<Int32>
  let tiles: UnsafeMutablePointer<Float>
  let diagonal: UnsafeMutablePointer<Float>

  init(_ space: CoarseSpace) {
    aggregateCount = space.aggregateCount
    entryStart = space.entryStart.base
    entryAggregate = space.entryAggregate.base
    entryWeights = space.entryWeights.base
    blockCount = space.factor.blockCount
    firstColumn = space.factor.firstColumn.base
    tileStart = space.factor.tileStart.base
    tiles = space.factor.tiles.base
    diagonal = space.factor.diagonal.base
  }

  /// Floats of scratch that `solve` needs.
  static func scratchCount(_ space: CoarseSpace) -> Int { 8 * space.factor.blockCount + 8 }

  /// One part of P' f: the vertices in `range`; `force` is [N][4], `part` [8 C].
  func restrict(_ range: Range<Int>, force: UnsafeMutablePointer<Float>, into part: UnsafeMutablePointer<Float>) {
    for c in 0..<aggregateCount { Lanes.zero.store(at: part + 8 * c) }
    for v in range {
      let x = Lanes(force[4 * v])
      let y = Lanes(force[4 * v + 1])
      let z = Lanes(force[4 * v + 2])
      for e in Int(entryStart[v])..<Int(entryStart[v + 1]) {
        let w = entryWeights + 18 * e
        let sum = part + 8 * Int(entryAggregate[e])
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
    for c in 0..<aggregateCount {
      var sum = Lanes(at: vectors + 8 * c)
      for p in 1..<max(parts, 1) { sum = sum + Lanes(at: vectors + 8 * (p * aggregateCount + c)) }
      sum.store(at: y + 6 * c)
    }
    for i in (6 * aggregateCount)..<(8 * blockCount) { y[i] = 0 }
    for b in 0..<blockCount { forward(b, y) }
    var b = blockCount - 1
    while b >= 0 {
      backward(b, y)
      b -= 1
    }
    for c in 0..<aggregateCount {
      for k in 0..<6 { vectors[8 * c + k] = y[6 * c + k] }
      vectors[8 * c + 6] = 0
      vectors[8 * c + 7] = 0
    }
  }

  /// Block `b` of L y = r.
  @inline(__always) private func forward(_ b: Int, _ y: UnsafeMutablePointer<Float>) {
    var tile = tiles + Int(tileStart[b])
    var s0 = Lanes.zero
    var s1 = Lanes.zero
    var s2 = Lanes.zero
    var s3 = Lanes.zero
    var s4 = Lanes.zero
    var s5 = Lanes.zero
    var s6 = Lanes.zero
    var s7 = Lanes.zero
    var k = Int(firstColumn[b])
    while k < 8 * b {
      let x = Lanes(at: y + k)
      s0 = fma(Lanes(at: tile), x, s0)
      s1 = fma(Lanes(at: tile + 8), x, s1)
      s2 = fma(Lanes(at: tile + 16), x, s2)
      s3 = fma(Lanes(at: tile + 24), x, s3)
      s4 = fma(Lanes(at: tile + 32), x, s4)
      s5 = fma(Lanes(at: tile + 40), x, s5)
      s6 = fma(Lanes(at: tile + 48), x, s6)
      s7 = fma(Lanes(at: tile + 56), x, s7)
      tile += 64
      k += 8
    }
    let own = y + 8 * b
    let sums = Lanes(f8_sum_each(s0.v, s1.v, s2.v, s3.v, s4.v, s5.v, s6.v, s7.v))
    (Lanes(at: own) - sums).store(at: own)
    multiply(diagonal + 128 * b, own)
  }

  /// Block `b` of L' q = y.
  @inline(__always) private func backward(_ b: Int, _ y: UnsafeMutablePointer<Float>) {
    let own = y + 8 * b
    multiply(diagonal + 128 * b + 64, own)
    let q0 = Lanes(own[0])
    let q1 = Lanes(own[1])
    let q2 = Lanes(own[2])
    let q3 = Lanes(own[3])
    let q4 = Lanes(own[4])
    let q5 = Lanes(own[5])
    let q6 = Lanes(own[6])
    let q7 = Lanes(own[7])
    var tile = tiles + Int(tileStart[b])
    var k = Int(firstColumn[b])
    while k < 8 * b {
      var s = fnma(q0, Lanes(at: tile), Lanes(at: y + k))
      var t = q1 * Lanes(at: tile + 8)
      s = fnma(q2, Lanes(at: tile + 16), s)
      t = fma(q3, Lanes(at: tile + 24), t)
      s = fnma(q4, Lanes(at: tile + 32), s)
      t = fma(q5, Lanes(at: tile + 40), t)
      s = fnma(q6, Lanes(at: tile + 48), s)
      t = fma(q7, Lanes(at: tile + 56), t)
      (s - t).store(at: y + k)
      tile += 64
      k += 8
    }
  }

  /// y <- M y for eight numbers, M as eight columns.
  @inline(__always) private func multiply(_ m: UnsafeMutablePointer<Float>, _ y: UnsafeMutablePointer<Float>) {
    var s = Lanes(y[0]) * Lanes(at: m)
    var t = Lanes(y[1]) * Lanes(at: m + 8)
    s = fma(Lanes(y[2]), Lanes(at: m + 16), s)
    t = fma(Lanes(y[3]), Lanes(at: m + 24), t)
    s = fma(Lanes(y[4]), Lanes(at: m + 32), s)
    t = fma(Lanes(y[5]), Lanes(at: m + 40), t)
    s = fma(Lanes(y[6]), Lanes(at: m + 48), s)
    t = fma(Lanes(y[7]), Lanes(at: m + 56), t)
    (s + t).store(at: y)
  }

  /// P q for the vertices in `range`; `moves` is [N][4].
  func prolong(_ range: Range<Int>, _ q: UnsafeMutablePointer<Float>, into moves: UnsafeMutablePointer<Float>) {
    for v in range {
      let (x, y, z) = lanes(of: v, q)
      f8_store_sums(moves + 4 * v, x.v, y.v, z.v)
    }
  }

  /// P q at one vertex, m.
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
      let u = Lanes(at: q + 8 * Int(entryAggregate[e]))
      x = fma(Lanes(at: w), u, x)
      y = fma(Lanes(at: w + 6), u, y)
      z = fma(Lanes(at: w + 12), u, z)
    }
    return (x, y, z)
  }
}
