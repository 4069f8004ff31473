import Frames
import SimMath

/// The plan of a running suture around two ends of vessel: what an experienced surgeon means to do, stitch by stitch, with the
/// errors of a hand of this level in it.
///
/// Each stitch goes from the one vessel's outside through its wall, under the cleft, and through the other's wall from
/// within, all in one turn of the needle. Then the needle is taken at its point and turned out, the thread is drawn taut, and
/// forceps hold the needle while the holder takes it anew.
struct RunningSuture {
  /// Where the wire is held, as a share of the arc from the swage: to drive it, to draw it out, and by the forceps.
  private static let held = (driving: 0.15, drawing: 0.88, passing: 0.5)
  /// Length that the point goes beyond the surface before it is let go, m.
  private static let beyond = 0.002
  /// How far the point is from the surface when the turn begins, m.
  private static let before = 0.001_5
  /// How far such a wall gives way under a needle, m. Assumption, from earlier stitches in such a wall.
  private static let yielding = 0.000_4
  /// How far hands go back from a needle that they leave, m.
  private static let retreat = 0.014
  /// Height over the vessel at which the needle is brought round to the next stitch, m.
  private static let standoff = 0.012
  /// Pull at which a stitch is taut, N. Assumption.
  private static let tension = 0.3
  /// Pull at which a strand is taut up to where forceps hold it, N, and how far from the tissue they hold it, m.
  private static let following = 0.15
  private static let pinch = 0.003
  /// Thread that a stitch takes up beside twice its width, m: the way on to the next one.
  private static let slack = 0.003
  /// Jaws closed on a wire.
  private static let closed = 0.9

  let acts: [SewingAct]

  /// - Parameters:
  ///   - vessel, truth: what can be seen of the vessels, and what is asked for.
  ///   - hand: with which the needle holder is held: a right-handed person sews from the proximal to the distal end.
  init(
    vessel: VesselTruth, truth: AnastomosisTruth, hand: StationRecord.Hand, skill: MotorSkill, random: inout Random
  ) {
    func bell() -> Double { random.bell() }
    let across = Vector3D(0, 0, hand == .right ? 1 : -1)
    let arc = truth.needleLength / truth.needleRadius
    let half = truth.biteDistance + 0.5 * truth.gap
    // Where the circle's middle is above the surface, and where the circle meets that: to either side of straight down.
    let height = (truth.needleRadius * truth.needleRadius - half * half).squareRoot()
    let down = Trigonometry.acos(height / truth.needleRadius)
    let middle = Vector3D(0, 0, truth.seam)

    var acts: [SewingAct] = []
    func grasp(_ hand: SewingHand, _ share: Double, side: Double) {
      let at = share * truth.needleLength
      acts += [
        .reach(hand, arc: at, back: Self.retreat, side: side), .reach(hand, arc: at, back: 0, side: side),
        .grip(hand, Self.closed), .wait(seconds: 0.1),
      ]
    }
    func release(_ hand: SewingHand, _ share: Double, side: Double) {
      acts += [.grip(hand, 0), .reach(hand, arc: share * truth.needleLength, back: Self.retreat, side: side)]
    }

    var used = 0.5 * truth.angle(ofStitch: 1) * vessel.outerRadius
    for k in 0..<truth.stitches {
      let miss = skill.stitchNoise
      let angle = truth.angle(ofStitch: k) + miss * bell() / vessel.outerRadius
      let out = VesselCoordinate(angle: angle, axial: 0).point(radius: 1)
      let lift = height - Self.yielding + 0.5 * miss * bell()
      let aim = middle + (miss * bell()) * across
      let side: Double = across.cross(out).dot(Vector3D(0.6, 0.8, 0)) < 0 ? -1 : 1
      func needle(_ tip: Double, above: Double) -> NeedleView {
        let (s, c) = Trigonometry.sincos(tip - arc)
        return NeedleView(
          middle: aim + (vessel.outerRadius + above) * out, swage: s * across - c * out, drive: c * across + s * out)
      }
      let ready = -down - Self.before / truth.needleRadius
      let through = down + Self.beyond / truth.needleRadius
      if k == 0 { grasp(.holder, Self.held.driving, side: side) }
      acts += [
        .carry(needle(ready, above: Self.standoff), seconds: 0.6), .carry(needle(ready, above: lift), seconds: 0.5),
        .carry(needle(ready, above: lift), seconds: 0.25), .turn(through - ready),
      ]
      release(.holder, Self.held.driving, side: side)
      grasp(.holder, Self.held.drawing, side: side)
      // Until the swage is well out.
      acts.append(.turn(arc + down + 0.3 - through))
      used += 2 * (2 * half) + Self.slack
      let left = truth.threadLength - used
      let way = (out + 0.9 * Vector3D(0, 1, 0) + 0.4 * Vector3D(1, 0, 0)).normalized
      let pull = Self.tension * (1 + skill.forceNoise * bell())
      acts.append(.draw(way, quickly: max(0.005, left - 0.015), most: left + 0.02, force: k > 0 ? Self.following : pull))
      if k > 0 {
        // What has been held taut all the while is let go, and the slack of its triangle drawn in.
        acts += [.grip(.forceps, 0), .draw(way, quickly: 0, most: 0.02, force: pull), .withdraw(.forceps, Self.retreat)]
      }
      guard k + 1 < truth.stitches else { break }
      // Taken anew while the thread stays taut, and the strand handed to the forceps.
      grasp(.forceps, Self.held.passing, side: -side)
      release(.holder, Self.held.drawing, side: side)
      grasp(.holder, Self.held.driving, side: side)
      release(.forceps, Self.held.passing, side: -side)
      acts += [
        .reachThread(.forceps, along: Self.pinch, back: Self.retreat),
        .reachThread(.forceps, along: Self.pinch, back: 0), .grip(.forceps, Self.closed), .wait(seconds: 0.1),
      ]
    }
    self.acts = acts
  }
}
