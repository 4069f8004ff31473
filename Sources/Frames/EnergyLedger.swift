/// Where the energy went in one tick, J. `workIn` = change of (`kinetic` + `elastic` + `contact`) + `dissipated`.
@frozen public struct EnergyLedger: Equatable, Sendable {
  /// Kinetic energy at the end of the tick.
  public var kinetic: Float
  /// Elastic energy of the tissue at the end of the tick, above that of the unloaded state.
  public var elastic: Float
  /// Energy stored in contact and in the virtual coupling at the end of the tick.
  public var contact: Float
  /// Work done on the system in this tick by the hand, the blood pressure and gravity.
  public var workIn: Float
  /// What is missing in this tick: positive when energy was lost, negative when the solver made some.
  public var dissipated: Float

  @inlinable public init(kinetic: Float, elastic: Float, contact: Float, workIn: Float, dissipated: Float) {
    self.kinetic = kinetic
    self.elastic = elastic
    self.contact = contact
    self.workIn = workIn
    self.dissipated = dissipated
  }

  @inlinable public static var zero: EnergyLedger {
    EnergyLedger(kinetic: 0, elastic: 0, contact: 0, workIn: 0, dissipated: 0)
  }
}
