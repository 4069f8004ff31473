import CSIMD
import SimMath

/// The coarse correction's kernels; see `CoarseSpace`.
struct CoarseSolver {
  let aggregateCount: Int
  let entryStart: UnsafeMutablePointer<Int32>
  let entryAggregate: UnsafeMutablePointer<Int32>
  let entryWeights: UnsafeMutablePointer<Float>
  let aggregateStart: UnsafeMutablePointer<Int32>
  let aggregateEntry: UnsafeMutablePointer<Int32>
  let aggregateVertex: UnsafeMutablePointer<Int32>
  let factor: UnsafeMutablePointer<Float>
  let rowStart: UnsafeMutablePointer<Int32>
  let rowFirst: UnsafeMutablePointer<Int32>
  let inverseDiagonal: UnsafeMutablePointer<Float>

  init(_ space: CoarseSpace) {
    aggregateCount = space.aggregateCount
    entryStart = space.entryStart.base
    entryAggregate = space.entryAggregate.base
    entryWeights = space.entryWeights.base
    aggregateStart = space.aggregateStart.base
    aggregateEntry = space.aggregateEntry.base
    aggregateVertex = space.aggregateVertex.base
    factor = space.factor.base
    rowStart = space.rowStart.base
    rowFirst = space.rowFirst.base
    inverseDiagonal = space.inverseDiagonal.base
  }

  /// r = P' f for the aggregates in `range`; `force` is [N][4], `right` [8 C].
  func restrict(_ range: Range<Int>, force: UnsafeMutablePointer<Float>, into right: UnsafeMutablePointer<Float>) {
    for c in range {
      var sum = Lanes.zero
      for k in Int(aggregateStart[c])..<Int(aggregateStart[c + 1]) {
        let w = entryWeights + 24 * Int(aggregateEntry[k])
        let f = force + 4 * Int(aggregateVertex[k])
        sum = fma(Lanes(f[0]), Lanes(at: w), sum)
        sum = fma(Lanes(f[1]), Lanes(at: w + 8), sum)
        sum = fma(Lanes(f[2]), Lanes(at: w + 16), sum)
      }
      sum.store(at: right + 8 * c)
    }
  }

  /// Solves (P'AP) q = r by forward and backward substitution; `padded` is [8 C], `q` scratch of 6 C and a little more.
  func solve(_ padded: UnsafeMutablePointer<Float>, scratch q: UnsafeMutablePointer<Float>) {
    let size = 6 * aggregateCount
    // Overlapping stores: the two unused numbers of a group are written over by the next one.
    for c in 0..<aggregateCount { Lanes(at: padded + 8 * c).store(at: q + 6 * c) }
    for i in 0..<size {
      let row = factor + Int(rowStart[i])
      let first = Int(rowFirst[i])
      let x = q + first
      let whole = (i - first) & ~7
      var a = Lanes.zero
      var b = Lanes.zero
      var k = 0
      while k + 16 <= whole {
        a = fma(Lanes(at: row + k), Lanes(at: x + k), a)
        b = fma(Lanes(at: row + k + 8), Lanes(at: x + k + 8), b)
        k += 16
      }
      if k < whole {
        a = fma(Lanes(at: row + k), Lanes(at: x + k), a)
        k += 8
      }
      var s = q[i] - (a + b).sum
      while k < i - first {
        s -= row[k] * x[k]
        k += 1
      }
      q[i] = s * inverseDiagonal[i]
    }
    var i = size - 1
    while i >= 0 {
      let row = factor + Int(rowStart[i])
      let first = Int(rowFirst[i])
      let x = q + first
      let s = q[i] * inverseDiagonal[i]
      q[i] = s
      let l = Lanes(s)
      let whole = (i - first) & ~7
      var k = 0
      while k < whole {
        fnma(l, Lanes(at: row + k), Lanes(at: x + k)).store(at: x + k)
        k += 8
      }
      while k < i - first {
        x[k] -= s * row[k]
        k += 1
      }
      i -= 1
    }
    for c in 0..<aggregateCount {
      for k in 0..<6 { padded[8 * c + k] = q[6 * c + k] }
    }
  }

  /// P q for the vertices in `range`; `moves` is [N][4].
  func prolong(_ range: Range<Int>, _ q: UnsafeMutablePointer<Float>, into moves: UnsafeMutablePointer<Float>) {
    for v in range {
      let m = motion(of: v, q)
      moves[4 * v] = m.x
      moves[4 * v + 1] = m.y
      moves[4 * v + 2] = m.z
    }
  }

  /// P q at one vertex, m.
  @inline(__always) func motion(of v: Int, _ q: UnsafeMutablePointer<Float>) -> Vector3 {
    var x = Lanes.zero
    var y = Lanes.zero
    var z = Lanes.zero
    for e in Int(entryStart[v])..<Int(entryStart[v + 1]) {
      let w = entryWeights + 24 * e
      let u = Lanes(at: q + 8 * Int(entryAggregate[e]))
      x = fma(Lanes(at: w), u, x)
      y = fma(Lanes(at: w + 8), u, y)
      z = fma(Lanes(at: w + 16), u, z)
    }
    return Vector3(x.sum, y.sum, z.sum)
  }
}
