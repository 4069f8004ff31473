public import SimMath

/// The record of one activation of cautery, from the press of its button until it was let go.
@frozen public struct CauteryBurn: BitwiseCopyable, Codable, Equatable, Sendable {
  /// Tick of the press, and of letting go.
  public var tick: UInt64 = 0
  public var endTick: UInt64 = 0
  /// Heat that it put into tissue, J.
  public var energy = 0.0
  /// Warmest that tissue which its current warmed has been, degrees C; 0 where it never touched.
  public var peak = 0.0
  /// Tissue that was coagulated from press to end, m3, whichever hand's: what goes on afterwards is not in it.
  public var volume = 0.0
  /// Of `volume`, what lay further from the electrode than its margin, m3.
  public var collateral = 0.0
  /// Where its current first went in, in the model as loaded, m; zero where it never did.
  public var site = Vector3D.zero

  public init() {}

  /// It has warmed tissue.
  @inlinable public var hasTouched: Bool { peak > 0 }
}
