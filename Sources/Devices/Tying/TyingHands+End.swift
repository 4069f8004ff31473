import Frames
import Knots
import SimMath

/// What follows an act.
extension TyingHands {
  func end(_ act: TyingAct, _ s: TyingSight) {
    switch act {
    case .takeStrand:
      if !take(1, s, within: s.long) { takeAgain() }
    case .goBeside:
      // The strand has slid out of the forceps.
      if between(1, s, within: s.long) == nil { takeAgain() }
    case .wind:
      isWound = true
      if hasSlippedOff(s) { again(TyingAct.leaving) }
    case .goOverTail:
      if isWound && hasSlippedOff(s) { again(TyingAct.leaving) }
    case .closeNearly:
      if between(0, s, within: s.tail) == nil { graspAgain() }
    case .close:
      let isFirm = take(0, s, within: s.tail) && sides[0].reach > Self.firm
      guard !isFirm else { return }
      sides[0].held = nil
      graspAgain()
    case .withdraw:
      lookAtHold(0, s)
      // The tail has slid out of the jaws: a person sees it.
      if sides[0].held == nil { again(TyingAct.leaving) }
    case .look:
      if hasFormed(s) {
        bendWay = bend(towards: -1)
        acts = TyingAct.tightening
      } else if isWound && !hasSlippedOff(s, least: Self.leastLoop) {
        isWound = false
        acts = [.drawOff, .look]
      } else {
        bendWay = bend(towards: 1)
        again(TyingAct.undoing)
      }
    case .goHome:
      countThrow()
      throwNext(s)
    case .goAway:
      // It may lie there after all: one more would be a granny's.
      if hasOneMore(s) { countThrow() }
      throwNext(s)
    default: break
    }
  }

  /// How often a throw is begun anew, the tail grasped for, and bent to its place, before a person gives up or goes on.
  private static var tries: Int { 8 }
  /// How often a throw fails before its tail is tidied although it is in reach.
  private static var triesAsItLies: Int { 2 }
  private static var grasps: Int { 4 }
  private static var bends: Int { 3 }
  /// Height over its tip at which a tail is held that does not slide out of the jaws, m.
  private static var firm: Double { 0.000_5 }

  /// The next throw, once the tail lies where it can be taken with a loop on the jaws.
  private func throwNext(_ s: TyingSight) {
    misses = 0
    isWound = false
    guard number < task.throwsWanted else { return }
    let tail = s.tail(back: 0) - task.knot
    // A tail that was taken for in vain lies awry even where it is in reach.
    let isAwry = attempts >= Self.triesAsItLies && timesBent == 0
    if (isInReach(tail) && !isAwry) || timesBent >= Self.bends {
      timesBent = 0
      acts = TyingAct.throwing
    } else {
      timesBent += 1
      // It springs back: it is bent as far beyond where it is wanted as it lies on this side of that.
      bendWay = (2 * wantedTail - tail.normalized).normalized
      acts = TyingAct.tidying
    }
  }

  /// Way from the knot to the tail's end that is wanted before a throw.
  private var wantedTail: Vector3D { frame.way(-0.4, 0.5, 0.8) }
  /// Whether a tail that ends there, from the knot, can be taken with a loop on the jaws.
  private func isInReach(_ tail: Vector3D) -> Bool {
    let (x, z) = (frame.holder * tail.x, frame.tail * tail.z)
    return -0.018 < x && x < 0.008 && frame.height(task.knot + tail) > 0.002_5 && z > -0.003
  }
  /// Way in which a tail is bent while it is held after a throw: away from the holder and half up, and a little across from the
  /// side, 1 as now or -1, on which it is wanted. A throw curls open when it is let go, and lays the tail down.
  private func bend(towards side: Double) -> Vector3D { frame.way(-0.996, 1, -0.087 * side) }

  /// The forceps have no strand.
  private func takeAgain() { again(TyingAct.taking + TyingAct.throwing) }

