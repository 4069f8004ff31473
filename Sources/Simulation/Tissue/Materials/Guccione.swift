public import SimMath

/// Passive myocardium, transversely isotropic: W = C/2 (e^Q - 1), Q = bf E11^2 + bt (E22^2 + E33^2 + 2 E23^2)
/// + 2 bfs (E12^2 + E13^2) with axis 1 along the fibre: Guccione, McCulloch and Waldman (1991), "Passive material
/// properties of intact ventricular myocardium determined from a cylindrical model", J. Biomech. Eng. 113:42.
///
/// The volume term is l/2 (J - 1)^2; the paper's material is incompressible, so l should be a thousand C or more.
public struct Guccione: StrainEnergyLaw {
  /// Pa, greater than 0.
  public var c: Double
  /// Without unit, greater than 0.
  public var bf: Double
  public var bt: Double
  public var bfs: Double
  /// Unit vector along the fibre in the stress-free state.
  public var fibre: Vector3D
  /// Pa, greater than 0.
  public var volumeModulus: Double

  public init(
    c: Double, bf: Double, bt: Double, bfs: Double, fibre: Vector3D = Vector3D(1, 0, 0), volumeModulus: Double
  ) {
    self.c = c
    self.bf = bf
    self.bt = bt
    self.bfs = bfs
    self.fibre = fibre.normalized
    self.volumeModulus = volumeModulus
  }

  public var volume: VolumeTerm { VolumeTerm(modulus: volumeModulus) }

  /// dQ/dE, linear in E; Q is half its double contraction with E. With f the fibre,
  /// Q = (bf + bt - 2 bfs)(f.Ef)^2 + bt |E|^2 + 2 (bfs - bt) |Ef|^2.
  private func slope(_ e: Matrix3D) -> Matrix3D {
    let ef = e * fibre
    let cross = Matrix3D.outer(ef, fibre) + .outer(fibre, ef)
    return (2 * (bf + bt - 2 * bfs) * fibre.dot(ef)) * .outer(fibre, fibre) + (2 * bt) * e + (2 * (bfs - bt)) * cross
  }

  public func energy(strain e: Matrix3D) -> Double {
    0.5 * c * (Trigonometry.exp(0.5 * slope(e).contraction(e)) - 1)
  }

  public func secondPiola(strain e: Matrix3D) -> Matrix3D {
    let a = slope(e)
    return (0.5 * c * Trigonometry.exp(0.5 * a.contraction(e))) * a
  }

  public func secondPiolaChange(strain e: Matrix3D, _ change: Matrix3D) -> Matrix3D {
    let a = slope(e)
    return (0.5 * c * Trigonometry.exp(0.5 * a.contraction(e))) * (slope(change) + a.contraction(change) * a)
  }
}
