import CSIMD

/// Cholesky's factor of a dense symmetric positive definite matrix in single precision, and both substitutions.
///
/// The matrix lies by columns; its lower half and the squares of sixteen rows on its diagonal are read. Columns are made
/// eight at a time from all columns before them, sixteen rows at once, in ascending order of what is subtracted.
struct DenseCholesky {
  /// Rows, a multiple of sixteen.
  let size: Int
  /// The matrix, overwritten by its factor; [size][size].
  let matrix: UnsafeMutablePointer<Float>
  /// Inverse of each pivot; 0 for an unknown that is taken out; [size].
  let inverse: UnsafeMutablePointer<Float>

  /// A pivot below this share of its diagonal is rounding: what it stands for (an affine motion of an aggregate whose
  /// vertices lie in a plane) is taken out and never moves.
  private static var leastPivot: Float { 1e-6 }

  /// The entry in row `i` and column `j`.
  @inline(__always) func entry(_ i: Int, _ j: Int) -> UnsafeMutablePointer<Float> { matrix + j * size + i }

  // MARK: The factor

  func factor() {
    var c = 0
    while c < size {
      for k in c..<(c + 8) { inverse[k] = Self.leastPivot * entry(k, k).pointee }
      var r = c & ~15
      while r < size {
        subtract(r, c)
        subtract(r, c + 4)
        r += 16
      }
      factorTile(c)
      r = c + 8
      while r < size {
        divide(r, c)
        r += 8
      }
      c += 8
    }
  }

  /// Takes from rows `r` ... `r` + 15 of columns `j` ... `j` + 3 the products of all columns before the eight in which
  /// they are.
  @inline(__always) private func subtract(_ r: Int, _ j: Int) {
    let own = entry(r, j)
    var a0 = Lanes(at: own)
    var a1 = Lanes(at: own + 8)
    var b0 = Lanes(at: own + size)
    var b1 = Lanes(at: own + size + 8)
    var c0 = Lanes(at: own + 2 * size)
    var c1 = Lanes(at: own + 2 * size + 8)
    var d0 = Lanes(at: own + 3 * size)
    var d1 = Lanes(at: own + 3 * size + 8)
    var x = matrix + r
    var y = matrix + j
    for _ in 0..<(j & ~7) {
      let x0 = Lanes(at: x)
      let x1 = Lanes(at: x + 8)
      let a = Lanes(y[0])
      a0 = fnma(x0, a, a0)
      a1 = fnma(x1, a, a1)
      let b = Lanes(y[1])
      b0 = fnma(x0, b, b0)
      b1 = fnma(x1, b, b1)
      let c = Lanes(y[2])
      c0 = fnma(x0, c, c0)
      c1 = fnma(x1, c, c1)
      let d = Lanes(y[3])
      d0 = fnma(x0, d, d0)
      d1 = fnma(x1, d, d1)
      x += size
      y += size
    }
    a0.store(at: own)
    a1.store(at: own + 8)
    b0.store(at: own + size)
    b1.store(at: own + size + 8)
    c0.store(at: own + 2 * size)
    c1.store(at: own + 2 * size + 8)
    d0.store(at: own + 3 * size)
    d1.store(at: own + 3 * size + 8)
  }

  /// The eight rows on the diagonal, whose entries already lack the products of the columns before them; `inverse` has
  /// what each pivot is at least.
  private func factorTile(_ c: Int) {
    for j in c..<(c + 8) {
      var pivot = entry(j, j).pointee
      for k in c..<j { pivot -= entry(j, k).pointee * entry(j, k).pointee }
      inverse[j] = pivot > inverse[j] ? 1 / pivot.squareRoot() : 0
      for i in (j + 1)..<max(j + 1, c + 8) {
        var s = entry(i, j).pointee
        for k in c..<j { s -= entry(i, k).pointee * entry(j, k).pointee }
        entry(i, j).pointee = s * inverse[j]
      }
    }
  }

  /// Rows `r` ... `r` + 7 of the eight columns from `c` on, below their tile.
  @inline(__always) private func divide(_ r: Int, _ c: Int) {
    for j in c..<(c + 8) {
      var s = Lanes(at: entry(r, j))
      for k in c..<j { s = fnma(Lanes(at: entry(r, k)), Lanes(entry(j, k).pointee), s) }
      (s * Lanes(inverse[j])).store(at: entry(r, j))
    }
  }

  // MARK: A solution

  /// Solves in place; `y` is [size].
  func solve(_ y: UnsafeMutablePointer<Float>) {
    var c = 0
    while c < size {
      forward(c, y)
      c += 8
    }
    c = size - 8
    while c >= 0 {
      backward(c, y)
      c -= 8
    }
  }

  @inline(__always) private func forward(_ c: Int, _ y: UnsafeMutablePointer<Float>) {
    for j in c..<(c + 8) {
      y[j] *= inverse[j]
      for i in (j + 1)..<max(j + 1, c + 8) { y[i] -= entry(i, j).pointee * y[j] }
    }
    let l = matrix + c * size
    let y0 = Lanes(y[c])
    let y1 = Lanes(y[c + 1])
    let y2 = Lanes(y[c + 2])
    let y3 = Lanes(y[c + 3])
    let y4 = Lanes(y[c + 4])
    let y5 = Lanes(y[c + 5])
    let y6 = Lanes(y[c + 6])
    let y7 = Lanes(y[c + 7])
    var r = c + 8
    while r < size {
      let p = l + r
      var s = fnma(y0, Lanes(at: p), Lanes(at: y + r))
      var t = y1 * Lanes(at: p + size)
      s = fnma(y2, Lanes(at: p + 2 * size), s)
      t = fma(y3, Lanes(at: p + 3 * size), t)
      s = fnma(y4, Lanes(at: p + 4 * size), s)
      t = fma(y5, Lanes(at: p + 5 * size), t)
      s = fnma(y6, Lanes(at: p + 6 * size), s)
      t = fma(y7, Lanes(at: p + 7 * size), t)
      (s - t).store(at: y + r)
      r += 8
    }
  }

  @inline(__always) private func backward(_ c: Int, _ y: UnsafeMutablePointer<Float>) {
    let l = matrix + c * size
    var s0 = Lanes.zero
    var s1 = Lanes.zero
    var s2 = Lanes.zero
    var s3 = Lanes.zero
    var s4 = Lanes.zero
    var s5 = Lanes.zero
    var s6 = Lanes.zero
    var s7 = Lanes.zero
    var r = c + 8
    while r < size {
      let q = Lanes(at: y + r)
      let p = l + r
      s0 = fma(Lanes(at: p), q, s0)
      s1 = fma(Lanes(at: p + size), q, s1)
      s2 = fma(Lanes(at: p + 2 * size), q, s2)
      s3 = fma(Lanes(at: p + 3 * size), q, s3)
      s4 = fma(Lanes(at: p + 4 * size), q, s4)
      s5 = fma(Lanes(at: p + 5 * size), q, s5)
      s6 = fma(Lanes(at: p + 6 * size), q, s6)
      s7 = fma(Lanes(at: p + 7 * size), q, s7)
      r += 8
    }
    let own = y + c
    (Lanes(at: own) - Lanes(f8_sum_each(s0.v, s1.v, s2.v, s3.v, s4.v, s5.v, s6.v, s7.v))).store(at: own)
    var j = c + 7
    while j >= c {
      for i in (j + 1)..<max(j + 1, c + 8) { y[j] -= entry(i, j).pointee * y[i] }
      y[j] *= inverse[j]
      j -= 1
    }
  }
}
