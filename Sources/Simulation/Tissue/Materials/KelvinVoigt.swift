public import SimMath

/// Viscosity in parallel with an elastic law: the second Piola-Kirchhoff stress eta dE/dt, which a rigid motion does
/// not feel. Kelvin and Voigt's solid in terms of Green and Lagrange's strain (Lubliner 1990, "Plasticity theory",
/// 1.5).
///
/// Over a step of implicit Euler it has the energy eta/2h |E - E0|^2 (Ortiz and Stainier 1999, "The variational
/// formulation of viscoplastic constitutive updates", Comput. Methods Appl. Mech. Eng. 171:419).
public struct KelvinVoigt: Equatable, Sendable {
  /// eta, Pa s, at least 0.
  public var viscosity: Double

  public init(viscosity: Double) { self.viscosity = viscosity }

  /// The energy of a step of length `step` (s) that began with the deformation gradient `start`.
  public func increment(from start: Matrix3D, step: Double) -> Increment {
    Increment(modulus: viscosity / step, start: Increment.strain(start))
  }

  public struct Increment: StrainEnergyLaw {
    /// eta/h, Pa.
    public var modulus: Double
    /// E0.
    public var start: Matrix3D

    /// None.
    public var volume: VolumeTerm { VolumeTerm(modulus: 0) }

    public func energy(strain e: Matrix3D) -> Double { 0.5 * modulus * (e - start).normSquared }
    public func secondPiola(strain e: Matrix3D) -> Matrix3D { modulus * (e - start) }
    public func secondPiolaChange(strain e: Matrix3D, _ change: Matrix3D) -> Matrix3D { modulus * change }
  }
}
