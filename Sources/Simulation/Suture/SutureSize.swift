/// A size of synthetic suture by the United States Pharmacopeia, from thick to thin.
///
/// Diameters are the limits for the average of a strand (USP <861>, read in tables of the metric sizes); knot-pull
/// strengths the minimum averages for a nonabsorbable suture of class I (USP <881>, from memory except 6-0 and 7-0).
public enum SutureSize: String, CaseIterable, Sendable, Codable {
  case size2_0 = "2-0"
  case size3_0 = "3-0"
  case size4_0 = "4-0"
  case size5_0 = "5-0"
  case size6_0 = "6-0"
  case size7_0 = "7-0"
  case size8_0 = "8-0"

  /// Smallest and largest average diameter, m.
  public var diameterLimits: ClosedRange<Double> {
    switch self {
    case .size2_0: 300e-6...339e-6
    case .size3_0: 200e-6...249e-6
    case .size4_0: 150e-6...199e-6
    case .size5_0: 100e-6...149e-6
    case .size6_0: 70e-6...99e-6
    case .size7_0: 50e-6...69e-6
    case .size8_0: 40e-6...49e-6
    }
  }

  /// The middle of the limits, m.
  public var diameter: Double { 0.5 * (diameterLimits.lowerBound + diameterLimits.upperBound) }

  /// Least average force at which a strand with one knot breaks, N.
  public var knotPullMinimum: Double {
    switch self {
    case .size2_0: 14.1
    case .size3_0: 9.41
    case .size4_0: 5.88
    case .size5_0: 3.92
    case .size6_0: 1.96
    case .size7_0: 1.08
    case .size8_0: 0.59
    }
  }
}
