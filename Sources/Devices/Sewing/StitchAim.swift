import Frames
import SimMath

/// How someone who sews means to take a stitch: where around the vessel, and by how much the hand misses.
struct StitchAim {
  /// How much further in the needle's circle goes than the wall is thick where that is at the edges, m.
  private static let margin = 0.000_15
  /// How far such a wall gives way under a needle, m. Assumption, from earlier stitches in such a wall.
  private static let yielding = 0.000_4
  /// How far the point is from the surface before it goes in, and how far beyond it is let go, m.
  private static let (before, beyond) = (0.001_5, 0.002)

  /// What is known of the vessels and the needle.
  var vessel: VesselTruth
  var truth: AnastomosisTruth
  /// Around the vessel, rad.
  var angle: Double
  /// Whether the needle goes from the proximal vessel to the distal one.
  var isDistal: Bool
  /// By which the hand misses: along the vessel and in height, m.
  var miss: (along: Double, height: Double)

  /// From the vessel's axis outwards there, of unit length.
  var out: Vector3D { VesselCoordinate(angle: angle, axial: 0).point(radius: 1) }
  /// The way of the needle through the cleft before anything is sewn, of unit length.
  var across: Vector3D { Vector3D(0, 0, isDistal ? 1 : -1) }

  /// The needle's circle over the cleft, and how far it turns from its highest place to the surface, rad.
  struct Circle {
    /// Of the circle when it goes in, m.
    var middle: Vector3D
    /// Swage's way when the point is straight down, the circle's way there, and up.
    var across: Vector3D
    var out: Vector3D
    /// Between straight down and where the circle meets the surface, rad.
    var down: Double
  }

  /// Where the circle goes in edges as they are seen.
  func circle(_ seam: SeamView) -> Circle {
    let edges = seam.edges(at: angle)
    let bite = Vector3D(0, 0, truth.biteDistance)
    let (proximal, distal) = (edges.proximal - bite, edges.distal + bite)
    let chord = isDistal ? distal - proximal : proximal - distal
    let way = chord.normalized
    let up = (out - out.dot(way) * way).normalized
    let radius = truth.needleRadius
    // As wide as was asked for, or wider where the circle would not reach under the wall at the edges.
    let half = 0.5 * chord.length
    let edge = 0.5 * (edges.distal - edges.proximal).length
    func height(at x: Double) -> Double { max(0, radius * radius - x * x).squareRoot() }
    let height = max(0, min(height(at: half), height(at: edge) - vessel.wallThickness - Self.margin))
    let middle = 0.5 * (proximal + distal) + (height - Self.yielding + miss.height) * up + miss.along * way
    return Circle(middle: middle, across: way, out: up, down: Trigonometry.acos(height / radius))
  }

  /// The needle with its point over the surface, `above` higher than when it goes in (m).
  func ready(_ seam: SeamView, above: Double) -> NeedleView {
    let c = circle(seam)
    let (sin, cos) = Trigonometry.sincos(-c.down - Self.before / truth.needleRadius - truth.needleLength / truth.needleRadius)
    return NeedleView(
      middle: c.middle + above * c.out, swage: sin * c.across - cos * c.out, drive: cos * c.across + sin * c.out)
  }

  /// How far the needle is to turn from there until its point is far enough out to be taken, rad.
  func drive(_ seam: SeamView) -> Double {
    2 * circle(seam).down + (Self.before + Self.beyond) / truth.needleRadius
  }

  /// How far it is to turn on until its swage is well out, rad.
  var rest: Double { (truth.needleLength - Self.beyond) / truth.needleRadius + 0.3 }
}
