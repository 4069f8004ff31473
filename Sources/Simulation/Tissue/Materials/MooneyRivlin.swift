public import SimMath

/// W = c1 (I1 - 3) + c2 (I2 - 3) with the invariants of C = F'F: Mooney (1940), "A theory of large elastic
/// deformation", J. Appl. Phys. 11:582, and Rivlin (1948), Phil. Trans. R. Soc. A 241:379.
///
/// The volume term rests where the stress of both parts vanishes at F = I. Small strains follow Hooke's law with
/// mu = 2 (c1 + c2) and lambda = volumeModulus - 2 c1.
public struct MooneyRivlin: HyperelasticLaw {
  /// Pa, at least 0, not both 0.
  public var c1: Double
  public var c2: Double
  /// Coefficient of the volume term, Pa, greater than 2 c1.
  public var volumeModulus: Double

  public init(c1: Double, c2: Double, volumeModulus: Double) {
    self.c1 = c1
    self.c2 = c2
    self.volumeModulus = volumeModulus
  }

  public var volume: VolumeTerm {
    VolumeTerm(modulus: volumeModulus, restRatio: 1 + (2 * c1 + 4 * c2) / volumeModulus)
  }

  /// I2 = (I1^2 - tr C^2)/2 = |cof F|^2.
  public func energy(_ f: Matrix3D) -> Double {
    c1 * (f.normSquared - 3) + c2 * (f.cofactor.normSquared - 3)
  }

  public func stress(_ f: Matrix3D) -> Matrix3D {
    (2 * c1) * f + (2 * c2) * (f.normSquared * f - f * (f.transpose * f))
  }

  public func stressChange(_ f: Matrix3D, _ d: Matrix3D) -> Matrix3D {
    let ft = f.transpose
    let twice = 2 * (f.c0.dot(d.c0) + f.c1.dot(d.c1) + f.c2.dot(d.c2))
    let bend = twice * f + f.normSquared * d - d * (ft * f) - f * (d.transpose * f + ft * d)
    return (2 * c1) * d + (2 * c2) * bend
  }

  /// Exact: cof F is linear in each single vertex, so that |cof F|^2 is a sum of squares.
  public func localHessian(_ f: Matrix3D, _ g: Vector3D) -> Matrix3D {
    var sum = Matrix3D.zero
    for w in [g.y * f.c2 - g.z * f.c1, g.z * f.c0 - g.x * f.c2, g.x * f.c1 - g.y * f.c0] {
      sum = sum + (w.lengthSquared * .identity - .outer(w, w))
    }
    return (2 * c1 * g.lengthSquared) * .identity + (2 * c2) * sum
  }
}
