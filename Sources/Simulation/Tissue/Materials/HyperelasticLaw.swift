public import SimMath

/// An elastic material: energy, stress and Hessian action as functions of the deformation gradient F.
///
/// The energy is the sum of a part given by the four functions here and of U(J) given by `volume`. All are per volume
/// of the stress-free state. F is without unit; energies are in J/m3, stresses in Pa.
public protocol HyperelasticLaw: Equatable, Sendable, BitwiseCopyable {
  /// The part of the energy that depends on the volume ratio alone.
  var volume: VolumeTerm { get }
  /// W(F) without the volume term; infinite or NaN never for a finite F within the law's range.
  func energy(_ f: Matrix3D) -> Double
  /// The first Piola-Kirchhoff stress dW/dF without the volume term.
  func stress(_ f: Matrix3D) -> Matrix3D
  /// The change of that stress for a small change of F: the Hessian's action, symmetric in pairs of changes.
  func stressChange(_ f: Matrix3D, _ change: Matrix3D) -> Matrix3D
  /// A symmetric positive semidefinite B with u'Bu at least D2W(F)[u g', u g'] for every u: the block of a vertex whose
  /// shape function has the gradient g (1/m). What a solver may use that moves one vertex at a time, without the volume
  /// term, whose block l (cof F g)(cof F g)' is exact because J is linear in each single vertex.
  func localHessian(_ f: Matrix3D, _ gradient: Vector3D) -> Matrix3D
}

extension HyperelasticLaw {
  /// W(F) + U(J), J/m3.
  public func totalEnergy(_ f: Matrix3D) -> Double { energy(f) + volume.energy(f.determinant) }

  /// The whole first Piola-Kirchhoff stress, Pa.
  public func totalStress(_ f: Matrix3D) -> Matrix3D { stress(f) + volume.slope(f.determinant) * f.cofactor }

  /// The whole Hessian's action, Pa.
  public func totalStressChange(_ f: Matrix3D, _ d: Matrix3D) -> Matrix3D {
    let cof = f.cofactor
    let turn = Matrix3D(
      columns: d.c1.cross(f.c2) + f.c1.cross(d.c2), d.c2.cross(f.c0) + f.c2.cross(d.c0),
      d.c0.cross(f.c1) + f.c0.cross(d.c1))
    let rate = cof.c0.dot(d.c0) + cof.c1.dot(d.c1) + cof.c2.dot(d.c2)
    return stressChange(f, d) + (volume.modulus * rate) * cof + volume.slope(f.determinant) * turn
  }

  /// The Cauchy stress P F' / J, Pa.
  public func cauchyStress(_ f: Matrix3D) -> Matrix3D { (1 / f.determinant) * (totalStress(f) * f.transpose) }
}
