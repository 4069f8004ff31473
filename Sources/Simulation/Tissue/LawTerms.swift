/// The terms of a law that go beyond the neo-Hookean shear and the volume term.
struct LawTerms: OptionSet {
  let rawValue: UInt8

  static let mooney = LawTerms(rawValue: 1)
  static let guccione = LawTerms(rawValue: 2)
  static let holzapfelOgden = LawTerms(rawValue: 4)
  static let active = LawTerms(rawValue: 8)
  static let viscous = LawTerms(rawValue: 16)
  /// Energy and stress of the whole tetrahedron fall to the share 1 - d.
  static let damage = LawTerms(rawValue: 32)
  /// The terms that remember the strain at the start of a tick.
  static let timed: LawTerms = [.active, .viscous]

  init(rawValue: UInt8) { self.rawValue = rawValue }

  init(_ law: TissueLaw) {
    switch law.passive {
    case .neoHookean: self = []
    case .mooneyRivlin: self = .mooney
    case .guccione: self = .guccione
    case .holzapfelOgden: self = .holzapfelOgden
    }
    if law.active != nil { insert(.active) }
    if law.viscosity != nil { insert(.viscous) }
  }
}
