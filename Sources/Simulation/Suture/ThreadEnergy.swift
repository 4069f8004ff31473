/// A thread's energies after a tick and what became of energy in it, J.
public struct ThreadEnergy: Equatable, Sendable {
  public var kinetic = 0.0
  public var stretching = 0.0
  public var bending = 0.0
  public var twisting = 0.0
  /// Of all contacts and guides: what their springs hold.
  public var springs = 0.0
  /// Weight, from the height of the coordinates' origin.
  public var weight = 0.0
  /// Work of guides and obstacles on the thread in the tick.
  public var work = 0.0
  /// Heat of friction in the tick.
  public var friction = 0.0
  /// Heat of bending beyond the elastic limit in the tick.
  public var plastic = 0.0

  public init() {}

  public var total: Double { ((kinetic + stretching) + (bending + twisting)) + (springs + weight) }
}
