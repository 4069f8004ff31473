/// The vessel's sizes at its mean pressure.
public struct VesselTruth: Equatable, Sendable, Codable {
  /// Outer radius, m.
  public var outerRadius: Double
  /// Thickness of the healthy wall, m.
  public var wallThickness: Double
  /// Length between the fixed ends, m.
  public var length: Double
  /// The surgeon reaches angles up to this far from the anterior midline, rad.
  public var accessibleAngle: Double
  /// Part of the axis where a cannula may go at all, m from the proximal end.
  public var siteZone: ClosedRange<Double>

  public init(
    outerRadius: Double, wallThickness: Double, length: Double, accessibleAngle: Double, siteZone: ClosedRange<Double>
  ) {
    self.outerRadius = outerRadius
    self.wallThickness = wallThickness
    self.length = length
    self.accessibleAngle = accessibleAngle
    self.siteZone = siteZone
  }
}
