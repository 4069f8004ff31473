public import SimMath

/// What one material point of the mesh is made of and how it is stretched in the mesh as given.
public struct MaterialPoint: Equatable, Sendable {
  public var law: TissueLaw
  /// Density, kg/m3, greater than 0.
  public var density: Double
  /// Deformation from the stress-free state of this point to the mesh as given; the identity where the mesh is
  /// stress-free. Need not be compatible between points.
  public var prestretch: Matrix3D
  public var tissue: TissueClass
  /// The activation signal that its active fibre follows, 0 ..< `TissueModel.muscles`; one for the four points of a
  /// tetrahedron, that of the first.
  public var muscle: Int
  /// How it bruises and tears; one for the four points of a tetrahedron, that of the first. Nil: never.
  public var damage: DamageLaw?
  /// What it does to a needle and its thread; one for the four points of a tetrahedron, that of the first.
  public var puncture: PunctureResistance
  /// Energy that a sharp edge needs for a unit of new cut, J/m2, at least 0; one for the four points of a tetrahedron, that of
  /// the first.
  public var toughness: Double

  /// An assumption for vessels and muscle under a new scalpel. Measured are 76 to 186 J/m2 in liver (Azar and Hayward 2008) and some
  /// 1,000 to 2,500 J/m2 where skin and arteries are torn, from memory; a sharp edge needs less than a tear.
  public static var usualToughness: Double { 400 }

  public init(
    law: TissueLaw, density: Double, prestretch: Matrix3D = .identity, tissue: TissueClass = .wall, muscle: Int = 0,
    damage: DamageLaw? = nil, puncture: PunctureResistance = .aorta, toughness: Double = MaterialPoint.usualToughness
  ) {
    self.toughness = toughness
    self.law = law
    self.density = density
    self.prestretch = prestretch
    self.tissue = tissue
    self.muscle = muscle
    self.damage = damage
    self.puncture = puncture
  }

  public init(
    material: Material, prestretch: Matrix3D = .identity, tissue: TissueClass = .wall,
    puncture: PunctureResistance = .aorta
  ) {
    self.init(
      law: TissueLaw(material), density: material.density, prestretch: prestretch, tissue: tissue, puncture: puncture)
  }

  /// Why it cannot be used; nil if it can.
  var fault: String? {
    if let fault = law.fault { return fault }
    if !(density > 0 && density.isFinite) { return "density must be positive, got \(density) kg/m3" }
    if !(prestretch.determinant > 0) { return "the prestretch turns it inside out" }
    if !(0..<TissueModel.muscles ~= muscle) {
      return "the muscle must lie in 0 ..< \(TissueModel.muscles), got \(muscle)"
    }
    if !(toughness >= 0 && toughness.isFinite) { return "the toughness must be at least 0, got \(toughness) J/m2" }
    return damage?.fault ?? puncture.fault
  }
}
