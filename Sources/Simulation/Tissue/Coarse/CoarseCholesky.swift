/// Cholesky's factorisation within a `CoarseEnvelope`, a tile of 8 x 8 at a time, so that it can be spread over many ticks.
///
/// The lower half of the matrix lies in panels: for each block of eight rows the columns from its first to its last, eight
/// rows of a column together. Every entry is summed over ascending columns, so that the bits do not depend on the order in
/// which tiles are taken.
struct CoarseCholesky {
  /// Eight rows of a column.
  typealias Column = SIMD8<Double>

  let firstColumn: UnsafeMutablePointer<Int32>
  let tileStart: UnsafeMutablePointer<Int32>
  /// The lower half of the matrix, overwritten by its factor; `CoarseEnvelope.panelCount` numbers.
  let panels: UnsafeMutablePointer<Double>

  init(_ envelope: CoarseEnvelope, panels: UnsafeMutablePointer<Double>) {
    firstColumn = envelope.firstColumn.base
    tileStart = envelope.tileStart.base
    self.panels = panels
  }

  /// Where rows 8 b ... 8 b + 7 of column `j` lie.
  @inline(__always) func place(_ b: Int, _ j: Int) -> UnsafeMutablePointer<Double> {
    panels + 64 * (Int(tileStart[b]) + b) + 8 * (j - Int(firstColumn[b]))
  }

  /// The entry in row `i` and column `j`, at most the row.
  @inline(__always) func entry(_ i: Int, _ j: Int) -> UnsafeMutablePointer<Double> { place(i >> 3, j) + (i & 7) }

  @inline(__always) private func column(_ b: Int, _ j: Int) -> Column {
    UnsafeMutableRawPointer(place(b, j)).load(as: Column.self)
  }

  @inline(__always) private func put(_ s: Column, _ b: Int, _ j: Int) {
    UnsafeMutableRawPointer(place(b, j)).storeBytes(of: s, as: Column.self)
  }

  /// Makes rows beyond the last unknown those of 1.
  func pad(_ envelope: CoarseEnvelope) {
    for i in envelope.size..<(8 * envelope.blockCount) { entry(i, i).pointee = 1 }
  }

  /// Factors columns 8 c ... 8 c + 7 of block `b`, after all blocks before it and its own columns before them.
  ///
  /// An unknown that adds nothing to those before it (an affine motion of an aggregate whose vertices lie in a plane)
  /// has no pivot; it is taken out, with a zero pivot, and never moves.
  /// - Returns: false if the matrix is not positive definite.
  func factor(_ b: Int, _ c: Int) -> Bool {
    // What each pivot was before anything was taken from it.
    var whole = Column.zero
    if b == c { for r in 0..<8 { whole[r] = entry(8 * b + r, 8 * b + r).pointee } }
    let first = max(Int(firstColumn[b]), Int(firstColumn[c]))
    for j in stride(from: 8 * c, to: 8 * c + 8, by: 4) {
      var s0 = column(b, j)
      var s1 = column(b, j + 1)
      var s2 = column(b, j + 2)
      var s3 = column(b, j + 3)
      for k in first..<max(first, 8 * c) {
        let x = column(b, k)
        let y = place(c, k) + (j & 7)
        s0 -= x * Column(repeating: y[0])
        s1 -= x * Column(repeating: y[1])
        s2 -= x * Column(repeating: y[2])
        s3 -= x * Column(repeating: y[3])
      }
      put(s0, b, j)
      put(s1, b, j + 1)
      put(s2, b, j + 2)
      put(s3, b, j + 3)
    }
    if b == c { return factorDiagonal(b, whole) }
    for j in (8 * c)..<(8 * c + 8) {
      var s = column(b, j)
      for k in (8 * c)..<j { s -= column(b, k) * Column(repeating: entry(j, k).pointee) }
      let pivot = entry(j, j).pointee
      put(pivot > 0 ? s / Column(repeating: pivot) : .zero, b, j)
    }
    return true
  }

  /// The tile on the diagonal, whose entries already lack the products of the columns before it.
  private func factorDiagonal(_ b: Int, _ whole: Column) -> Bool {
    for i in (8 * b)..<(8 * b + 8) {
      for j in (8 * b)...i {
        var s = entry(i, j).pointee
        for k in (8 * b)..<j { s -= entry(i, k).pointee * entry(j, k).pointee }
        if i != j {
          let pivot = entry(j, j).pointee
          entry(i, j).pointee = pivot > 0 ? s / pivot : 0
        } else {
          let least = 1e-9 * whole[i & 7]
          guard s >= -least else { return false }
          entry(i, i).pointee = s > least ? s.squareRoot() : 0
        }
      }
    }
    return true
  }

  /// Gives block `b` of the factor as `FactorSolver` reads it.
  ///
  /// - Parameters:
  ///   - tiles: of the whole factor, by rows; [tiles][8][8].
  ///   - diagonal: of the whole factor: the inverse of each diagonal tile by columns and by rows; [B][2][8][8].
  func give(_ b: Int, tiles: UnsafeMutablePointer<Float>, diagonal: UnsafeMutablePointer<Float>) {
    var tile = tiles + 64 * Int(tileStart[b])
    for k in stride(from: Int(firstColumn[b]), to: 8 * b, by: 8) {
      for c in 0..<8 {
        let column = place(b, k + c)
        for r in 0..<8 { tile[8 * r + c] = Float(column[r]) }
      }
      tile += 64
    }
    let inverse = diagonal + 128 * b
    for c in 0..<8 {
      // A column of the inverse by substitution.
      var x = Column.zero
      for r in c..<8 {
        var s: Double = r == c ? 1 : 0
        for k in c..<r { s -= entry(8 * b + r, 8 * b + k).pointee * x[k] }
        let pivot = entry(8 * b + r, 8 * b + r).pointee
        x[r] = pivot > 0 ? s / pivot : 0
      }
      for r in 0..<8 {
        inverse[8 * c + r] = Float(x[r])
        inverse[64 + 8 * r + c] = Float(x[r])
      }
    }
  }
}
