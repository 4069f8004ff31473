/// A problem of the cardiac mechanics benchmark of Land et al. (2015) with its answers, mm.
public enum LandProblem: String, CaseIterable, Codable, Sendable {
  /// Problem 1: a beam bent by pressure. Heights of two points of its end.
  case beam
  /// Problem 2: an inflated ellipsoid. Heights of its apex inside and outside.
  case ventricle

  /// Height of the point that began at (10, 0.5, 1) mm, or of the apex inside.
  public var inner: Double { self == .beam ? 4.170 : -26.76 }
  /// Height of the point that began at (10, 0.5, 0.5) mm, or of the apex outside.
  public var outer: Double { self == .beam ? 3.716 : -28.42 }
}
