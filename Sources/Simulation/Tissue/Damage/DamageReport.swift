public import SimMath

/// What damage did in one tick.
public struct DamageReport: Equatable, Sendable {
  /// Elements that were bruised or torn for the first time.
  public var bruised = 0
  public var torn = 0
  /// Middle of each of these sets in the anatomy frame, m; zero for none.
  public var bruiseSite = Vector3.zero
  public var tearSite = Vector3.zero
  /// Energy that softening took, J: part of what the ledger calls dissipated.
  public var dissipated = 0.0
}
