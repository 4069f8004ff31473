import SimMath

/// A symmetric positive definite matrix of 3 x 3 blocks, stored by block rows from the first that is not zero to the
/// diagonal and factored in place (Jennings 1966). Double precision; for reference solutions.
final class EnvelopeMatrix {
  /// Block rows.
  let size: Int
  private let first: [Int]
  private let start: [Int]
  private let values: UnsafeMutablePointer<Double>
  private let count: Int

  /// - Parameter first: for each block row its first block column that can differ from zero.
  init(first: [Int]) {
    size = first.count
    self.first = first
    var starts: [Int] = []
    var total = 0
    for i in 0..<first.count {
      starts.append(total)
      total += 9 * (i - first[i] + 1)
    }
    start = starts
    count = total
    values = .allocate(capacity: max(1, total))
    values.initialize(repeating: 0, count: max(1, total))
  }

  deinit { values.deallocate() }

  func clear() { values.update(repeating: 0, count: count) }

  /// Scalars in a row of block row `i`.
  private func length(_ i: Int) -> Int { 3 * (i - first[i] + 1) }

  /// Row `r` of block row `i`, to be indexed by scalar columns of the whole matrix.
  private func row(_ i: Int, _ r: Int) -> UnsafeMutablePointer<Double> {
    values + (start[i] + r * length(i) - 3 * first[i])
  }

  /// Adds to the block in block row `i`, block column `j`, of which only the lower half (j at most i) is kept.
  func add(_ b: Matrix3D, _ i: Int, _ j: Int) {
    guard j <= i else { return }
    let n = length(i)
    let p = values + (start[i] + 3 * (j - first[i]))
    p[0] += b.c0.x
    p[1] += b.c1.x
    p[2] += b.c2.x
    p[n] += b.c0.y
    p[n + 1] += b.c1.y
    p[n + 2] += b.c2.y
    p[2 * n] += b.c0.z
    p[2 * n + 1] += b.c1.z
    p[2 * n + 2] += b.c2.z
  }

  /// Cuts a scalar off from all others: its row and column become those of the identity.
  func isolate(_ i: Int, _ axis: Int) {
    let p = row(i, axis)
    for k in 3 * first[i]..<(3 * i + 3) { p[k] = 0 }
    for j in i..<size where first[j] <= i { for r in 0..<3 { row(j, r)[3 * i + axis] = 0 } }
    p[3 * i + axis] = 1
  }

  /// Sum of the diagonal.
  var trace: Double { (0..<size).reduce(0) { s, i in s + (0..<3).reduce(0) { $0 + row(i, $1)[3 * i + $1] } } }

  /// Replaces the matrix by its Cholesky factor; false if it is not positive definite.
  func factor() -> Bool {
    for i in 0..<size {
      let a0 = row(i, 0)
      let a1 = row(i, 1)
      let a2 = row(i, 2)
      for j in first[i]...i {
        let b0 = row(j, 0)
        let b1 = row(j, 1)
        let b2 = row(j, 2)
        var s00 = SIMD2<Double>.zero
        var s01 = s00
        var s02 = s00
        var s10 = s00
        var s11 = s00
        var s12 = s00
        var s20 = s00
        var s21 = s00
        var s22 = s00
        var k = 3 * max(first[i], first[j])
        let end = 3 * j
        while k + 2 <= end {
          let x0 = Self.pair(a0 + k)
          let x1 = Self.pair(a1 + k)
          let x2 = Self.pair(a2 + k)
          let y0 = Self.pair(b0 + k)
          let y1 = Self.pair(b1 + k)
          let y2 = Self.pair(b2 + k)
          s00 += x0 * y0
          s01 += x0 * y1
          s02 += x0 * y2
          s10 += x1 * y0
          s11 += x1 * y1
          s12 += x1 * y2
          s20 += x2 * y0
          s21 += x2 * y1
          s22 += x2 * y2
          k += 2
        }
        if k < end {
          s00.x += a0[k] * b0[k]
          s01.x += a0[k] * b1[k]
          s02.x += a0[k] * b2[k]
          s10.x += a1[k] * b0[k]
          s11.x += a1[k] * b1[k]
          s12.x += a1[k] * b2[k]
          s20.x += a2[k] * b0[k]
          s21.x += a2[k] * b1[k]
          s22.x += a2[k] * b2[k]
        }
        if j < i {
          Self.substitute(a0 + end, s00.sum(), s01.sum(), s02.sum(), b0, b1, b2, end)
          Self.substitute(a1 + end, s10.sum(), s11.sum(), s12.sum(), b0, b1, b2, end)
          Self.substitute(a2 + end, s20.sum(), s21.sum(), s22.sum(), b0, b1, b2, end)
        } else {
          let d0 = a0[end] - s00.sum()
          guard d0 > 0 else { return false }
          let l00 = d0.squareRoot()
          let l10 = (a1[end] - s10.sum()) / l00
          let l20 = (a2[end] - s20.sum()) / l00
          let d1 = a1[end + 1] - s11.sum() - l10 * l10
          guard d1 > 0 else { return false }
          let l11 = d1.squareRoot()
          let l21 = (a2[end + 1] - s21.sum() - l20 * l10) / l11
          let d2 = a2[end + 2] - s22.sum() - l20 * l20 - l21 * l21
          guard d2 > 0 else { return false }
          a0[end] = l00
          a1[end] = l10
          a1[end + 1] = l11
          a2[end] = l20
          a2[end + 1] = l21
          a2[end + 2] = d2.squareRoot()
        }
      }
    }
    return true
  }

  @inline(__always) private static func pair(_ p: UnsafeMutablePointer<Double>) -> SIMD2<Double> {
    UnsafeRawPointer(p).loadUnaligned(as: SIMD2<Double>.self)
  }

  /// Three entries less their sums, divided by the transposed diagonal block of the rows `b`.
  @inline(__always) private static func substitute(
    _ a: UnsafeMutablePointer<Double>, _ s0: Double, _ s1: Double, _ s2: Double, _ b0: UnsafeMutablePointer<Double>,
    _ b1: UnsafeMutablePointer<Double>, _ b2: UnsafeMutablePointer<Double>, _ d: Int
  ) {
    let x0 = (a[0] - s0) / b0[d]
    let x1 = (a[1] - s1 - x0 * b1[d]) / b1[d + 1]
    a[0] = x0
    a[1] = x1
    a[2] = (a[2] - s2 - x0 * b2[d] - x1 * b2[d + 1]) / b2[d + 2]
  }

  /// Solves with the factor, in place; three scalars to a block row.
  func solve(_ x: inout [Double]) {
    for i in 0..<size {
      for r in 0..<3 {
        let p = row(i, r)
        let n = 3 * i + r
        var s = x[n]
        for k in 3 * first[i]..<n { s -= p[k] * x[k] }
        x[n] = s / p[n]
      }
    }
    for i in stride(from: size - 1, through: 0, by: -1) {
      for r in stride(from: 2, through: 0, by: -1) {
        let p = row(i, r)
        let n = 3 * i + r
        let s = x[n] / p[n]
        x[n] = s
        for k in 3 * first[i]..<n { x[k] -= s * p[k] }
      }
    }
  }
}
