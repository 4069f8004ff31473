/// Which entries of a symmetric matrix Cholesky's factor can reach, in blocks of eight rows whose rows share their first
/// column: within it the factor does not fill in (George and Liu 1981).
final class CoarseEnvelope: Sendable {
  /// Unknowns, and blocks B: the unknowns padded to whole ones.
  let size: Int
  let blockCount: Int
  /// First column of each block, a multiple of eight, and how many tiles of 8 x 8 lie left of the diagonal in all blocks before
  /// it; [B], [B + 1].
  let firstColumn: FixedBuffer<Int32>
  let tileStart: FixedBuffer<Int32>

  /// - Parameter first: the first column that each row reaches, at most the row; [size].
  init(first: [Int]) {
    size = first.count
    blockCount = (size + 7) / 8
    var columns: [Int32] = []
    var starts: [Int32] = [0]
    for b in 0..<blockCount {
      let column = first[(8 * b)..<min(8 * b + 8, size)].min()! & ~7
      columns.append(Int32(column))
      starts.append(starts.last! + Int32((8 * b - column) / 8))
    }
    firstColumn = FixedBuffer(columns, padding: 0)
    tileStart = FixedBuffer(starts, padding: 0)
  }

  /// Columns of tiles of a block, that on the diagonal last.
  func tiles(ofBlock b: Int) -> ClosedRange<Int> { Int(firstColumn[b]) / 8...b }
  /// Tiles left of the diagonal.
  var tileCount: Int { Int(tileStart[blockCount]) }
  /// Numbers of a matrix in panels (``CoarseCholesky``).
  var panelCount: Int { 64 * (tileCount + blockCount) }
}
