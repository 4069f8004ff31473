extension SimulationState {
  /// Slots of tetrahedra in use: those of the mesh, and one more for each that was cut.
  public var elementCount: Int { cut.elementCount }
  /// Vertices in use: those of the mesh, and the doubles that cuts have made.
  public var vertexCount: Int { cut.vertexCount }

  /// Takes a blade through the tissue where it stands, as a tick would; for scenes that are made with a cut in them and for
  /// tests. Not for the 1 kHz thread.
  ///
  /// - Returns: whether there was room for all cuts.
  @discardableResult public mutating func cut(_ model: SimulationModel, _ sweep: BladeSweep) -> Bool {
    var fits = true
    var sweeps = [sweep]
    while true {
      let result = cut.sweep(
        sweeps.span, model.tissue, model.contact, positions: tissue.positions.base, previous: tissue.positions.base,
        velocities: tissue.velocities.base)
      if result.isFull { fits = false }
      if result.cuts == 0 { return fits }
      sweeps = []
    }
  }
}
