public import SimMath

/// A stitch in a vessel's wall whose two ends are to be tied over it: what the procedure asks for, and how the thread lies before.
///
/// The stitch lies across the vessel (along x) at the anterior midline. Its long end stands up towards the proximal end of the
/// vessel, the tail lies along the vessel towards the distal one. Neither hand is nearer to it than the other.
@frozen public struct KnotTruth: Equatable, Sendable, Codable {
  /// Where the knot belongs, m from the vessel's proximal end.
  public var axial: Double
  /// Between the stitch's two holes, m.
  public var bite: Double
  /// Free lengths of the long end and of the tail, m.
  public var strandLength: Double
  public var tailLength: Double
  /// Diameter of the thread, m, and the pull that breaks it straight, N.
  public var threadDiameter: Double
  public var threadStrength: Double
  /// Throws asked for, each against the one before.
  public var throwsAsked: Int

  public init(
    axial: Double, bite: Double, strandLength: Double, tailLength: Double, threadDiameter: Double, threadStrength: Double,
    throwsAsked: Int
  ) {
    self.axial = axial
    self.bite = bite
    self.strandLength = strandLength
    self.tailLength = tailLength
    self.threadDiameter = threadDiameter
    self.threadStrength = threadStrength
    self.throwsAsked = throwsAsked
  }

  /// Which way the two ends lie at the start, unit lengths.
  public static var strandWay: Vector3D { Vector3D(0, 0.63, -0.7766).normalized }
  public static var tailWay: Vector3D { Vector3D(0, 0.25, 0.76).normalized }

  /// Where the knot belongs: on the wall, in the middle between the holes, m.
  public func place(on vessel: VesselTruth) -> Vector3D {
    VesselCoordinate(angle: 0, axial: axial).point(radius: vessel.outerRadius)
  }

  /// The two holes, that of the long end first, m: beside the knot's place, a little within the wall.
  public func holes(in vessel: VesselTruth) -> [Vector3D] {
    let depth = min(1e-4, 0.2 * vessel.wallThickness)
    return [0.5, -0.5].map { share in
      VesselCoordinate(angle: share * bite / vessel.outerRadius, axial: axial).point(radius: vessel.outerRadius - depth)
    }
  }

  /// So far before the long end, m: where someone holds it for the one who ties.
  public func strand(before length: Double, on vessel: VesselTruth) -> Vector3D {
    holes(in: vessel)[0] + (strandLength - length) * Self.strandWay
  }
}
