public import SimMath

/// The law of `Material`, log-free neo-Hookean: W = mu/2 (tr F'F - 3), U = l/2 (J - 1 - mu/l)^2, l = lambda + mu, after
/// Smith, de Goes and Kim (2018), "Stable neo-Hookean flesh simulation", ACM Trans. Graph. 37(2):12.
public struct NeoHookean: HyperelasticLaw {
  public var material: Material

  public init(_ material: Material) { self.material = material }

  public var volume: VolumeTerm { VolumeTerm(modulus: material.volumeModulus, restRatio: material.alpha) }
  public func energy(_ f: Matrix3D) -> Double { 0.5 * material.mu * (f.normSquared - 3) }
  public func stress(_ f: Matrix3D) -> Matrix3D { material.mu * f }
  public func stressChange(_ f: Matrix3D, _ change: Matrix3D) -> Matrix3D { material.mu * change }
  /// Exact, and the same whatever the deformation.
  public func localHessian(_ f: Matrix3D, _ gradient: Vector3D) -> Matrix3D {
    (material.mu * gradient.lengthSquared) * .identity
  }
}
