import SimMath

/// How well two ends of vessel are closed and how wide they stand open, at a moment.
public struct SeamClosure: Equatable, Sendable, Codable {
  /// Between the two edges of the lumen where they stand apart, m2, and widest, m. Edges that have passed each other close.
  public var gapArea: Double
  public var widestGap: Double
  /// Cross-section of the lumen at the narrower of the two edges, m2, and as loaded.
  public var lumen: Double
  public var lumenAtStart: Double

  /// Contraction and friction of a sharp-edged slit; the usual number for one.
  public static var dischargeCoefficient: Double { 0.6 }
  /// Of blood, kg/m3.
  public static var bloodDensity: Double { 1060 }

  /// What would leak through the gap at a pressure (Pa), m3/s: the orifice law, C A (2 p / rho)^(1/2) (Bernoulli, Torricelli).
  /// An upper bound, for clots and viscosity close small gaps.
  public func leak(at pressure: Double) -> Double {
    pressure > 0 ? Self.dischargeCoefficient * gapArea * (2 * pressure / Self.bloodDensity).squareRoot() : 0
  }
}
