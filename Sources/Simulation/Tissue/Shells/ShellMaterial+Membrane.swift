import SimMath

extension ShellMaterial {
  /// Lame's constants of plane stress of the St. Venant-Kirchhoff law, E nu/(1 - nu^2) and E/2(1 + nu), Pa; zero for another.
  var plane: (lambda: Double, mu: Double) {
    guard case .stVenantKirchhoff(let e, let nu) = membrane else { return (0, 0) }
    return (e * nu / (1 - nu * nu), e / (2 * (1 + nu)))
  }

  /// W(E), J/m3.
  /// - Parameter fibre: direction in the plane; of length 0 where it stands on it.
  func energy(strain e: PlaneTensor, fibre a: SIMD2<Double>) -> Double {
    var w: Double
    switch membrane {
    case .stVenantKirchhoff:
      let (lambda, mu) = plane
      w = 0.5 * lambda * e.trace * e.trace + mu * e.normSquared
    case .neoHookean(let mu):
      let c = Self.cauchyGreen(e)
      w = 0.5 * mu * (c.trace + 1 / c.determinant - 3)
    }
    if let fibre {
      let x = max(0, 2 * (a * (e * a)).sum())
      w += fibre.stiffness / (2 * fibre.exponent) * (Trigonometry.exp(fibre.exponent * x * x) - 1)
    }
    return w
  }

  /// S = dW/dE, Pa.
  func secondPiola(strain e: PlaneTensor, fibre a: SIMD2<Double>) -> PlaneTensor {
    var s: PlaneTensor
    switch membrane {
    case .stVenantKirchhoff:
      let (lambda, mu) = plane
      s = PlaneTensor(xx: lambda * e.trace, yy: lambda * e.trace, xy: 0) + (2 * mu) * e
    case .neoHookean(let mu):
      let c = Self.cauchyGreen(e)
      s = PlaneTensor(xx: mu, yy: mu, xy: 0) + (-mu / c.determinant) * c.inverse
    }
    if let fibre {
      let x = max(0, 2 * (a * (e * a)).sum())
      s = s + (2 * fibre.stiffness * x * Trigonometry.exp(fibre.exponent * x * x)) * .dyad(a)
    }
    return s
  }

  private static func cauchyGreen(_ e: PlaneTensor) -> PlaneTensor {
    PlaneTensor(xx: 1 + 2 * e.xx, yy: 1 + 2 * e.yy, xy: 2 * e.xy)
  }
}
