/// Two ends of vessel that are to be sewn together: what the procedure asks for, and where it is to be done.
///
/// The vessels lie along +z as in `VesselCoordinate`, both of the sizes of `VesselTruth`, their ends facing each other.
@frozen public struct AnastomosisTruth: Equatable, Sendable, Codable {
  /// Middle of the cleft between the two ends, m from the proximal end of the whole.
  public var seam: Double
  /// Width of the cleft before anything is sewn, m.
  public var gap: Double
  /// Stitches asked for, evenly around the vessel.
  public var stitches: Int
  /// How far from its edge a stitch is to go through the wall, m.
  public var biteDistance: Double
  /// Radius and length of the needle's arc and its thickness, m.
  public var needleRadius: Double
  public var needleLength: Double
  public var needleDiameter: Double
  /// m.
  public var threadLength: Double

  public init(
    seam: Double, gap: Double, stitches: Int, biteDistance: Double, needleRadius: Double, needleLength: Double,
    needleDiameter: Double, threadLength: Double
  ) {
    self.seam = seam
    self.gap = gap
    self.stitches = stitches
    self.biteDistance = biteDistance
    self.needleRadius = needleRadius
    self.needleLength = needleLength
    self.needleDiameter = needleDiameter
    self.threadLength = threadLength
  }

  /// Where around the vessel a stitch is to be, rad: one after the other from the anterior midline towards +x.
  public func angle(ofStitch k: Int) -> Double { 2 * Double.pi * Double(k) / Double(stitches) }
}
