import SimMath

/// The coarse operator in force and the one in the making; see `CoarseRefresh`.
extension SimulationState {
  /// Before a tick: at the end of a round the operator in the making takes the place of the old one if it is sound, and a
  /// snapshot begins the next.
  mutating func beginRefresh(_ model: SimulationModel) {
    guard let own = model.refresh else { return }
    if refresh.progress.slices == own.ticks { endRound() }
    guard refresh.progress.slices == 0 else { return }
    refresh.sound[0] = true
    let back = 1 - refresh.progress.front
    refresh.positions(back).update(from: tissue.positions.base, count: refresh.positionCount)
    refresh.damage(back).update(from: tissue.damage.damage.base, count: refresh.damageCount)
  }

  private mutating func endRound() {
    refresh.progress.slices = 0
    guard refresh.sound[0] else { return }
    refresh.progress.renewed = true
    refresh.progress.front = 1 - refresh.progress.front
  }

  /// The next slice; nil where the operator stays as loaded.
  func refreshSolver(_ model: SimulationModel) -> CoarseRefreshSolver? {
    guard let own = model.refresh else { return nil }
    return CoarseRefreshSolver(own, model.tissue, model.response, refresh)
  }

  /// The coarse system with the operator in force.
  func coarseSolver(_ model: SimulationModel) -> CoarseSolver {
    guard !cut.isOn else { return CoarseSolver(model.tissue.coarse, cut: cut) }
    var factor: FactorSolver?
    if let own = model.refresh, refresh.progress.renewed {
      let front = refresh.progress.front
      factor = FactorSolver(own.envelope, tiles: refresh.tiles(front), diagonal: refresh.diagonal(front))
    }
    return CoarseSolver(model.tissue.coarse, factor: factor, frames: CoarseFrameSolver(model.tissue, tissue))
  }

  /// The surface's response to the operator in force.
  func responseColumns(_ model: SimulationModel) -> UnsafeMutablePointer<Float> {
    refresh.progress.renewed ? refresh.columns(refresh.progress.front) : model.response.columns.base
  }

  // MARK: Saved states

  func saveRefresh(into w: inout ByteWriter) {
    w.put(UInt32(refresh.progress.slices))
    w.put(UInt32((refresh.progress.renewed ? 1 : 0) | (refresh.sound[0] ? 2 : 0)))
    if refresh.progress.renewed { saveSnapshot(refresh.progress.front, into: &w) }
    if refresh.progress.slices > 0 { saveSnapshot(1 - refresh.progress.front, into: &w) }
  }

  private func saveSnapshot(_ k: Int, into w: inout ByteWriter) {
    for i in 0..<refresh.positionCount { w.put(refresh.positions(k)[i].bitPattern) }
    for r in 0..<refresh.damageCount { w.put(refresh.damage(k)[r].bitPattern) }
  }

  /// Makes both operators again from their snapshots. Takes as long as two rounds.
  mutating func restoreRefresh(_ model: SimulationModel, _ r: inout ByteReader) throws(StateError) {
    guard let own = model.refresh else { return }
    let slices = Int(try r.word())
    let flags = try r.word()
    guard slices <= own.ticks else { throw .malformed }
    if flags & 1 != 0 {
      try restore(&r)
      make(model, slices: own.ticks)
      endRound()
    }
    guard slices > 0 else { return }
    try restore(&r)
    make(model, slices: slices)
    guard refresh.sound[0] == (flags & 2 != 0) else { throw .malformed }
  }

  /// A snapshot as the one in the making.
  private func restore(_ r: inout ByteReader) throws(StateError) {
    let back = 1 - refresh.progress.front
    for i in 0..<refresh.positionCount { refresh.positions(back)[i] = try r.float() }
    for k in 0..<refresh.damageCount { refresh.damage(back)[k] = try r.float() }
  }

  private mutating func make(_ model: SimulationModel, slices: Int) {
    refresh.sound[0] = true
    for k in 0..<slices {
      refresh.progress.slices = k
      refreshSolver(model)?.run()
    }
    refresh.progress.slices = slices
  }
}
