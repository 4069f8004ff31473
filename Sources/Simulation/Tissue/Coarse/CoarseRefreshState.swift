/// A coarse operator in the making, and the one that is in force. Two snapshots of the positions and how far the round has
/// come pass from tick to tick; all else follows from them (``CoarseRefresh``). Empty where the operator stays as loaded.
struct CoarseRefreshState: ~Copyable {
  /// How far the round has come.
  struct Progress {
    /// Slices that are done.
    var slices = 0
    /// Which of the two operators is in force, 0 or 1; the other is in the making.
    var front = 0
    /// An operator made here is in force, not the one of the mesh as loaded.
    var renewed = false
  }

  var progress = Progress()
  /// The matrix in the making is positive definite so far; [1].
  let sound: FixedBuffer<Bool>
  /// What each of the two operators is made of: positions, [2][N][4] m, and damage by place of the laws' table, [2][R].
  private let bothPositions: FixedBuffer<Float>
  private let bothDamages: FixedBuffer<Float>

  /// The matrix in panels.
  let panels: FixedBuffer<Double>
  /// Two factors and two responses: `CoarseFactor.tiles`, `CoarseFactor.diagonal`, `SurfaceResponse.columns`; [2][..].
  private let bothTiles: FixedBuffer<Float>
  private let bothDiagonals: FixedBuffer<Float>
  private let bothColumns: FixedBuffer<Float>
  /// Turn of aggregates and vertices in the snapshot, a spin that nothing asks for, and whether any has turned; [A][4], [N][4],
  /// [A][4], [1].
  let aggregateFrame: FixedBuffer<Float>
  let vertexFrame: FixedBuffer<Float>
  let spin: FixedBuffer<Float>
  let turned: FixedBuffer<Bool>
  /// Blocks of an element, [10][10][9] N/m by rows; their products with the G groups that reach it, [10][3][G][12]; the
  /// unknowns of a group against those of all up to it, [12][G][12].
  let blocks: FixedBuffer<Double>
  let products: FixedBuffer<Double>
  let sums: FixedBuffer<Double>
  /// Of a solution: `CoarseSolver.scratchCount`.
  let scratch: FixedBuffer<Float>

  init(_ refresh: CoarseRefresh?, tissue: TissueModel, columns count: Int) {
    let on = refresh != nil
    let vertices = on ? tissue.vertexCount : 0
    let places = on && tissue.hasDamage ? tissue.lawTerms.count : 0
    let groups = on ? tissue.coarse.frames?.count ?? 0 : 0
    sound = FixedBuffer(count: 1, repeating: true)
    bothPositions = FixedBuffer(count: 8 * vertices, repeating: 0)
    bothDamages = FixedBuffer(count: 2 * places, repeating: 0)
    panels = FixedBuffer(count: refresh?.envelope.panelCount ?? 0, repeating: 0)
    bothTiles = FixedBuffer(count: 128 * (refresh?.envelope.tileCount ?? 0), repeating: 0)
    bothDiagonals = FixedBuffer(count: 256 * (refresh?.envelope.blockCount ?? 0), repeating: 0)
    bothColumns = FixedBuffer(count: on ? 2 * count : 0, repeating: 0)
    aggregateFrame = FixedBuffer(count: 4 * groups, repeating: 0)
    vertexFrame = FixedBuffer(count: groups > 0 ? 4 * vertices : 0, repeating: 0)
    spin = FixedBuffer(count: 4 * groups, repeating: 0)
    turned = FixedBuffer(count: 1, repeating: false)
    blocks = FixedBuffer(count: on ? 900 : 0, repeating: 0)
    products = FixedBuffer(count: 360 * (refresh?.largestReach ?? 0), repeating: 0)
    sums = FixedBuffer(count: 144 * (refresh?.largestReach ?? 0), repeating: 0)
    scratch = FixedBuffer(count: on ? CoarseSolver.scratchCount(tissue.coarse) : 0, repeating: 0)
  }

  /// Numbers of a snapshot; no positions where the operator stays as loaded.
  var positionCount: Int { bothPositions.count / 2 }
  var damageCount: Int { bothDamages.count / 2 }

  /// The snapshot of operator 0 or 1.
  func positions(_ k: Int) -> UnsafeMutablePointer<Float> { bothPositions.base + k * positionCount }
  func damage(_ k: Int) -> UnsafeMutablePointer<Float> { bothDamages.base + k * damageCount }
  /// The tiles of factor 0 or 1, its diagonal, and the response to it.
  func tiles(_ k: Int) -> UnsafeMutablePointer<Float> { bothTiles.base + k * (bothTiles.count / 2) }
  func diagonal(_ k: Int) -> UnsafeMutablePointer<Float> { bothDiagonals.base + k * (bothDiagonals.count / 2) }
  func columns(_ k: Int) -> UnsafeMutablePointer<Float> { bothColumns.base + k * (bothColumns.count / 2) }

  /// Bytes that `save(into:)` writes at most.
  var savedCapacity: Int { 16 + 8 * (positionCount + damageCount) }
}
