import Frames
import SimMath

extension TyingHands {
  /// Speed of a reach at most, m/s.
  private static var fastest: Double { 0.15 }
  /// Height of the loop's place over the tip of the holder's jaws, m.
  private static var loopHeight: Double { 0.010 }
  /// Strand that is left free, m, and more of it in the last half turn.
  static var slack: Double { 0.002 }
  static var lateSlack: Double { 0.003 }
  /// Tail's length that hands go to at most, as a share.
  private static var within: Double { 0.9 }
  /// Ticks for which a bent tail is held there.
  static var bending: Int { 250 }
  /// Pull at which a bend ends, as a share of the thread's strength, or of what pulled as it began where that was more.
  private static var hardBend: Double { 0.22 }
  private static var harder: Double { 1.3 }
  /// Shares of the thread's strength: pull that draws a throw down at first, and at most for the first throw and later ones.
  static var drawing: (least: Double, first: Double, later: Double) { (0.08, 0.12, 0.22) }

  /// Shafts: the forceps' own; the holder's level while it is wound about, and while the throw is laid.
  private var forcepsShaft: Vector3D { frame.way(-0.9, 0.43, 0) }
  private var levelShaft: Vector3D { frame.way(1, 0.05, 0) }
  var layingShaft: Vector3D { frame.way(0.6, 0.7, -0.5) }

  // MARK: What is seen

  /// Strand between the tissue and the forceps, and tail between it and the holder or all of it, m.
  func strand(_ s: TyingSight) -> Double { s.mouths.lowerBound - (sides[1].held ?? 0) }
  func tail(_ s: TyingSight) -> Double { (sides[0].held ?? s.view.length) - s.mouths.upperBound }
  func pads(_ h: Int) -> Vector3D { sides[h].pose.tip + sides[h].reach * sides[h].pose.shaft }

  var path: WindingPath { WindingPath(loop: loop, from: task.knot, frame: frame) }
  /// Where the strand is to lie on the holder's jaws while it is wound.
  var loop: Vector3D { sides[0].to.map { loop(on: $0) } ?? loop(on: sides[0].pose) }
  func loop(on holder: Pose) -> Vector3D { holder.tip + Self.loopHeight * holder.shaft }

  func forceps(at place: Vector3D) -> Pose {
    TyingPose.forceps(pads: place, forcepsShaft, reach: sides[1].reach, across: sides[1].pose.opening)
  }
  private func holder(at place: Vector3D, shaft: Vector3D) -> Pose {
    TyingPose.holder(tip: place - sides[0].reach * shaft, shaft)
  }
  /// Within the tail's reach of the knot.
  private func reachable(_ p: Vector3D, _ s: TyingSight) -> Vector3D {
    let r = (p - task.knot).length
    let most = Self.within * tail(s)
    return r > most ? task.knot + (most / r) * (p - task.knot) : p
  }

  // MARK: Begin

