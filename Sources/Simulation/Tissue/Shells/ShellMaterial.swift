public import SimMath

/// What a shell is made of: a membrane law in plane stress, a thickness, and a fibre family where it has one.
public struct ShellMaterial: Equatable, Sendable {
  /// Energy per volume as a convex function of Green and Lagrange's strain in the plane, the thickness free to change.
  public enum Membrane: Equatable, Sendable {
    /// St. Venant and Kirchhoff: Hooke's law in E. For patches and for strains of some percent; collapses under strong
    /// compression, which a thin sheet evades by buckling.
    case stVenantKirchhoff(youngsModulus: Double, poissonRatio: Double)
    /// Incompressible neo-Hookean, W = mu/2 (tr C + 1/det C - 3), the thickness falling as the area grows (Treloar 1944):
    /// for walls and leaflets that stretch.
    case neoHookean(shearModulus: Double)
  }

  /// k1/2k2 (e^(k2 x^2) - 1), x = the squared stretch along `direction` less 1, nothing while slack: Holzapfel, Gasser and
  /// Ogden (2000), "A new constitutive framework for arterial wall mechanics", J. Elasticity 61:1.
  public struct Fibre: Equatable, Sendable {
    /// k1, Pa, at least 0.
    public var stiffness: Double
    /// k2, greater than 0.
    public var exponent: Double
    /// In the mesh as given; the part of it in each triangle's plane counts.
    public var direction: Vector3D

    public init(stiffness: Double, exponent: Double, direction: Vector3D) {
      self.stiffness = stiffness
      self.exponent = exponent
      self.direction = direction
    }
  }

  public var membrane: Membrane
  /// m, in the mesh as given, greater than 0.
  public var thickness: Double
  /// kg/m3, greater than 0.
  public var density: Double
  public var fibre: Fibre?

  public init(_ membrane: Membrane, thickness: Double, density: Double, fibre: Fibre? = nil) {
    self.membrane = membrane
    self.thickness = thickness
    self.density = density
    self.fibre = fibre
  }

  /// Young's modulus at small strain, without fibres, Pa.
  public var youngsModulus: Double {
    switch membrane {
    case .stVenantKirchhoff(let e, _): e
    case .neoHookean(let mu): 3 * mu
    }
  }

  public var poissonRatio: Double {
    switch membrane {
    case .stVenantKirchhoff(_, let nu): nu
    case .neoHookean: 0.5
    }
  }

  /// D = E h^3 / 12 (1 - nu^2), N m.
  public var bendingStiffness: Double {
    youngsModulus * thickness * thickness * thickness / (12 * (1 - poissonRatio * poissonRatio))
  }

  /// Why it cannot be used; nil if it can.
  var fault: String? {
    if !(thickness > 0 && thickness.isFinite) { return "the thickness must be positive, got \(thickness) m" }
    if !(density > 0 && density.isFinite) { return "the density must be positive, got \(density) kg/m3" }
    if !(youngsModulus > 0 && youngsModulus.isFinite) { return "the stiffness must be positive, got E \(youngsModulus) Pa" }
    if case .stVenantKirchhoff(_, let nu) = membrane, !(nu >= 0 && nu < 0.5) {
      return "Poisson's ratio must lie in 0 ..< 0.5, got \(nu); take .neoHookean for an incompressible sheet"
    }
    guard let fibre else { return nil }
    if !(fibre.stiffness >= 0 && fibre.stiffness.isFinite) {
      return "the fibres' stiffness must not be negative, got \(fibre.stiffness) Pa"
    }
    if !(fibre.exponent > 0 && fibre.exponent.isFinite) {
      return "the fibres' exponent must be positive, got \(fibre.exponent)"
    }
    return nil
  }
}