  /// The jaws have missed the tail.
  private func graspAgain() {
    misses += 1
    if misses <= Self.grasps {
      acts = TyingAct.graspAgain + acts.drop { TyingAct.grasping.contains($0) }
    } else if isWound {
      again(TyingAct.leaving)
    } else {
      acts = TyingAct.leaving
    }
  }

  /// The throw is begun anew.
  private func again(_ way: [TyingAct]) {
    attempts += 1
    acts = way
    if attempts > Self.tries { hasGivenUp = true }
  }

  private func countThrow() {
    number += 1
    attempts = 0
    frame.tail = -frame.tail
  }

  /// Whether the loop is seen to have slipped off the jaws.
  private func hasSlippedOff(_ s: TyingSight, least: Double = leastTurn) -> Bool {
    s.winding(about: sides[0].pose, from: sides[1].held ?? 0) < least
  }
  /// Angles of a strand round jaws, rad: of a loop on them, and of one that is coming off.
  private static var leastTurn: Double { 1.4 * Double.pi }
  private static var leastLoop: Double { Double.pi }

  /// Length of both strands in a throw that has not been drawn down, diameters: more than one that has.
  private static var looseLength: Double { 20 }
  /// Length of a strand in a throw that is drawn down, diameters.
  private static var throwLength: Double { 8 }

  /// The piece of thread between a hand's pads.
  func between(_ h: Int, _ s: TyingSight, within range: ClosedRange<Double>) -> (arc: Double, height: Double)? {
    let p = sides[h].pose
    let z = p.opening.cross(p.shaft)
    var best: (arc: Double, height: Double)?
    var least = Double.infinity
    var arc = range.lowerBound
    while arc <= range.upperBound {
      let off = s.place(arc) - p.tip
      let (x, y) = (off.dot(p.opening), off.dot(p.shaft))
      if abs(x) < 0.001, abs(off.dot(z)) < 0.001_3, y > 0, y < 0.01, abs(off.dot(z)) < least {
        least = abs(off.dot(z))
        best = (arc, y)
      }
      arc += 0.000_2
    }
    return best
  }

  @discardableResult private func take(_ h: Int, _ s: TyingSight, within range: ClosedRange<Double>) -> Bool {
    guard let found = between(h, s, within: range) else { return false }
    sides[h].held = found.arc
    sides[h].reach = found.height
    return true
  }

  /// Where a hand holds the thread now: it may have slid, or be lost.
  func lookAtHold(_ h: Int, _ s: TyingSight) {
    guard let held = sides[h].held else { return }
    if !take(h, s, within: max(0, held - 0.006)...min(s.view.length, held + 0.006)) && h == 0 { sides[0].held = nil }
  }

  /// Whether the throw that was meant is seen: loose beyond what is tied, or as one more in the knot.
  private func hasFormed(_ s: TyingSight) -> Bool {
    let strands = s.strands()
    let tied = Int(Double(number) * Self.throwLength * task.diameter / s.view.spacing)
    let loose = strands.map { Array($0.dropFirst(min($0.count - 6, tied))) }
    let isThere = KnotReading(strands: loose).throwsTied.contains {
      $0.wraps == 1 && $0.isRightHanded == isRightHandedWanted && $0.lengths[0] + $0.lengths[1] > Self.looseLength * task.diameter
    }
    return isThere || hasOneMore(s)
  }

  /// Whether the knot's last throw is read as the one that was meant, and as one more than were drawn down or as one that was not:
  /// throws change sides, so that the last of them went the other way.
  private func hasOneMore(_ s: TyingSight) -> Bool {
    let found = KnotReading(strands: s.strands()).throwsTied
    guard let last = found.last, last.isRightHanded == isRightHandedWanted else { return false }
    let length = (last.lengths[0] + last.lengths[1]) / task.diameter
    return length > (found.count > number ? Self.throwLength : Self.undrawnLength)
  }
  /// Length of both strands from which on a throw has not been drawn down, diameters.
  private static var undrawnLength: Double { 12 }

  private var isRightHandedWanted: Bool { frame.tail * frame.holder < 0 }
}
