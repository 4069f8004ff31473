/// What a suture is made of. Numbers for drawn and dry monofilament unless a case says otherwise.
public enum SutureMaterial: String, CaseIterable, Sendable, Codable {
  case polypropylene
  case nylon
  /// Braided and coated.
  case polyester

  /// Young's modulus along the strand for small strain, Pa. Assumption: published initial moduli of monofilaments lie
  /// between 1 and 5 GPa and differ with size and maker. The fibres of a braid slide: of its tensile modulus
  /// only a part counts in bending (``bendingShare``).
  public var youngsModulus: Double {
    switch self {
    case .polypropylene: 3.0e9
    case .nylon: 2.0e9
    case .polyester: 6.0e9
    }
  }

  /// Bending stiffness as a share of that of a solid strand. Assumption for the braid.
  public var bendingShare: Double { self == .polyester ? 0.1 : 1 }

  /// Yield stress over Young's modulus in bending: beyond it a bend stays. Assumption; that knots of monofilament
  /// yield, and that their strength comes of friction and yielding together: Johanns et al. 2023.
  public var yieldStrain: Double { 0.04 }

  /// Poisson's ratio, for the shear modulus in twist. Assumption.
  public var poissonRatio: Double { 0.4 }

  /// kg/m3; polymers' handbook values, from memory.
  public var density: Double {
    switch self {
    case .polypropylene: 905
    case .nylon: 1140
    case .polyester: 1380
    }
  }

  /// Coulomb friction of strand on strand, wet and under the tension of a loaded knot. Assumption. Published values
  /// fall with tension, polypropylene's most, from the highest of all sutures to the lowest; braids have more on the
  /// average (Gupta et al. 1985). One number stands for all tensions.
  public var friction: Double {
    switch self {
    case .polypropylene: 0.10
    case .nylon: 0.12
    case .polyester: 0.20
    }
  }

  /// Strength of a knotted strand as a share of the straight strand's. Polypropylene 0.6: the share by which
  /// Pharmacopeia limits of polypropylene were explained (J. Biomed. Mater. Res. 18:781, 1984). Others: assumption.
  public var knotShare: Double {
    switch self {
    case .polypropylene: 0.6
    case .nylon: 0.55
    case .polyester: 0.55
    }
  }
}
