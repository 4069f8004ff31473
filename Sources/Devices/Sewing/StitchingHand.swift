public import Frames
import SimMath

/// A scripted hand with a needle holder that places one stitch: it takes the needle, brings it over the place, turns it
/// through the tissue about the middle of its circle, lets go, takes it again at its tip and turns it out.
///
/// It acts through the holder's pose and jaws alone, and knows of the tissue only what an experienced person does: how
/// far such a wall gives way under a needle. Before it takes the tip it looks where the needle lies; where feedback does not
/// show it, it takes the tip where the plan has it, and may miss.
public final class StitchingHand: Device {
  public let description: DeviceDescription

  /// Where the wire is held, as a share of the arc from the swage: to drive it, and to draw it out.
  private static let held = (driving: 0.15, drawing: 0.9)
  /// How far the holder goes back to let the needle be, m.
  private static let retreat = 0.012
  /// Jaws closed on a wire.
  private static let grip = 0.9
  /// Length that the tip goes beyond the surface before it is let go, m.
  private static let beyond = 0.003_3
  /// How far an arterial wall gives way under a needle that cuts, m. Assumption, from earlier stitches in such a wall.
  private static let yielding = 0.000_5
  /// Turning of the hand that drives, rad/s. Assumption: a bite takes about a second.
  private static let turning = 2.0

  /// A place of the hand about the middle of the needle's circle.
  private struct Place {
    var middle: Vector3D
    /// Where the holder is around the circle from the swage's way at the start, rad.
    var angle: Double
    /// Back along its shaft from the needle, m.
    var back: Double
    var grip: Double
  }

  /// Where the hand believes the needle's circle: how far its middle lies from where the plan has it, m, and the swage's way
  /// and that of the needle there at the start.
  private struct Aim {
    var shift = Vector3D.zero
    var swage: Vector3D
    var drive: Vector3D
  }

  private struct Move {
    var to: Place
    var ticks: Int
    /// Looks where the needle is as it begins, and goes over to there.
    var looks = false
  }

  private let task: StitchTask
  private var tremor: Tremor
  private var moves: [Move] = []
  private var from: Place
  private var aim: Aim
  /// Before it last looked.
  private var oldAim: Aim
  private var elapsed = 0
  private var index = 0
  private var clock = SampleClock()

  public init(task: StitchTask, level: TraineeLevel, seed: UInt64) {
    description = DeviceDescription(
      id: "stitch-\(level.rawValue)", deviceClass: "scripted", limits: .scripted, rendersForce: true)
    self.task = task
    aim = Aim(swage: task.needle.swage, drive: task.needle.drive)
    oldAim = aim
    let skill = MotorSkill(level)
    var random = Random(seed: seed, stream: 0x53_54_49)
    tremor = Tremor(skill, seed: seed)
    let arc = task.arcLength / task.radius
    let start = Place(middle: task.needle.middle, angle: Self.held.driving * arc, back: 0, grip: 0)
    from = start
    plan(start, arc, skill, &random)
  }

  /// Whether the stitch is done.
  public var isDone: Bool { index >= moves.count }

  public func sample(at tick: Tick, feedback: Feedback?) -> InputFrame? {
    let steps = clock.ticks(to: tick)
    var shake = Vector3D.zero
    for _ in 0..<steps {
      shake = tremor.next()
      if feedback?.paused != true { advance(feedback?.suture?.needle) }
    }
    let place = place
    var pose = pose(place, aim)
    if index < moves.count, moves[index].looks {
      let s = Float(MinimumJerk.fraction(Double(elapsed) / Double(moves[index].ticks)))
      pose = self.pose(place, oldAim).blended(with: pose, s)
    }
    pose.position += Vector3(shake)
    return InputFrame(tick: tick, pose: pose, grip: Float(place.grip))
  }

  // MARK: The plan

