import Frames
import SimMath

extension TyingHands {
  /// Pull from which on a hand goes with it, N, holder and forceps; how fast, m per tick and N, and at most, m per tick.
  private static var yields: [Double] { [0.2, 0.1] }
  private static var giving: (rate: Double, most: Double) { (5e-4, 1.2e-4) }
  /// Of the hand that winds, m/s.
  private static var winding: Double { 0.13 }

  /// How near the pads are to the strand when they close, m, and ticks after which they close anyway.
  private static var beside: Double { 0.000_5 }
  private static var longestReach: Int { 2000 }

  /// One tick of an act; true at its end.
  func goOn(_ act: TyingAct, _ s: TyingSight) -> Bool {
    let share = min(1, Double(elapsed) / Double(ticks))
    let done = MinimumJerk.fraction(share)
    for h in 0..<2 {
      if let to = sides[h].gripTo { sides[h].grip = sides[h].gripFrom + done * (to - sides[h].gripFrom) }
    }
    switch act {
    case .goToStrand:
      follow(s.place(strandHold))
      let isThere = (s.place(strandHold) - pads(1)).length < Self.beside
      return elapsed >= ticks && (isThere || elapsed >= Self.longestReach)
    case .takeStrand:
      follow(s.place(strandHold))
      return elapsed >= ticks
    case .wind: return wind(s)
    case .draw: return draw(s)
    case .layTail: return layTail(s)
    case .goOverTail, .goOntoTail, .closeNearly, .close:
      move(0, done)
      if isWound { keepLoop(done, s) } else { move(1, done) }
      return elapsed >= ticks
    default:
      for h in 0..<2 { move(h, done) }
      return elapsed >= ticks
    }
  }

  /// The forceps keep the strand nearly taut on the holder's jaws, wherever these go, and come round to the far side from the tail.
  private func keepLoop(_ done: Double, _ s: TyingSight) {
    let now = loop(on: sides[0].pose)
    let onJaws = WindingPath.jaws * (2 * Double.pi - 0.5 * Double.pi)
    let free = strand(s) - Self.slack - slack - (now - task.knot).length - onJaws
    let way = ((1 - done) * loopWay + done * besideWay).normalized
    var place = now + max(0.006, free) * way
    place.y = max(place.y, task.knot.y + 0.005)
    follow(place)
    keepTaut(s, at: now)
  }

  /// What is seen of the strand's bow between the forceps and the loop, and what is felt, says how much of it is left free.
  private func keepTaut(_ s: TyingSight, at loop: Vector3D) {
    let bow = s.bow(from: sides[1].held ?? 0, over: Self.seen * (loop - pads(1)).length)
    let pull = strandPull(towards: loop)
    if pull > Self.tight {
      slack = min(Self.slackRange.most, slack + min(6e-5, 5e-4 * pull))
    } else if bow < Self.bows.least && slack < Self.spare {
      slack += 2e-5
    } else if bow > Self.bows.most {
      slack = max(Self.slackRange.least, slack - 1e-5)
    }
  }
  /// The strand's pull at the forceps, N: what the instrument's own inertia does as it goes round is away from the loop.
  private func strandPull(towards loop: Vector3D) -> Double { max(0, sides[1].pull.dot((loop - pads(1)).normalized)) }
  /// Share of the way to the loop on which the strand's bow is looked at.
  private static var seen: Double { 0.8 }
  /// Shares by which a strand that is neither taut nor slack is longer than its chord.
  private static var bows: (least: Double, most: Double) { (0.000_5, 0.01) }
  /// Pull that is not its hand's own motion, N.
  private static var tight: Double { 0.12 }
  /// Strand that is left free beyond the usual, m: by what is seen alone, and at all.
  private static var spare: Double { 0.001 }
  private static var slackRange: (least: Double, most: Double) { (-0.001, 0.02) }

  /// From the loop on the holder's jaws to where the forceps come round to, unit length.
  private var besideWay: Vector3D { frame.way(-0.5, 0.1, -1) }

  private func move(_ h: Int, _ done: Double) {
    let pull = sides[h].pull
    let size = pull.length
    if size > Self.yields[h] {
      sides[h].given += (min(Self.giving.most, Self.giving.rate * (size - Self.yields[h])) / size) * pull
    }
    let from = sides[h].from
    let to = sides[h].to ?? from
    var pose = turned(from, to, done)
    pose.position = Vector3(from.tip + done * (to.tip - from.tip) + sides[h].given)
    sides[h].pose = pose
  }

