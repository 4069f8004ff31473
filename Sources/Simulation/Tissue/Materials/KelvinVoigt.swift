public import SimMath

/// Viscosity in parallel with an elastic law: the second Piola-Kirchhoff stress eta dE/dt, which a rigid motion does
/// not feel. Kelvin and Voigt's solid in terms of Green and Lagrange's strain (Lubliner 1990, "Plasticity theory",
/// 1.5).
///
/// Over a step of implicit Euler it has the energy eta/2h |E - E0|^2 (Ortiz and Stainier 1999, "The variational
/// formulation of viscoplastic constitutive updates", Comput. Methods Appl. Mech. Eng. 171:419).
public struct KelvinVoigt: Equatable, Sendable, BitwiseCopyable {
  /// eta, Pa s, at least 0.
  public var viscosity: Double

  public init(viscosity: Double) { self.viscosity = viscosity }

  /// Of an aorta's wall: 2.5 kPa s. Armentano et al. (1995), "Arterial wall mechanics in conscious dogs", Circ. Res. 76:468,
  /// fitted 3.8 kPa s (standard deviation 1.3) of circumferential stress by strain rate to the descending aorta (the number
  /// is from memory). A bar that is stretched at rate e and cannot change its volume narrows at e/2, so that its stress
  /// is 3/2 eta e.
  public static let aorta = KelvinVoigt(viscosity: 2500)

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
