/// Cholesky factor of a symmetric positive definite matrix with an envelope, in blocks of eight rows.
///
/// Within its envelope the factor does not fill in (George and Liu 1981). A block's rows share their first column; its
/// part left of the diagonal is stored in tiles of 8 x 8 by rows, and the diagonal tile as its inverse, so that both
/// substitutions run on whole registers without a division.
final class CoarseFactor: Sendable {
  /// Blocks, B: the unknowns padded to whole ones.
  let blockCount: Int
  /// First column of each block, a multiple of eight, and where its tiles begin in `tiles`; [B].
  let firstColumn: FixedBuffer<Int32>
  let tileStart: FixedBuffer<Int32>
  /// Tiles left of the diagonal, [..][8 rows][8 columns].
  let tiles: FixedBuffer<Float>
  /// Inverse of each diagonal tile by columns and by rows; [B][2][8][8].
  let diagonal: FixedBuffer<Float>

  /// - Parameters:
  ///   - g: [size][size]; the lower half is overwritten by the factor.
  ///   - size: number of unknowns.
  /// - Throws: `TissueError.notSolvable` if the matrix is not positive definite.
  init(_ g: inout [Double], size: Int) throws(TissueError) {
    blockCount = (size + 7) / 8
    var first = [Int](repeating: 0, count: 8 * blockCount)
    for i in first.indices {
      var f = 0
      if i >= size { f = i } else { while f < i && g[i * size + f] == 0 && g[f * size + i] == 0 { f += 1 } }
      first[i] = f
    }
    try Self.factor(&g, size, first)

    var columns: [Int32] = []
    var starts: [Int32] = []
    var total = 0
    for b in 0..<blockCount {
      let column = min(first[(8 * b)..<(8 * b + 8)].min()! & ~7, 8 * b)
      columns.append(Int32(column))
      starts.append(Int32(total))
      total += 8 * (8 * b - column)
    }
    firstColumn = FixedBuffer(columns, padding: 0)
    tileStart = FixedBuffer(starts, padding: 0)
    tiles = FixedBuffer(count: max(total, 1), repeating: 0)
    diagonal = FixedBuffer(count: 128 * blockCount, repeating: 0)
    for b in 0..<blockCount {
      var inverse = [Double](repeating: 0, count: 64)
      for r in 0..<8 {
        let i = 8 * b + r
        for j in first[i]..<max(first[i], min(8 * b, size)) {
          let tile = Int(starts[b]) + 64 * ((j - Int(columns[b])) / 8)
          tiles[tile + 8 * r + j % 8] = Float(g[i * size + j])
        }
        // Row r of the inverse of the diagonal tile, by substitution; rows beyond the last unknown are those of 1.
        let pivot = i < size ? g[i * size + i] : 1
        for c in 0...r {
          var s: Double = c == r ? 1 : 0
          for k in c..<r where i < size { s -= g[i * size + 8 * b + k] * inverse[8 * k + c] }
          inverse[8 * r + c] = pivot > 0 ? s / pivot : 0
        }
      }
      for r in 0..<8 {
        for c in 0..<8 {
          diagonal[128 * b + 8 * c + r] = Float(inverse[8 * r + c])
          diagonal[128 * b + 64 + 8 * r + c] = Float(inverse[8 * r + c])
        }
      }
    }
  }

  /// Factors the lower half in place.
  ///
  /// An unknown that adds nothing to those before it (an affine motion of an aggregate whose vertices lie in a plane)
  /// has no pivot; it is taken out, with a zero pivot, and never moves.
  private static func factor(_ g: inout [Double], _ size: Int, _ first: [Int]) throws(TissueError) {
    for i in 0..<size {
      for j in first[i]...i {
        // The mean of the two halves: exactly symmetric whatever the rounding. The upper half is never overwritten.
        var s = 0.5 * (g[i * size + j] + g[j * size + i])
        var k = max(first[i], first[j])
        while k < j {
          s -= g[i * size + k] * g[j * size + k]
          k += 1
        }
        if i != j {
          let pivot = g[j * size + j]
          g[i * size + j] = pivot > 0 ? s / pivot : 0
        } else if s > 1e-9 * g[i * size + i] {
          g[i * size + i] = s.squareRoot()
        } else if s >= -1e-9 * g[i * size + i] {
          g[i * size + i] = 0
        } else {
          throw .notSolvable(reason: "the coarse matrix is not positive definite; is the loaded state stable?")
        }
      }
    }
  }
}
