public import SimMath

/// Contracting muscle: a second Piola-Kirchhoff stress T f f' along the fibre, T = activation times `tension`, that
/// adds to a passive law: Guccione, Waldman and McCulloch (1993), "Mechanics of active contraction in cardiac muscle:
/// part II", J. Biomech. Eng. 115:82, in the form of Land et al. (2015), problem 3.
///
/// For a held activation it has the energy T/2 (I4 - 1), whose Hessian is constant and never negative.
public struct ActiveFibre: StrainEnergyLaw {
  /// Full tension, Pa, at least 0.
  public var tension: Double
  /// 0 ... 1.
  public var activation: Double
  /// Unit vector along the fibre in the stress-free state.
  public var fibre: Vector3D

  public init(tension: Double, activation: Double, fibre: Vector3D = Vector3D(1, 0, 0)) {
    self.tension = tension
    self.activation = activation
    self.fibre = fibre.normalized
  }

  /// None: it goes with a passive law.
  public var volume: VolumeTerm { VolumeTerm(modulus: 0) }

  public func energy(strain e: Matrix3D) -> Double { activation * tension * fibre.dot(e * fibre) }
  public func secondPiola(strain e: Matrix3D) -> Matrix3D { (activation * tension) * .outer(fibre, fibre) }
  public func secondPiolaChange(strain e: Matrix3D, _ change: Matrix3D) -> Matrix3D { .zero }
}
