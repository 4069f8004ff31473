/// The blunt round-ended palpation probe.
public struct ProbeParameters: Equatable, Sendable {
  /// Radius of the round end, m.
  public var tipRadius: Double
  /// kg.
  public var mass: Double
  /// Coulomb friction coefficient against tissue.
  public var friction: Double
}
