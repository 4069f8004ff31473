/// An isotropic tissue, elastic with a viscosity beside it.
public struct MaterialParameters: Equatable, Sendable {
  /// For small strains about the loaded shape, Pa.
  public var youngsModulus: Double
  /// In (0, 0.5).
  public var poissonRatio: Double
  /// kg/m3.
  public var density: Double
  /// Of the second Piola-Kirchhoff stress to the rate of Green's strain, Pa s; 0 for none.
  public var viscosity: Double
}