  private func plan(_ start: Place, _ arc: Double, _ skill: MotorSkill, _ random: inout Random) {
    var place = start
    func bell() -> Double { random.bell() }
    func go(_ seconds: Double, _ change: (inout Place) -> Void) {
      change(&place)
      let vary = 1 + skill.durationNoise * bell()
      moves.append(Move(to: place, ticks: max(1, Int((1000 * seconds * vary).rounded()))))
    }
    // Where the needle's circle meets the surface: to either side of straight down from its middle.
    let height = task.radius - task.depth - Self.yielding
    let half = (task.radius * task.radius - height * height).squareRoot()
    let down = Trigonometry.acos(height / task.radius)
    // From the swage's way to straight down, in the way of the drive.
    let bottom = angle(-task.normal)
    let tip = start.angle - Self.held.driving * arc + arc
    go(0.35) { $0.grip = Self.grip }
    go(0.1) { _ in }
    // Over the place, the tip a little above the surface; a reach misses by its noise.
    let wanted = task.entry + half * task.across + height * task.normal
    let way = (wanted - start.middle).length
    let miss = skill.reachNoise * way
    let aimed = wanted + (miss * bell()) * task.across + (0.5 * miss * bell()) * task.normal
    let ready = bottom - down - 0.002 / task.radius
    go(max(0.3, 4 * way)) {
      $0.middle = aimed
      $0.angle += ready - tip
    }
    // Through, until enough of it is out to be taken.
    let through = bottom + down + Self.beyond / task.radius
    go((through - ready) / Self.turning) { $0.angle += through - ready }
    go(0.15) { $0.grip = 0 }
    go(0.25) { $0.back = Self.retreat }
    go(0.25) { _ in }
    moves[moves.count - 1].looks = true
    go(0.35) { $0.angle += (Self.held.drawing - Self.held.driving) * arc }
    go(0.3) { $0.back = 0 }
    go(0.3) { $0.grip = Self.grip }
    // Until the swage is out too.
    go((2 * down + arc) / Self.turning) { $0.angle += arc - Self.beyond / task.radius + 0.2 }
    go(0.1) { _ in }
  }

  /// How far a direction of the needle's plane is turned from the swage's way, in the way of the drive; 0 to 2 pi.
  private func angle(_ way: Vector3D) -> Double {
    let a = Trigonometry.atan2(way.dot(task.needle.drive), way.dot(task.needle.swage))
    return a < 0 ? a + 2 * Double.pi : a
  }

  // MARK: Motion

  private func advance(_ needle: NeedleView?) {
    guard index < moves.count else { return }
    if elapsed == 0, moves[index].looks, let needle { look(needle) }
    elapsed += 1
    guard elapsed >= moves[index].ticks else { return }
    from = moves[index].to
    index += 1
    elapsed = 0
  }

  private var place: Place {
    guard index < moves.count else { return from }
    let to = moves[index].to
    let s = MinimumJerk.fraction(Double(elapsed) / Double(moves[index].ticks))
    return Place(
      middle: from.middle + s * (to.middle - from.middle), angle: from.angle + s * (to.angle - from.angle),
      back: from.back + s * (to.back - from.back), grip: from.grip + s * (to.grip - from.grip))
  }

  /// Takes the needle to be where it is seen, and all that is planned to be meant about there.
  private func look(_ needle: NeedleView) {
    oldAim = aim
    aim.shift = needle.middle - from.middle
    // The swage has come to this angle of the plan.
    let (s, c) = Trigonometry.sincos(from.angle - Self.held.driving * task.arcLength / task.radius)
    aim.swage = c * needle.swage - s * needle.drive
    aim.drive = s * needle.swage + c * needle.drive
  }

  private func pose(_ p: Place, _ aim: Aim) -> Pose {
    NeedleView(middle: p.middle + aim.shift, swage: aim.swage, drive: aim.drive)
      .hold(at: p.angle, radius: task.radius, back: p.back)
  }
}
