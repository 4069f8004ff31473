import SimMath

extension ThreadSolver {
  /// Segment and share of it at an arc length from the first end.
  @inline(__always) func segment(at arc: Double) -> (i: Int, share: Double) {
    let u = arc / length
    let i = min(segments - 1, max(0, Int(u)))
    return (i, min(1, max(0, u - Double(i))))
  }

  /// What a guide does to the thread now.
  private struct GuidePull {
    /// Segment in the place and the share of it that is before the place.
    var i: Int
    var share: Double
    /// Between the way in and the way out: where the thread slides to.
    var way: Vector3D
    /// Way along `way` that a length of thread makes in the place, 0.1 ... 1.
    var advance: Double
    /// Force on the thread, N, and its parts along `way` and across it.
    var pull: Vector3D
    var along: Double
    var across: Double
    /// Largest part along `way` that the place holds, N.
    var limit: Double
  }

  /// The thread turns in the place from the way in to the way out, by theta. With tensions T1 and T2 on both sides
  /// the place pulls with (T2 - T1) cos theta/2 along the direction between the two ways and with (T2 + T1) sin
  /// theta/2 across it, however the segment in the place lies; it slides where T2 > T1 exp(mu theta) (Euler and
  /// Eytelwein), that is where the one part is over tanh(mu theta/2) / tan(theta/2) times the other. For a small turn
  /// that is Coulomb's mu. The turn is that at the start of the tick.
  func startGuides() {
    for k in 0..<model.guideCapacity where guides[k].isActive {
      var friction = guides[k].friction
      if friction > 0 {
        let w = ways(segment(at: guides[k].arc).i)
        let tangent = w.enter.cross(w.leave).length / max(1e-9, 1 + w.enter.dot(w.leave))
        if tangent > 1e-3 {
          let power = Trigonometry.exp(2 * friction * Trigonometry.atan2(tangent, 1))
          friction = (power - 1) / ((power + 1) * tangent)
        }
      }
      turningFriction[k] = friction
    }
  }

  /// Directions of a segment, and of those by which the thread comes to it and goes on.
  @inline(__always) private func ways(_ i: Int) -> (own: Vector3D, enter: Vector3D, leave: Vector3D) {
    let own = direction(x, i)
    return (
      own, i > 0 && broken[i - 1] == 0 ? direction(x, i - 1) : own,
      i + 1 < segments && broken[i + 1] == 0 ? direction(x, i + 1) : own
    )
  }

  /// - Parameter known: force across the thread by which friction is bounded; nil for that of now.
  @inline(__always) private func pull(_ k: Int, across known: Double? = nil) -> GuidePull {
    let g = guides + k
    let (i, share) = segment(at: g.pointee.arc)
    let w = ways(i)
    let sum = w.enter + w.leave
    // A thread that turns back on itself has no way between: it is let go along its own segment.
    let size = sum.length
    let way = size > 0.1 ? (1 / size) * sum : w.own
    let pull = force(k, i, share)
    let along = pull.dot(way)
    let across = known ?? (pull - along * way).length
    return GuidePull(
      i: i, share: share, way: way, advance: max(0.1, w.own.dot(way)), pull: pull, along: along, across: across,
      limit: 0.5 * size * g.pointee.grip + turningFriction[k] * across)
  }

  /// Force of a guide's spring on the thread.
  @inline(__always) private func force(_ k: Int, _ i: Int, _ share: Double) -> Vector3D {
    guides[k].stiffness * (guides[k].position - (at(x, i) + share * (at(x, i + 1) - at(x, i))))
  }

