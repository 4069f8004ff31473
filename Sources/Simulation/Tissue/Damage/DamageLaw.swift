import SimMath

/// How a tissue bruises and tears: two thresholds of the strain energy density that an element has ever held.
///
/// Over `bruise` an element is marked and keeps its stiffness. Over `tear` its energy and stress fall to the share 1 - d,
/// d = largest (1 - e^(-(W - tear)/saturation)), W the largest density of the undamaged law so far: discontinuous damage
/// of Simo (1987), "On a fully three-dimensional finite-strain viscoelastic damage model", Comput. Methods Appl. Mech.
/// Eng. 60:153, with the function of Balzani, Schroeder and Gross (2006), "Simulation of discontinuous damage
/// incorporating residual stresses in circumferentially overstretched atherosclerotic arteries", Acta Biomater. 2:609.
/// Unloading and loading again up to the same density follow one and the same softened curve.
public struct DamageLaw: Equatable, Sendable {
  /// Strain energy density over which an element is bruised, J/m3 of stress-free volume, greater than 0.
  public var bruise: Double
  /// Over which it softens, J/m3, at least `bruise`.
  public var tear: Double
  /// Energy density beyond `tear` in which 63% of the damage is done, J/m3, greater than 0. Usual: `tear`; a far smaller
  /// one lets an element fall by more than a pass can follow in one tick.
  public var saturation: Double
  /// What damage tends to, 0 ... 0.99: the rest of the stiffness stays, so that every block of the solver remains positive
  /// definite.
  public var largest: Double

  public init(bruise: Double, tear: Double, saturation: Double, largest: Double = 0.95) {
    self.bruise = bruise
    self.tear = tear
    self.saturation = saturation
    self.largest = largest
  }

  /// d for the largest energy density that an element has held, J/m3.
  public func damage(peak: Double) -> Double {
    peak > tear ? largest * (1 - Trigonometry.exp((tear - peak) / saturation)) : 0
  }

  /// Why its constants cannot be used; nil if they can.
  var fault: String? {
    if !(bruise > 0 && bruise.isFinite) { return "the density that bruises must be positive, got \(bruise) J/m3" }
    if !(tear >= bruise && tear.isFinite) {
      return "the density that tears must be at least the one that bruises (\(bruise) J/m3), got \(tear) J/m3"
    }
    if !(saturation > 0 && saturation.isFinite) { return "the damage's saturation must be positive, got \(saturation) J/m3" }
    if !(0...0.99).contains(largest) { return "the largest damage must lie in 0 ... 0.99, got \(largest)" }
    return nil
  }
}
