public import SimMath

/// Myocardium, orthotropic, or an artery wall with two families of fibres:
/// W = a/2b (e^(b (I1-3)) - 1) + sum over both families a_i/2b_i (e^(b_i (I4i-1)^2) - 1) + afs/2bfs (e^(bfs I8^2) - 1).
/// Holzapfel and Ogden (2009), "Constitutive modelling of passive myocardium", Phil. Trans. R. Soc. A 367:3445.
///
/// A family works in tension only (I4 > 1), and I8 couples both. The volume term rests where the stress of the first
/// part vanishes at F = I; small strains without fibres have mu = a and lambda = volumeModulus - a + 2 a b.
public struct HolzapfelOgden: StrainEnergyLaw {
  /// A pair of constants: a in Pa, at least 0; b without unit, greater than 0.
  public struct Term: Equatable, Sendable, BitwiseCopyable {
    public var a: Double
    public var b: Double
    public init(_ a: Double, _ b: Double) {
      self.a = a
      self.b = b
    }
  }

  /// a, b of the ground; af, bf of the first family; as, bs of the second; afs, bfs of both together.
  public var ground: Term
  public var first: Term
  public var second: Term
  public var coupling: Term
  /// Unit vectors along the families in the stress-free state: fibre and sheet in myocardium.
  public var firstDirection: Vector3D
  public var secondDirection: Vector3D
  /// Coefficient of the volume term, Pa, greater than 0.
  public var volumeModulus: Double

  public init(
    ground: Term, first: Term, second: Term, coupling: Term = Term(0, 1),
    firstDirection: Vector3D = Vector3D(1, 0, 0), secondDirection: Vector3D = Vector3D(0, 1, 0), volumeModulus: Double
  ) {
    self.ground = ground
    self.first = first
    self.second = second
    self.coupling = coupling
    self.firstDirection = firstDirection.normalized
    self.secondDirection = secondDirection.normalized
    self.volumeModulus = volumeModulus
  }

  public var volume: VolumeTerm { VolumeTerm(modulus: volumeModulus, restRatio: 1 + ground.a / volumeModulus) }

  private var families: [(Term, Vector3D)] { [(first, firstDirection), (second, secondDirection)] }

  /// I8 = f.Cs.
  private func shear(_ e: Matrix3D) -> Double {
    firstDirection.dot(secondDirection) + 2 * firstDirection.dot(e * secondDirection)
  }
  /// I8 of the stress-free state: zero for families at right angles. Only its change strains the coupling.
  private var restShear: Double { firstDirection.dot(secondDirection) }
  private var shearDyad: Matrix3D {
    .outer(firstDirection, secondDirection) + .outer(secondDirection, firstDirection)
  }

  public func energy(strain e: Matrix3D) -> Double {
    var w = ground.a / (2 * ground.b) * (Trigonometry.exp(2 * ground.b * e.trace) - 1)
    for (t, d) in families {
      let stretch = max(0, 2 * d.dot(e * d))
      w += t.a / (2 * t.b) * (Trigonometry.exp(t.b * stretch * stretch) - 1)
    }
    let s = shear(e) - restShear
    return w + coupling.a / (2 * coupling.b) * (Trigonometry.exp(coupling.b * s * s) - 1)
  }

  public func secondPiola(strain e: Matrix3D) -> Matrix3D {
    var s = (ground.a * Trigonometry.exp(2 * ground.b * e.trace)) * Matrix3D.identity
    for (t, d) in families {
      let stretch = max(0, 2 * d.dot(e * d))
      s = s + (2 * t.a * stretch * Trigonometry.exp(t.b * stretch * stretch)) * .outer(d, d)
    }
    let x = shear(e) - restShear
    return s + (coupling.a * x * Trigonometry.exp(coupling.b * x * x)) * shearDyad
  }

  public func secondPiolaChange(strain e: Matrix3D, _ change: Matrix3D) -> Matrix3D {
    var s = (2 * ground.a * ground.b * Trigonometry.exp(2 * ground.b * e.trace) * change.trace) * Matrix3D.identity
    for (t, d) in families {
      let stretch = 2 * d.dot(e * d)
      guard stretch > 0 else { continue }
      let q = t.b * stretch * stretch
      s = s + (2 * t.a * (1 + 2 * q) * Trigonometry.exp(q) * 2 * d.dot(change * d)) * .outer(d, d)
    }
    let x = shear(e) - restShear
    let q = coupling.b * x * x
    let rate = 2 * firstDirection.dot(change * secondDirection)
    return s + (coupling.a * (1 + 2 * q) * Trigonometry.exp(q) * rate) * shearDyad
  }
}
