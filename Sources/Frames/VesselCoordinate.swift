import SimMath

/// A point of the outer surface of a straight vessel in its unrolled map.
///
/// The anatomy frame has the vessel's axis along +z from proximal (0) to distal, the origin on the axis, +y towards
/// the surgeon (anterior) and +x to the right of the unrolled map.
@frozen public struct VesselCoordinate: Equatable, Hashable, Sendable, Codable {
  /// Angle from the anterior midline about the axis, rad in (-pi, pi], positive towards +x.
  public var angle: Double
  /// Distance from the proximal end along the axis, m.
  public var axial: Double

  @inlinable public init(angle: Double, axial: Double) {
    self.angle = angle
    self.axial = axial
  }

  /// The coordinate of a point given in the anatomy frame (m).
  @inlinable public init(anatomy p: Vector3) {
    self.init(angle: Trigonometry.atan2(Double(p.x), Double(p.y)), axial: Double(p.z))
  }

  /// The point at distance `radius` (m) from the axis, in the anatomy frame.
  @inlinable public func point(radius: Double) -> Vector3D {
    let (s, c) = Trigonometry.sincos(angle)
    return Vector3D(radius * s, radius * c, axial)
  }

  /// From this point to `b`: along the circumference (m, the short way round, on the surface of `radius`) and along the
  /// axis (m).
  @inlinable public func offset(to b: VesselCoordinate, radius: Double) -> (circumferential: Double, axial: Double) {
    var d = b.angle - angle
    while d > Double.pi { d -= 2 * Double.pi }
    while d <= -Double.pi { d += 2 * Double.pi }
    return (radius * d, b.axial - axial)
  }

  /// Shortest distance over the surface of `radius` to `b`, m.
  @inlinable public func distance(to b: VesselCoordinate, radius: Double) -> Double {
    let d = offset(to: b, radius: radius)
    return (d.circumferential * d.circumferential + d.axial * d.axial).squareRoot()
  }
}