  private func turned(_ from: Pose, _ to: Pose, _ share: Double) -> Pose {
    let target = to.nearer(to: from)
    let shaft = ((1 - share) * from.shaft + share * target.shaft).normalized
    return TyingPose.pose(tip: from.tip, shaft, open: (1 - share) * from.opening + share * target.opening)
  }

  /// The forceps go round the holder's jaws with the strand nearly taut.
  private func wind(_ s: TyingSight) -> Bool {
    let whole = 2 * Double.pi
    let late = Self.lateSlack * WindingPath.smooth((wound - whole + 0.9 * Double.pi) / (0.6 * Double.pi))
    let strand = strand(s) - Self.slack - slack - late
    let now = path.place(wound, strand: strand)
    let next = path.place(min(whole, wound + 0.01), strand: strand)
    let rate = max(0.006, (next - now).length / 0.01)
    speed = min(speed + 0.000_8, Self.winding, 0.01 + 6 * rate * (whole - wound))
    wound = min(whole, wound + 0.001 * speed * max(0.2, 1 - strandPull(towards: loop) / 0.4) / rate)
    let share = WindingPath.smooth(5 * wound / whole)
    follow(path.place(wound, strand: strand) + (1 - share) * beside + share * miss)
    keepTaut(s, at: loop)
    return wound >= whole || elapsed >= ticks
  }
  /// Natural frequency of a hand that follows a way with corners, 1/s.
  private static var following: Double { 60 }

  /// The forceps' pads after their place as a critically damped mass on a spring.
  private func follow(_ place: Vector3D) {
    let w = Self.following
    let off = place - pads(1)
    velocity += 0.001 * (w * w * off - 2 * w * velocity)
    sides[1].pose = forceps(at: pads(1) + 0.001 * velocity)
  }

  /// The forceps draw, fast while the strand is slack; the holder stands.
  private func draw(_ s: TyingSight) -> Bool {
    let most = (number == 0 ? Self.drawing.first : Self.drawing.later) * task.strength
    let (holder, forceps) = (sides[0].pull.length, sides[1].pull.length)
    let reach = (pads(1) - task.knot).length
    let free = strand(s) - reach
    var v = min(0.12, max(0.008, 6 * (free - 0.002)))
    if forceps > 0.5 * wanted { v = 0.004 }
    if forceps < wanted {
      let off = task.knot + (reach + 0.001 * v) * strandWay - pads(1)
      shift(1, min(1, 0.001_5 * v / max(1e-9, off.length)) * off)
    }
    if holder > 1.2 * wanted { shift(0, -1e-5 * stretch) }
    if holder < 0.8 * wanted && forceps >= 0.7 * wanted { shift(0, 5e-6 * stretch) }
    if forceps >= wanted && holder >= 0.7 * wanted {
      if wanted >= most { return true }
      wanted += 0.001_5
    }
    return elapsed >= ticks
  }

  /// Bends the tail over while both pull, so that it stays where it can be taken again.
  private func layTail(_ s: TyingSight) -> Bool {
    let tight = 0.03 * task.strength
    let from = bentFrom.normalized
    let angle = Trigonometry.acos(max(-1, min(1, from.dot(bendWay))))
    let share = MinimumJerk.fraction(min(1, Double(elapsed) / Double(max(1, ticks - Self.bending))))
    var way = bendWay
    if angle > 1e-3 {
      let (a, b) = (Trigonometry.sincos((1 - share) * angle).sin, Trigonometry.sincos(share * angle).sin)
      way = (1 / Trigonometry.sincos(angle).sin) * (a * from + b * bendWay)
    }
    // A tail that is not seen between the jaws may be held all the same: what is felt counts.
    let (holder, forceps) = (sides[0].felt.length, sides[1].pull.length)
    // What holds the tail back harder than it did at first is no knot that turns with it: the bend ends there.
    if max(holder, forceps) > bendLimit { return true }
    radius += holder > tight ? -8e-6 : holder < 0.2 * tight ? 4e-5 : 1e-5
    radius = max(0.7 * bentFrom.length, min(tail(s) + 0.002, radius))
    let to = TyingPose.holder(tip: .zero, layingShaft)
    let pose = turned(sides[0].from, to, min(1, 1.5 * share))
    sides[0].pose = TyingPose.pose(
      tip: task.knot + radius * way.normalized - sides[0].reach * pose.shaft, pose.shaft, open: pose.opening)
    if forceps > 0.4 { shift(1, (5e-6 / forceps) * sides[1].pull) }
    if forceps < 0.1 { shift(1, 8e-6 * (pads(1) - task.knot).normalized) }
    return elapsed >= ticks
  }

  private func shift(_ h: Int, _ way: Vector3D) { sides[h].pose.position += Vector3(way) }
}