  func addGuide(_ k: Int) {
    let g = guides + k
    let stiffness = g.pointee.stiffness
    let p = pull(k, across: g.pointee.across)
    let i = p.i
    var force = p.pull
    var along = stiffness
    if g.pointee.slides && abs(p.along) > p.limit {
      force = (p.pull - p.along * p.way) + (p.along > 0 ? p.limit : -p.limit) * p.way
      along = 0
    }
    let w0 = 1 - p.share
    let w1 = p.share
    add(load, i, w0 * force)
    add(load, i + 1, w1 * force)
    addPiece(i, w0 * w0, w0 * w1, w1 * w1, SymmetricBlockD(across: stiffness, along: along, p.way))
    guard g.pointee.alignment > 0 else { return }
    // 1/2 alignment |e / length - direction|^2
    let c = g.pointee.alignment / (length * length)
    let moment = c * (length * g.pointee.direction - (at(x, i + 1) - at(x, i)))
    add(load, i, -moment)
    add(load, i + 1, moment)
    addPiece(i, 1, -1, 1, SymmetricBlockD(xx: c, xy: 0, xz: 0, yy: c, yz: 0, zz: c))
  }

  /// Lets the thread through where it pulls along itself with more than a guide holds.
  mutating func slideGuides() {
    for k in 0..<model.guideCapacity where guides[k].isActive {
      let g = guides + k
      let p = pull(k)
      g.pointee.across = p.across
      let excess = abs(p.along) - p.limit
      g.pointee.slides = excess > 0
      guard excess > 0 else { continue }
      let (arc, left) = slide(k, p, by: (p.along > 0 ? excess : -excess) / (g.pointee.stiffness * p.advance))
      g.pointee.arc = arc
      // What the spring has lost is heat; over a bend of the thread's polygon it comes and goes.
      output.energy.friction += 0.5 * (p.pull.lengthSquared - left.lengthSquared) / g.pointee.stiffness
      let j = segment(at: arc).i
      if arc <= 0 || arc >= length * Double(segments) || broken[j] != 0 {
        g.pointee.isActive = false
        g.pointee.force = .zero
      }
    }
  }

  /// How often a slide is halved at most before it is left out.
  private static var halvings: Int { 5 }

  /// Where a guide is on the thread after it has slid, and what its spring then pulls with.
  ///
  /// The way is that along which a straight thread leaves the pull at its limit. Round a bend of the polygon it can lead
  /// somewhere else, to a stronger pull along the thread and a longer way in the next step; it is shortened until that pull has
  /// become less, and more than half a segment in a step is never gone. Nor does it go on where the thread to the next place
  /// would become much shorter than the way there: what is drawn taut between two places draws them together.
  private func slide(_ k: Int, _ p: GuidePull, by wanted: Double) -> (arc: Double, left: Vector3D) {
    let most = 0.5 * length
    var d = max(-most, min(most, wanted))
    for _ in 0..<Self.halvings {
      let arc = guides[k].arc + d
      let (j, share) = segment(at: arc)
      let left = force(k, j, share)
      if leavesRoom(k, at: arc) && abs(left.dot(p.way)) <= abs(p.along) { return (arc, left) }
      d *= 0.5
    }
    return (guides[k].arc, p.pull)
  }

  /// Whether the thread from a guide that has slid to every other is as long as most of the way between them.
  private func leavesRoom(_ k: Int, at arc: Double) -> Bool {
    let from = guides[k].arc
    for o in 0..<model.guideCapacity where o != k && guides[o].isActive {
      let other = guides[o].arc
      let room = other > from ? other - arc : arc - other
      guard room < abs(other - from) else { continue }
      let way = (guides[o].position - guides[k].position).length
      if room < Self.tautShare * way { return false }
    }
    return true
  }

  /// Share of the way between two places that the thread between them has at least.
  private static var tautShare: Double { 0.8 }

  mutating func finishGuides() {
    for k in 0..<model.guideCapacity where guides[k].isActive {
      let g = guides + k
      let (i, share) = segment(at: g.pointee.arc)
      let pull = force(k, i, share)
      g.pointee.force = -1 * pull
      output.energy.springs += 0.5 * pull.lengthSquared / g.pointee.stiffness
      output.energy.work += pull.dot(g.pointee.position - g.pointee.previous)
      g.pointee.previous = g.pointee.position
      if g.pointee.alignment > 0 {
        let off = (1 / length) * (at(x, i + 1) - at(x, i)) - g.pointee.direction
        output.energy.springs += 0.5 * g.pointee.alignment * off.lengthSquared
      }
    }
  }
}
