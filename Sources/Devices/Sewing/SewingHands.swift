public import Frames
import SimMath

/// Two scripted hands, needle holder and forceps, that sew two ends of vessel together with a running suture.
///
/// They act through the poses and jaws of their instruments alone. What they know is what a person sees and feels: where the
/// needle, the thread and the vessels' edges lie, and how hard the thread pulls. Where no feedback shows these they wait.
public final class SewingHands: Device {
  public let description: DeviceDescription
  /// The other hand's part.
  public let second: DeviceDescription?

  /// Turning of the hand that drives, rad/s. Assumption: a bite takes about a second.
  private static let turning = 2.0
  /// Mean speed at which a thread is drawn through, m/s, so that it neither whips nor snags, and then taut.
  private static let pulling = 0.08
  private static let drawing = 0.012
  /// Speed of reaching, m/s, and its shortest time, s.
  private static let reaching = (speed: 0.2, least: 0.3)
  /// How many times the pull of a taut stitch stops a hand that draws quickly.
  private static let stopping = 1.5
  /// Ticks for which a pull must last to be felt.
  private static let felt = 15
  /// How many times the pull of a taut stitch stops a hand whatever it sees: instruments also run into vessels and the table.
  private static let stoppingUnseen = 3.0
  /// How far from the vessel a strand that comes out of it ends where it is seen to end, m.
  private static let beside = 0.004

  private struct Side {
    var pose: Pose
    var grip = 0.0
    var motion: PoseMotion?
    /// What the grip goes from and to.
    var closing: (from: Double, to: Double)?
    var tremor: Tremor
  }

  private let acts: [SewingAct]
  /// Of the needle's circle, and of the vessel's outside, m.
  private let radius: Double
  private let vesselRadius: Double
  private let skill: MotorSkill
  private var random: Random
  private var sides: [Side]
  private var index = 0
  private var elapsed = 0
  private var ticks = 0
  /// Length of thread drawn slowly in this act, m, and for how long it has pulled.
  private var drawn = 0.0
  private var pulled = 0
  private var clock = SampleClock()

  /// - Parameters:
  ///   - vessel, truth: what is seen of the vessels and asked for.
  ///   - hand: the dominant one, with the needle holder.
  public init(
    vessel: VesselTruth, truth: AnastomosisTruth, level: TraineeLevel, hand: StationRecord.Hand = .right, seed: UInt64
  ) {
    let id = ScriptedSurgeon(task: .sew, level: level, hand: hand).id
    description = DeviceDescription(id: id, deviceClass: "scripted", limits: .scripted, rendersForce: true)
    second = DeviceDescription(
      id: "\(id)-forceps", deviceClass: "scripted", limits: .scripted, rendersForce: true)
    skill = MotorSkill(level)
    radius = truth.needleRadius
    vesselRadius = vessel.outerRadius
    random = Random(seed: seed, stream: 0x53_45_57)
    acts = RunningSuture(vessel: vessel, truth: truth, hand: hand, skill: skill, random: &random).acts
    let skill = skill
    sides = [SewingHand.holder, .forceps].map { hand in
      // Jaws open across the vessels.
      let shaft = hand.shaft
      let along = Vector3D(0, 0, 1)
      let rest = Vector3D(hand == .holder ? 0.03 : -0.03, vessel.outerRadius + 0.05, truth.seam)
      return Side(
        pose: Pose(
          position: Vector3(rest), orientation: Quaternion(columns: shaft.cross(along), shaft, along)),
        tremor: Tremor(skill, seed: seed &+ UInt64(hand.rawValue)))
    }
  }

  /// Whether the last stitch is drawn taut, or the thread was seen to be broken: then nobody sews on with it.
  public var isDone: Bool { index >= acts.count }

  public func sample(at tick: Tick, feedback: Feedback?) -> InputFrame? {
    let steps = clock.ticks(to: tick)
    var shake = [Vector3D.zero, .zero]
    for _ in 0..<steps {
      for h in 0..<2 { shake[h] = sides[h].tremor.next() }
      if feedback?.paused != true { advance(feedback) }
    }
    return InputFrame(
      tick: tick, first: (sides[0].pose, sides[0].grip), second: (sides[1].pose, sides[1].grip), shake: shake, isDone: isDone)
  }

  // MARK: One act after the other

