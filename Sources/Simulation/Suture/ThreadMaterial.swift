/// The constants of one suture thread.
public struct ThreadMaterial: Equatable, Sendable {
  /// m.
  public var diameter: Double
  /// kg/m3.
  public var density: Double
  /// Tension per strain, N.
  public var axialStiffness: Double
  /// Moment per curvature, N m2.
  public var bendingStiffness: Double
  /// Curvature beyond which a bend stays, 1/m; infinite for a thread that always springs back.
  public var yieldCurvature: Double
  /// Torque per twist, N m2.
  public var torsionalStiffness: Double
  /// Coulomb friction of the thread on itself.
  public var friction: Double
  /// Force per depth where two strands press each other, N/m.
  public var contactStiffness: Double
  /// Strain and bending are damped with this relaxation time (Kelvin-Voigt), s.
  public var relaxationTime: Double
  /// Tension at which the straight thread breaks, N.
  public var strength: Double
  /// The share of `strength` that is left where the thread is bent as in a knot.
  public var knotShare: Double

  public init(
    diameter: Double, density: Double, axialStiffness: Double, bendingStiffness: Double, yieldCurvature: Double,
    torsionalStiffness: Double, friction: Double, contactStiffness: Double, relaxationTime: Double, strength: Double,
    knotShare: Double
  ) {
    self.diameter = diameter
    self.density = density
    self.axialStiffness = axialStiffness
    self.bendingStiffness = bendingStiffness
    self.yieldCurvature = yieldCurvature
    self.torsionalStiffness = torsionalStiffness
    self.friction = friction
    self.contactStiffness = contactStiffness
    self.relaxationTime = relaxationTime
    self.strength = strength
    self.knotShare = knotShare
  }

  /// Tension per strain that no simulated thread is below, N: 2 N stretch it by 0.4%.
  ///
  /// Thin threads are softer in truth (6-0 polypropylene about 17 N); here they do not stretch.
  public static var leastAxialStiffness: Double { 500 }

  /// A thread of a size and a material, with the middle diameter of its size and the least strength that the
  /// Pharmacopeia allows it.
  public init(_ size: SutureSize, _ material: SutureMaterial) {
    let d = size.diameter
    let area = 0.785_398_163_397_448_3 * d * d
    let second = area * d * d / 16
    let e = material.youngsModulus * material.bendingShare
    self.init(
      diameter: d, density: material.density,
      axialStiffness: max(Self.leastAxialStiffness, material.youngsModulus * area), bendingStiffness: e * second,
      // Full plastic moment of a round bar, yield stress x d3 / 6, over the bending stiffness: 64 / (6 pi) yield strain
      // / d.
      yieldCurvature: 3.395 * material.yieldStrain / d,
      torsionalStiffness: e * second / (1 + material.poissonRatio), friction: material.friction,
      // Crossed cylinders of this modulus at a tenth of the diameter's depth come to about E d / 4 (Hertz); doubled,
      // since the capsules' contacts share what a strand feels along its length. Assumption.
      contactStiffness: 0.5 * material.youngsModulus * d,
      // Assumption: polymers lose some hundredths of their energy at a few hertz.
      relaxationTime: 0.01, strength: size.knotPullMinimum / material.knotShare, knotShare: material.knotShare)
  }

  /// Mass per length, kg/m.
  public var lineDensity: Double { 0.785_398_163_397_448_3 * diameter * diameter * density }
}