  func begin(_ act: TyingAct, _ s: TyingSight) {
    for h in 0..<2 {
      sides[h].from = sides[h].pose
      sides[h].to = nil
      sides[h].given = .zero
      sides[h].gripFrom = sides[h].grip
      sides[h].gripTo = nil
      lookAtHold(h, s)
    }
    let r = tail(s)
    loopWay = (pads(1) - loop(on: sides[0].pose)).normalized
    switch act {
    case .goToStrand:
      velocity = .zero
      strandHold = Self.endLeft
      sides[1].held = nil
      sides[1].reach = TyingPose.firstReach
      sides[1].gripTo = 0
      wait(0.3)
    case .takeStrand:
      velocity = .zero
      strandHold = between(1, s, within: s.long)?.arc ?? Self.endLeft
      sides[1].gripTo = TyingPose.holding
      wait(0.4)
    case .goBeside:
      slack = 0
      let height = max(0.014, min(0.028, 0.5 * (strand(s) - 0.001)))
      let tip = frame.place(0.001, height, -0.006) - Self.loopHeight * levelShaft
      let between = TyingPose.holder(tip: tip, levelShaft)
      // The strand's own place is seen from where the jaws will be.
      sides[0].to = between
      let first = path.place(0, strand: strand(s) - Self.slack)
      go(0.4, TyingPose.holder(tip: tip + 0.022 * levelShaft, levelShaft), forceps(at: first), grip: TyingPose.closed)
    case .goBetween: go(0.3, TyingPose.holder(tip: sides[0].pose.tip - 0.022 * sides[0].pose.shaft, sides[0].pose.shaft), nil)
    case .wind:
      wound = 0
      speed = 0
      velocity = .zero
      miss = missed(over: 0.02)
      beside = pads(1) - path.place(0, strand: strand(s) - Self.slack)
      ticks = 5000
    case .goOverTail:
      velocity = .zero
      let to = s.tailHold(frame, isWound: isWound).nearer(to: sides[0].pose)
      let above = TyingPose.pose(tip: to.tip + 0.007 * to.shaft, to.shaft, open: to.opening)
      go(0.5, above, nil, grip: TyingPose.openGrip)
    case .goOntoTail:
      let to = s.tailHold(frame, isWound: isWound).nearer(to: sides[0].pose)
      go(0.3, to, nil)
    case .closeNearly:
      sides[0].gripTo = TyingPose.nearlyClosed
      wait(0.15)
    case .close:
      sides[0].gripTo = TyingPose.holding
      wait(0.08)
    case .goBack: go(0.3, back(0.010), nil)
    case .withdraw:
      let shaft = sides[0].pose.shaft
      var way = 0.0
      for k in 1...30 {
        way = 0.001 * Double(k)
        if k > 14 && (sides[0].pose.tip + (way + sides[0].reach) * shaft - task.knot).length > 0.75 * r { break }
      }
      let to = reachable(sides[0].pose.tip + way * shaft, s)
      go(0.4, TyingPose.pose(tip: to, shaft, open: sides[0].pose.opening), nil)
    case .goThrough:
      go(
        0.4, holder(at: reachable(frame.place(0.4 * r, 0.5 * r, -0.5 * r), s), shaft: layingShaft),
        forceps(at: frame.place(-0.008, 0.008, 0.003)))
    case .goApart:
      go(
        0.3, holder(at: reachable(frame.place(0.002, 0.005, -r), s), shaft: layingShaft),
        forceps(at: frame.place(0.002, 0.004, 0.015)))
    case .look: wait(0.001)
    case .drawOff: go(0.4, nil, forceps(at: frame.place(0.002, 0.010, 0.8 * strand(s))))
    case .stretchTail:
      go(0.3, holder(at: task.knot + (r - 0.002) * stretch, shaft: sides[0].pose.shaft), nil)
    case .straighten:
      let way = ((pads(0) - task.knot).normalized + Vector3D(0, 1, 0)).normalized
      go(
        0.4, holder(at: task.knot + (r - 0.001) * way, shaft: sides[0].pose.shaft),
        forceps(at: task.knot + (strand(s) - 0.001) * frame.way(0, 0.4, -1)))
    case .draw:
      wanted = Self.drawing.least * task.strength
      ticks = 4000
    case .undoThrough:
      go(
        0.4, holder(at: reachable(frame.place(0.4 * r, 0.5 * r, 0.1 * r), s), shaft: layingShaft),
        forceps(at: frame.place(-0.008, 0.010, -0.006)))
    case .undoApart:
      go(
        0.4, holder(at: reachable(frame.place(-0.5 * r, 0.25 * r, 0.7 * r), s), shaft: frame.way(0.6, 0.7, 0.3)),
        forceps(at: frame.place(-0.003_5, 0.012, -0.022)))
    case .layTail:
      bentFrom = pads(0) - task.knot
      radius = bentFrom.length
      bendLimit = max(Self.hardBend * task.strength, Self.harder * max(sides[0].felt.length, sides[1].felt.length))
      let angle = Trigonometry.acos(max(-1, min(1, bentFrom.normalized.dot(bendWay))))
      ticks = Int(1000 * max(0.2, MinimumJerk.peakSpeedFactor * angle * radius / Self.fastest)) + Self.bending
    case .slacken:
      func nearer(_ h: Int, _ way: Double) -> Pose {
        let p = sides[h].pose
        return TyingPose.pose(tip: p.tip + way * (task.knot - pads(h)).normalized, p.shaft, open: p.opening)
      }
      go(0.25, nearer(0, 0.000_7), nearer(1, 0.001))
    case .open:
      sides[0].held = nil
      sides[0].gripTo = 0.38
      wait(0.25)
    case .leave: go(0.3, back(0.015), nil)
    case .goHome, .goAway:
      go(0.2, TyingPose.holder(tip: frame.place(0.026, 0.028, 0), frame.way(0.9, 0.43, 0)), nil, grip: TyingPose.closed)
    }
  }

  /// Where the tail is stretched to while the throw is drawn, and where the strand is drawn to: unit length.
  var stretch: Vector3D { frame.way(2.0 / 15, 5.0 / 18, -1) }
  var strandWay: Vector3D { frame.way(0.1, 0.1, 1) }

  private func back(_ way: Double) -> Pose {
    let p = sides[0].pose
    return TyingPose.pose(tip: p.tip + way * p.shaft, p.shaft, open: p.opening)
  }
  /// Where a reach ends beside what it was for, m: the further it goes, the more (`TraineeTable.reachNoise`).
  private func missed(over way: Double) -> Vector3D {
    func bell() -> Double { skill.reachNoise * random.bell() }
    return way * Vector3D(bell(), bell(), bell())
  }
  private func wait(_ seconds: Double) { ticks = max(1, Int((1000 * seconds).rounded())) }

  private func go(_ seconds: Double, _ holder: Pose?, _ forceps: Pose?, grip: Double? = nil) {
    var time = seconds * (1 + skill.durationNoise * random.bell())
    for (h, to) in [holder, forceps].enumerated() {
      guard var to else {
        sides[h].to = nil
        continue
      }
      let way = (to.tip - sides[h].from.tip).length
      to.position += Vector3(missed(over: way))
      sides[h].to = to
      time = max(time, MinimumJerk.peakSpeedFactor * way / Self.fastest)
    }
    sides[0].gripTo = grip
    ticks = max(1, Int((1000 * time).rounded()))
  }
}