  private func advance(_ feedback: Feedback?) {
    guard index < acts.count else { return }
    if elapsed == 0 {
      // A person who does not see the needle waits.
      guard let suture = feedback?.suture, let needle = suture.needle, let seam = feedback?.seam else { return }
      guard suture.isWhole else {
        index = acts.count
        return
      }
      begin(acts[index], needle, suture, seam)
    }
    elapsed += 1
    let share = min(1, Double(elapsed) / Double(ticks))
    for h in 0..<2 {
      if let motion = sides[h].motion { sides[h].pose = motion.pose(share) }
      if let closing = sides[h].closing {
        sides[h].grip = closing.from + MinimumJerk.fraction(share) * (closing.to - closing.from)
      }
    }
    if case .draw(let way, let quickly, let most, let force) = acts[index] {
      // A hand that meets the thread's end stops, however far it was to go.
      let isQuick = elapsed < ticks
      let isDrawn = isTaut(way, most - quickly, force, isQuick: isQuick, feedback)
      guard isDrawn else { return }
    } else if elapsed < ticks {
      return
    }
    for h in 0..<2 {
      sides[h].motion = nil
      sides[h].closing = nil
    }
    index += 1
    elapsed = 0
  }

  /// Goes on slowly along the thread; true once it pulls and is seen to be straight, or has been drawn far enough.
  private func isTaut(
    _ way: Vector3D, _ most: Double, _ force: Double, isQuick: Bool, _ feedback: Feedback?
  ) -> Bool {
    let pull = -Double(feedback?.force.dot(Vector3(way)) ?? 0)
    let isSeen = feedback?.suture?.isTaut(within: vesselRadius + Self.beside) ?? true
    let enough = isSeen ? (isQuick ? Self.stopping : 1) * force : Self.stoppingUnseen * force
    pulled = pull > enough ? pulled + 1 : 0
    if pulled >= Self.felt { return true }
    if isQuick { return false }
    sides[0].motion = nil
    guard drawn < most else { return true }
    // A hand that feels the thread stops going on before it knows that it does.
    if pulled == 0 {
      let step = 0.001 * Self.drawing
      drawn += step
      sides[0].pose.position += Vector3(step * way)
    }
    return false
  }

  private func begin(_ act: SewingAct, _ needle: NeedleView, _ suture: SutureView, _ seam: SeamView) {
    let vary = 1 + skill.durationNoise * random.bell()
    func time(_ seconds: Double) -> Int { max(1, Int((1000 * seconds * vary).rounded())) }
    func time(over way: Double) -> Int { time(max(Self.reaching.least, way / Self.reaching.speed)) }
    func reach(_ hand: SewingHand, _ to: Pose) {
      let from = sides[hand.rawValue].pose
      ticks = time(over: Double((to.position - from.position).length))
      sides[hand.rawValue].motion = PoseMotion(from: from, to: to)
    }
    func turn(_ angle: Double) {
      ticks = time(abs(angle) / Self.turning)
      sides[0].motion = PoseMotion(
        from: sides[0].pose, about: needle.middle, axis: needle.swage.cross(needle.drive), angle: angle)
    }
    drawn = 0
    pulled = 0
    switch act {
    case .reach(let hand, let arc, let back, let side):
      reach(hand, needle.hold(at: arc / radius, radius: radius, back: back, side: side))
    case .reachThread(let hand, let along, let back):
      reach(hand, suture.hold(along: along, back: back, shaft: hand.shaft))
    case .withdraw(let hand, let way):
      let shaft = Vector3D(sides[hand.rawValue].pose.orientation.rotate(Vector3(0, 1, 0)))
      ticks = time(over: abs(way))
      move(hand, way * shaft)
    case .grip(let hand, let to):
      ticks = time(0.25)
      sides[hand.rawValue].closing = (sides[hand.rawValue].grip, to)
    case .carry(let aim, let above, let seconds):
      let to = aim.ready(seam, above: above)
      ticks = time(max(seconds, (to.middle - needle.middle).length / Self.reaching.speed))
      sides[0].motion = PoseMotion(
        from: sides[0].pose, carrying: needle.middle, needle.orientation, to: to.middle, to.orientation)
    case .drive(let aim): turn(aim.drive(seam))
    case .turn(let angle): turn(angle)
    case .draw(let way, let quickly, _, _):
      ticks = quickly > 0 ? time(max(Self.reaching.least, quickly / Self.pulling)) : 1
      move(.holder, quickly * way)
    case .wait(let seconds): ticks = time(seconds)
    }
  }

  private func move(_ hand: SewingHand, _ way: Vector3D) {
    let from = sides[hand.rawValue].pose
    sides[hand.rawValue].motion = PoseMotion(
      from: from, to: Pose(position: from.position + Vector3(way), orientation: from.orientation))
  }
}

extension NeedleView {
  /// The turn of its axes: swage, way at the swage, and upright on its plane.
  fileprivate var orientation: Quaternion { Quaternion(columns: swage, drive, swage.cross(drive)) }
}
