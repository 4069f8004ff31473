public import SimMath

/// A rigid curved needle: an arc of round wire with its tip at one end and the thread swaged to the other.
///
/// In its own frame the arc lies about the origin in the plane of x and y, with the swage on the x axis and the tip at
/// the angle of the arc; it is driven by turning about z. Arc lengths count from the swage to the tip.
public struct SutureNeedle: Equatable, Sendable {
  /// Length along the arc from swage to tip, m.
  public var arcLength: Double
  /// Share of a full circle: 0.5 or 0.375.
  public var circle: Double
  /// m.
  public var wireDiameter: Double

  public init(arcLength: Double, circle: Double, wireDiameter: Double) {
    precondition(arcLength > 0 && circle > 0 && circle < 1 && wireDiameter > 0)
    self.arcLength = arcLength
    self.circle = circle
    self.wireDiameter = wireDiameter
  }

  /// A usual cardiovascular needle for a thread: taper points of makers' catalogues, from memory (9.3 mm 3/8 on 7-0 and
  /// 8-0, 13 mm 3/8 on 6-0, 17 mm 1/2 on 5-0 and 4-0, 26 mm 1/2 above). The wire is 2.3 times the thread: assumption.
  public init(for size: SutureSize) {
    let wire = 2.3 * size.diameter
    switch size {
    case .size8_0, .size7_0: self.init(arcLength: 0.009_3, circle: 0.375, wireDiameter: wire)
    case .size6_0: self.init(arcLength: 0.013, circle: 0.375, wireDiameter: wire)
    case .size5_0, .size4_0: self.init(arcLength: 0.017, circle: 0.5, wireDiameter: wire)
    case .size3_0, .size2_0: self.init(arcLength: 0.026, circle: 0.5, wireDiameter: wire)
    }
  }

  /// Of the arc's centreline, m.
  public var radius: Double { arcLength / angle }
  /// Of the arc, rad.
  public var angle: Double { 2 * Double.pi * circle }

  /// Place on the centreline at an arc length from the swage, in the needle's frame, m.
  @inline(__always) public func point(at arc: Double) -> Vector3D {
    let (s, c) = Trigonometry.sincos(arc / radius)
    return Vector3D(radius * c, radius * s, 0)
  }

  /// Unit vector along the centreline towards the tip.
  @inline(__always) public func direction(at arc: Double) -> Vector3D {
    let (s, c) = Trigonometry.sincos(arc / radius)
    return Vector3D(-s, c, 0)
  }

  /// Arc length of the place of the centreline nearest to a point of the needle's frame, and the distance, m.
  public func nearest(to p: Vector3D) -> (arc: Double, distance: Double) {
    var a = Trigonometry.atan2(p.y, p.x)
    // The gap of the circle is shared between its two ends.
    if a < 0.5 * angle - Double.pi { a += 2 * Double.pi }
    let arc = radius * min(angle, max(0, a))
    return (arc, (p - point(at: arc)).length)
  }
}
