import SimMath

extension ThreadSolver {
  /// Segment and share of it at an arc length from the first end.
  @inline(__always) func segment(at arc: Double) -> (i: Int, share: Double) {
    let u = arc / length
    let i = min(segments - 1, max(0, Int(u)))
    return (i, min(1, max(0, u - Double(i))))
  }

  @inline(__always) private func seat(at arc: Double) -> ThreadSeat {
    ThreadSeat(at: arc / length, segments: segments, broken: broken)
  }

  /// What a guide does to the thread now.
  private struct GuidePull {
    var seat: ThreadSeat
    /// How far the curve goes there per length of thread.
    var rate: Double
    /// Of the thread in the place, of unit length.
    var way: Vector3D
    /// Force on the thread, N, and its part along `way`.
    var pull: Vector3D
    var along: Double
    /// Largest part along `way` that the place holds, N.
    var limit: Double
    /// By how much `along` falls with the length of thread that goes through, N/m.
    var slope: Double
    /// What is left of the guide's stiffness along `way` while thread goes through, N/m: its curve leads across its bend.
    var heldAlong: Double
  }

  /// The thread turns in the place by theta, from the way in to the way out. With tensions T1 and T2 on both sides the place
  /// pulls with (T2 + T1) sin theta/2 across the direction between the two ways; it slides where T2 > T1 exp(mu theta) (Euler and
  /// Eytelwein), that is where T2 - T1 is over tanh(mu theta/2) / sin(theta/2) times the pull across. For a small turn that is
  /// Coulomb's mu. The turn is that at the start of the tick.
  func startGuides() {
    for k in 0..<model.guideCapacity where guides[k].isActive {
      let g = guides[k]
      var friction = g.friction
      if friction > 0 {
        let (enter, leave) = (tangent(at: g.arc - Self.turning * length), tangent(at: g.arc + Self.turning * length))
        let tangent = enter.cross(leave).length / max(1e-9, 1 + enter.dot(leave))
        if tangent > 1e-3 {
          let power = Trigonometry.exp(2 * friction * Trigonometry.atan2(tangent, 1))
          friction = (power - 1) / (power + 1) * (1 + tangent * tangent).squareRoot() / tangent
        }
      }
      guideTicks[k] = ThreadGuideTick(start: g.arc, friction: friction)
    }
  }

  /// Over how many segments to either side a corner of the polygon is a bend of the curve.
  private static var turning: Double { 1.5 }

  /// Direction of the thread at an arc length, or at the end that it is beyond.
  @inline(__always) private func tangent(at arc: Double) -> Vector3D {
    let arc = min(length * Double(segments), max(0, arc))
    let s = seat(at: arc)
    return tangent(s.sum(s.rate, x), at: arc)
  }

  /// A thread that turns back on itself has no way between: it is let go along its own segment.
  @inline(__always) private func tangent(_ rate: Vector3D, at arc: Double) -> Vector3D {
    let size = rate.length
    return size > Self.leastTangent * length ? (1 / size) * rate : direction(x, segment(at: arc).i)
  }
  private static var leastTangent: Double { 0.1 }

  /// Of the guide's stiffness: by what its pull along falls at least per length of thread, as where it pulls to the inside of a bend.
  private static var leastSlope: Double { 0.3 }
  /// How far the curve counts to go at least per length of thread, for friction.
  private static var leastRate: Double { 0.3 }

  @inline(__always) private func pull(_ k: Int, at arc: Double) -> GuidePull {
    let stiffness = guides[k].stiffness
    let s = seat(at: arc)
    let pull = stiffness * (guides[k].position - s.sum(s.weight, x))
    let rate = s.sum(s.rate, x)
    let way = tangent(rate, at: arc)
    let along = pull.dot(way)
    let across = (pull - along * way).length
    var slope = stiffness
    var held = 0.0
    let size = rate.length
    if size > Self.leastTangent * length {
      slope = max(Self.leastSlope * stiffness, (stiffness * size * size - pull.dot(s.sum(s.bend, x))) / (size * length))
      held = max(0, stiffness - stiffness * stiffness * size / (slope * length))
    }
    // The curve goes a shorter way than its thread is long, and friction's work is that on the thread's length.
    let limit = (guides[k].grip + guideTicks[k].friction * across) * length / max(Self.leastRate * length, size)
    return GuidePull(
      seat: s, rate: size / length, way: way, pull: pull, along: along, limit: limit, slope: slope, heldAlong: held)
  }

