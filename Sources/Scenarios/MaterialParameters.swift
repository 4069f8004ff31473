/// An isotropic elastic tissue.
public struct MaterialParameters: Equatable, Sendable {
  /// For small strains about the loaded shape, Pa.
  public var youngsModulus: Double
  /// In (0, 0.5).
  public var poissonRatio: Double
  /// kg/m3.
  public var density: Double
}
