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
  /// How far hands go back from a needle that they leave, m.
  private static let retreat = 0.014
  /// Height over the vessel at which the needle is brought round to the next stitch, m.
  private static let standoff = 0.012
  /// Pull at which a stitch is taut, N. Assumption.
  private static let tension = 0.3
  /// Pull at which a strand is taut up to where forceps hold it, N, and how far from the tissue they hold it, m, on the upper side of
  /// the vessel and under it.
  private static let following = 0.15
  private static let pinch = (over: 0.003, under: 0.007)
  /// Thread is drawn away from the vessel, up and to the holder's side, and rises at least so much on its way, since a table is under
  /// the vessel.
  private static let sideways = Vector3D(0.4, 0.9, 0)
  private static let rising = 0.1
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
    let half = truth.biteDistance + 0.5 * truth.gap

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
      let aim = StitchAim(
        vessel: vessel, truth: truth, angle: angle, isDistal: hand == .right,
        miss: (along: miss * bell(), height: 0.5 * miss * bell()))
      // Shafts stand up from the table, and what is drawn stays above it.
      let out = aim.out
      let side: Double = aim.across.cross(out).dot(SewingHand.holder.shaft) < 0 ? -1 : 1
      var way = out + Self.sideways
      way.y = max(way.y, Self.rising * abs(way.x))
      way = way.normalized
      if k == 0 { grasp(.holder, Self.held.driving, side: side) }
      acts += [
        .carry(aim, above: Self.standoff, seconds: 0.6), .carry(aim, above: 0, seconds: 0.5),
        .carry(aim, above: 0, seconds: 0.25), .drive(aim),
      ]
      release(.holder, Self.held.driving, side: side)
      grasp(.holder, Self.held.drawing, side: side)
      // Until the swage is well out.
      acts.append(.turn(aim.rest))
      used += 2 * (2 * half) + Self.slack
      let left = truth.threadLength - used
      let pull = Self.tension * (1 + skill.forceNoise * bell())
      acts.append(.draw(way, quickly: max(0.005, left - 0.015), most: left + 0.02, force: k > 0 ? Self.following : pull))
      if k > 0 {
        // What has been held taut all the while is let go, and the slack of its triangle drawn in.
        acts += [.grip(.forceps, 0), .draw(way, quickly: 0, most: 0.02, force: pull), .withdraw(.forceps, Self.retreat)]
      }
      guard k + 1 < truth.stitches else { break }
      // Beside the vessel, where the stitch is under it.
      let pinch = out.y < 0 ? Self.pinch.under : Self.pinch.over
      // Taken anew while the thread stays taut, and the strand handed to the forceps.
      grasp(.forceps, Self.held.passing, side: -side)
      release(.holder, Self.held.drawing, side: side)
      grasp(.holder, Self.held.driving, side: side)
      release(.forceps, Self.held.passing, side: -side)
      acts += [
        .reachThread(.forceps, along: pinch, back: Self.retreat), .reachThread(.forceps, along: pinch, back: 0),
        .grip(.forceps, Self.closed), .wait(seconds: 0.1),
      ]
    }
    self.acts = acts
  }
}
