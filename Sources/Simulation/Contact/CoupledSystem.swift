/// Scratch of `CoupledSolver`: the coarse tissue and the tools in one matrix. Empty in scenes that do without.
struct CoupledSystem: ~Copyable {
  /// Most groups of the coarse space; a factor of more would take longer in each tick than what it replaces.
  static var mostGroups: Int { 32 }

  let groupCount: Int
  /// Twelve unknowns of each group, seven of each hand's tool, and what makes them a multiple of sixteen.
  let size: Int
  /// By columns; [size][size], and the inverse of each pivot; [size].
  let matrix: FixedBuffer<Float>
  let inverse: FixedBuffer<Float>
  /// Right-hand side and solution; [size].
  let vector: FixedBuffer<Float>
  /// Weights of a sample on each group, zero between samples; [C][4].
  let weights: FixedBuffer<Float>
  /// Groups that a sample reaches, and for each its weights times a column of the stiffness; [C], [C][3][16].
  let reached: FixedBuffer<Int32>
  let strips: FixedBuffer<Float>
  /// Load of a sample on its tool for each column of the stiffness; [3][8].
  let loads: FixedBuffer<Float>

  /// - Parameter groups: of the coarse space; 0 for none.
  init(groups: Int) {
    groupCount = groups
    size = groups > 0 ? (CoarseSpace.modes * groups + 2 * BodyMatrix.size + 16) & ~15 : 0
    matrix = FixedBuffer(count: size * size, repeating: 0)
    inverse = FixedBuffer(count: size, repeating: 0)
    vector = FixedBuffer(count: size, repeating: 0)
    weights = FixedBuffer(count: 4 * groups, repeating: 0)
    reached = FixedBuffer(count: groups, repeating: 0)
    strips = FixedBuffer(count: 48 * groups, repeating: 0)
    loads = FixedBuffer(count: 24, repeating: 0)
  }
}
