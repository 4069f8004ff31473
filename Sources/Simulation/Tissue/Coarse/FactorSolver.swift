import CSIMD

/// Forward and backward substitution with a `CoarseFactor`.
struct FactorSolver {
  let blockCount: Int
  let firstColumn: UnsafeMutablePointer<Int32>
  let tileStart: UnsafeMutablePointer<Int32>
  let tiles: UnsafeMutablePointer<Float>
  let diagonal: UnsafeMutablePointer<Float>

  init(_ envelope: CoarseEnvelope, tiles: UnsafeMutablePointer<Float>, diagonal: UnsafeMutablePointer<Float>) {
    blockCount = envelope.blockCount
    firstColumn = envelope.firstColumn.base
    tileStart = envelope.tileStart.base
    self.tiles = tiles
    self.diagonal = diagonal
  }

  init(_ factor: CoarseFactor) {
    self.init(factor.envelope, tiles: factor.tiles.base, diagonal: factor.diagonal.base)
  }

  /// Solves in place; `y` is [8 B], zero beyond the last unknown.
  func solve(_ y: UnsafeMutablePointer<Float>) {
    for b in 0..<blockCount { forward(b, y) }
    var b = blockCount - 1
    while b >= 0 {
      backward(b, y)
      b -= 1
    }
  }

  /// Block `b` of L y = r.
  @inline(__always) private func forward(_ b: Int, _ y: UnsafeMutablePointer<Float>) {
    var tile = tiles + 64 * Int(tileStart[b])
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
    var tile = tiles + 64 * Int(tileStart[b])
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
}
