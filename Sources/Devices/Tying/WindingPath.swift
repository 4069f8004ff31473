import SimMath

/// The way of the hand that winds the long strand, held taut, round the closed jaws of the other.
///
/// The strand goes from the tissue to the jaws and round them; the hand goes round at the distance that is left of it.
struct WindingPath {
  /// Where the strand lies on the jaws, and where it comes from, m.
  var loop: Vector3D
  var from: Vector3D
  var frame: TyingFrame
  /// Round the closed jaws: length of strand per angle, m/rad.
  static let jaws = 0.001_9
  /// How far the hand keeps to its own side, so that the strand does not wind onto its own jaws, m, and more of it under the jaws.
  private static let aside = (always: 0.003, under: 0.003)
  /// Furthest and nearest to the loop, and lowest over the knot, m.
  static let widest = 0.026
  private static let nearest = 0.006
  private static let lowest = 0.007

  /// - Parameters:
  ///   - angle: 0 on the hand's own side of the jaws, a quarter turn over them, rad.
  ///   - strand: length from the tissue to the hand that may be used, m.
  func place(_ angle: Double, strand: Double) -> Vector3D {
    let a = Double.pi - angle
    let (sin, cos) = Trigonometry.sincos(a)
    let way = Vector3D(0, sin, frame.tail * cos)
    let quarter = 0.5 * Double.pi
    var reach = strand - (loop - from).length - Self.jaws * max(0, angle - quarter)
    if angle < quarter {
      // Not on the jaws yet: straight from the tissue.
      let off = loop - from
      let b = off.dot(way)
      reach = (b * b + strand * strand - off.lengthSquared).squareRoot() - b
    }
    reach = min(reach.isFinite ? reach : 0, Self.widest)
    if sin < 0 { reach = min(reach, (loop.y - from.y - Self.lowest) / max(0.01, -sin)) }
    let under = Self.smooth(0.5 - 1.2 * sin)
    return loop + max(Self.nearest, reach) * way - Vector3D(frame.holder * (Self.aside.always + Self.aside.under * under), 0, 0)
  }

  /// 0 to 1 with no slope at both ends.
  static func smooth(_ t: Double) -> Double {
    let u = min(1, max(0, t))
    return u * u * (3 - 2 * u)
  }
}
