import SimMath

/// The elastic constants of a tissue: a log-free compressible neo-Hookean solid.
///
/// Energy per rest volume W = mu/2 (tr F'F - 3) + l/2 (J - alpha)^2 with l = lambda + mu and alpha = 1 + mu/l, so that
/// the stress vanishes at rest and small strains follow Hooke's law with Lame's constants lambda and mu
/// (after Smith, de Goes and Kim 2018, without the logarithm).
public struct Material: Equatable, Sendable, BitwiseCopyable {
  /// Young's modulus, Pa, greater than 0.
  public var youngsModulus: Double
  /// Poisson's ratio, in (0, 0.5).
  public var poissonRatio: Double
  /// Density, kg/m3, greater than 0.
  public var density: Double

  public init(youngsModulus: Double, poissonRatio: Double, density: Double) {
    self.youngsModulus = youngsModulus
    self.poissonRatio = poissonRatio
    self.density = density
  }

  /// Lame's second constant (shear modulus), Pa.
  public var mu: Double { youngsModulus / (2 * (1 + poissonRatio)) }
  /// Lame's first constant, Pa.
  public var lambda: Double { youngsModulus * poissonRatio / ((1 + poissonRatio) * (1 - 2 * poissonRatio)) }
  /// Coefficient of the volume term, Pa.
  public var volumeModulus: Double { lambda + mu }
  /// The volume ratio at which the volume term alone would rest.
  public var alpha: Double { 1 + mu / volumeModulus }

  /// The principal stretches that give the principal Cauchy stresses `stress` (Pa), and their product J.
  ///
  /// From sigma_i = mu s_i^2 / J + l (J - alpha): s_i^2 = J (sigma_i - l (J - alpha)) / mu, and the product of the three
  /// is an equation for J alone, solved by bisection to the last bit.
  public func stretches(forCauchyStress stress: Vector3D) -> (stretch: Vector3D, volumeRatio: Double) {
    let l = volumeModulus
    // Every factor must stay positive: J below the bound set by the smallest stress.
    let smallest = min(stress.x, min(stress.y, stress.z))
    var low = 1e-3
    var high = alpha + smallest / l
    func excess(_ j: Double) -> Double {
      let p = l * (j - alpha)
      return j * ((stress.x - p) / mu) * ((stress.y - p) / mu) * ((stress.z - p) / mu) - 1
    }
    // excess falls from above to -1 at `high` over the branch that contains J = 1 for zero stress; start at its top.
    var top = low
    var best = excess(low)
    for k in 1...64 {
      let j = low + (high - low) * Double(k) / 65
      let e = excess(j)
      if e > best {
        best = e
        top = j
      }
    }
    low = top
    for _ in 0..<200 {
      let middle = 0.5 * (low + high)
      if excess(middle) > 0 { low = middle } else { high = middle }
    }
    let j = 0.5 * (low + high)
    let p = l * (j - alpha)
    return (
      Vector3D(
        (j * (stress.x - p) / mu).squareRoot(), (j * (stress.y - p) / mu).squareRoot(),
        (j * (stress.z - p) / mu).squareRoot()), j
    )
  }
}
