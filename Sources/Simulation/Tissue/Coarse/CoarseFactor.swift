/// Cholesky factor of a symmetric positive definite matrix within its envelope, in tiles of 8 x 8 by rows; the diagonal
/// tiles as their inverses, so that both substitutions run on whole registers without a division.
final class CoarseFactor: Sendable {
  let envelope: CoarseEnvelope
  /// The matrix itself by columns; [size][size].
  let matrix: FixedBuffer<Float>
  /// Tiles left of the diagonal, [..][8 rows][8 columns].
  let tiles: FixedBuffer<Float>
  /// Inverse of each diagonal tile by columns and by rows; [B][2][8][8].
  let diagonal: FixedBuffer<Float>

  /// - Parameters:
  ///   - g: [size][size]; the mean of its two halves is taken, so that it is exactly symmetric whatever the rounding.
  ///   - size: number of unknowns.
  /// - Throws: `TissueError.notSolvable` if the matrix is not positive definite.
  init(_ g: [Double], size: Int) throws(TissueError) {
    let envelope = CoarseEnvelope(
      first: (0..<size).map { i in (0..<i).first { g[i * size + $0] != 0 || g[$0 * size + i] != 0 } ?? i })
    self.envelope = envelope
    let panels = FixedBuffer<Double>(count: envelope.panelCount, repeating: 0)
    let matrix = CoarseCholesky(envelope, panels: panels.base)
    matrix.pad(envelope)
    for i in 0..<size {
      for j in Int(envelope.firstColumn[i >> 3])...i {
        matrix.entry(i, j).pointee = 0.5 * (g[i * size + j] + g[j * size + i])
      }
    }
    self.matrix = FixedBuffer(count: size * size, repeating: 0)
    for i in 0..<size {
      for j in 0..<size { self.matrix[size * j + i] = Float(0.5 * (g[i * size + j] + g[j * size + i])) }
    }
    tiles = FixedBuffer(count: max(64 * envelope.tileCount, 1), repeating: 0)
    diagonal = FixedBuffer(count: 128 * envelope.blockCount, repeating: 0)
    for b in 0..<envelope.blockCount {
      for c in envelope.tiles(ofBlock: b) where !matrix.factor(b, c) {
        throw .notSolvable(reason: "the coarse matrix is not positive definite; is the loaded state stable?")
      }
      matrix.give(b, tiles: tiles.base, diagonal: diagonal.base)
    }
  }
}