  func addGuide(_ k: Int) {
    let g = guides[k]
    let p = pull(k, at: g.arc)
    var force = p.pull
    var along = g.stiffness
    if g.slides {
      force = (p.pull - p.along * p.way) + max(-p.limit, min(p.limit, p.along)) * p.way
      along = p.heldAlong
    }
    let block = SymmetricBlockD(across: g.stiffness, along: along, p.way)
    let i = p.seat.first
    let w = p.seat.weight
    for a in 0..<4 {
      add(load, i + a, w[a] * force)
      band.own[i + a] += (w[a] * w[a]) * block
    }
    for a in 0..<3 { band.next[i + a] += (w[a] * w[a + 1]) * block }
    for a in 0..<2 { band.far[i + a] += (w[a] * w[a + 2]) * block }
    // What couples first and last is beyond the band, and less than a thousandth of the whole: they are held by as much more.
    let beyond = abs(w[0] * w[3]) * block
    band.own[i] += beyond
    band.own[i + 3] += beyond
    guard g.alignment > 0 else { return }
    // 1/2 alignment |e / length - direction|^2
    let j = segment(at: g.arc).i
    let c = g.alignment / (length * length)
    let moment = c * (length * g.direction - (at(x, j + 1) - at(x, j)))
    add(load, j, -moment)
    add(load, j + 1, moment)
    addPiece(j, 1, -1, 1, SymmetricBlockD(xx: c, xy: 0, xz: 0, yy: c, yz: 0, zz: c))
  }

  /// Lets the thread through where it pulls along itself with more than a guide holds.
  ///
  /// A guide slides from where it was when the tick began until what pulls along is what it holds: friction is that of the tick as
  /// a whole, wherever the steps on the way have been. A slack thread has next to no stiffness of its own, so that friction which
  /// changes its sign throws it to and fro and never comes to an end: what would turn back within a tick holds more until that ends.
  mutating func slideGuides() {
    for k in 0..<model.guideCapacity where guides[k].isActive {
      let g = guides + k
      let from = g.pointee.arc
      let start = guideTicks[k].start
      var p = pull(k, at: start)
      let sign = p.along > 0 ? 1.0 : -1.0
      if sign * (from - start) < 0 { guideTicks[k].sticks = true }
      guard abs(p.along) > (guideTicks[k].sticks ? Self.sticking : 1) * p.limit else {
        g.pointee.arc = start
        g.pointee.slides = false
        continue
      }
      g.pointee.slides = true
      var arc = start
      if sign * (from - start) > 0 {
        arc = from
        p = pull(k, at: arc)
      }
      for _ in 0..<Self.slidings {
        let excess = sign * p.along - p.limit
        let wanted = arc + max(-0.5 * length, min(0.5 * length, sign * excess / p.slope))
        let next = sign * (wanted - start) < 0 ? start : wanted
        guard excess < 0 || leavesRoom(k, from: arc, to: next) else { break }
        let gone = abs(next - arc)
        arc = next
        p = pull(k, at: arc)
        if gone < Self.slid * length { break }
      }
      g.pointee.arc = arc
      guard arc != start else { continue }
      if arc <= 0 || arc >= length * Double(segments) || broken[segment(at: arc).i] != 0 {
        g.pointee.isActive = false
        g.pointee.force = .zero
      }
    }
  }

  /// How many times what it holds a guide holds that would turn back within a tick.
  private static var sticking: Double { 8 }

  /// Steps to the length of thread that slides, at most, and the share of a segment at which it is known.
  private static var slidings: Int { 8 }
  private static var slid: Double { 1e-6 }

  /// Whether the thread from a guide that slides to every other is then as long as most of the way between them: what is drawn taut
  /// between two places draws them together.
  private func leavesRoom(_ k: Int, from: Double, to arc: Double) -> Bool {
    let point = point(at: from)
    // Stretched ever so much, what is many times as long as what slides keeps its room.
    let most = abs(arc - from) / (1 - Self.tautShare * Self.mostStretch)
    for o in 0..<model.guideCapacity where o != k && guides[o].isActive {
      let other = guides[o].arc
      let room = other > from ? other - arc : arc - other
      guard room < abs(other - from), abs(other - from) < most else { continue }
      if room < Self.tautShare * (self.point(at: other) - point).length { return false }
    }
    return true
  }

  @inline(__always) private func point(at arc: Double) -> Vector3D {
    let s = seat(at: arc)
    return s.sum(s.weight, x)
  }

  /// Share of the way between two places that the thread between them has at least.
  private static var tautShare: Double { 0.8 }
  /// How many times its own length a thread is long at most: it has broken long before.
  private static var mostStretch: Double { 1.2 }

  mutating func finishGuides() {
    for k in 0..<model.guideCapacity where guides[k].isActive {
      let g = guides + k
      let p = pull(k, at: g.pointee.arc)
      g.pointee.force = -1 * p.pull
      output.energy.springs += 0.5 * p.pull.lengthSquared / g.pointee.stiffness
      output.energy.work += p.pull.dot(g.pointee.position - g.pointee.previous)
      output.energy.friction += abs(p.along) * p.rate * abs(g.pointee.arc - guideTicks[k].start)
      g.pointee.previous = g.pointee.position
      if g.pointee.alignment > 0 {
        let i = segment(at: g.pointee.arc).i
        let off = (1 / length) * (at(x, i + 1) - at(x, i)) - g.pointee.direction
        output.energy.springs += 0.5 * g.pointee.alignment * off.lengthSquared
      }
    }
  }
}
