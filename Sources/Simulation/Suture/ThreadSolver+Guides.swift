import SimMath

extension ThreadSolver {
  /// Segment and share of it at an arc length from the first end.
  @inline(__always) func segment(at arc: Double) -> (i: Int, share: Double) {
    let u = arc / length
    let i = min(segments - 1, max(0, Int(u)))
    return (i, min(1, max(0, u - Double(i))))
  }

  /// What a guide does to the thread now.
  struct GuidePull {
    /// Segment in the place and the share of it that is before the place.
    var i: Int
    var share: Double
    /// Between the way in and the way out: where the thread slides to.
    var way: Vector3D
    /// Way along `way` that a length of thread makes in the place, 0.1 ... 1.
    var advance: Double
    /// Force on the thread, N, and its part along `way`.
    var pull: Vector3D
    var along: Double
    /// Largest part along `way` that the place holds, N.
    var limit: Double
  }

  /// The thread turns in the place from the way in to the way out, by theta. With tensions T1 and T2 on both sides
  /// the place pulls with (T2 - T1) cos theta/2 along the direction between the two ways and with (T2 + T1) sin
  /// theta/2 across it, however the segment in the place lies; it slides where T2 > T1 exp(mu theta) (Euler and
  /// Eytelwein), that is where the one part is over tanh(mu theta/2) / tan(theta/2) times the other. For a small turn
  /// that is Coulomb's mu.
  private func pull(_ g: ThreadGuide, across known: Double? = nil) -> GuidePull {
    let (i, share) = segment(at: g.arc)
    let e = at(x, i + 1) - at(x, i)
    let own = e.normalized
    let enter = i > 0 && broken[i - 1] == 0 ? direction(x, i - 1) : own
    let leave = i + 1 < segments && broken[i + 1] == 0 ? direction(x, i + 1) : own
    let sum = enter + leave
    // A thread that turns back on itself has no way between: it is let go along its own segment.
    let size = sum.length
    let way = size > 0.1 ? (1 / size) * sum : own
    let pull = g.stiffness * (g.position - (at(x, i) + share * e))
    let along = pull.dot(way)
    let across = known ?? (pull - along * way).length
    var friction = g.friction
    if friction > 0 {
      let tangent = enter.cross(leave).length / max(1e-9, 1 + enter.dot(leave))
      if tangent > 1e-3 {
        let power = Trigonometry.exp(2 * friction * Trigonometry.atan2(tangent, 1))
        friction = (power - 1) / ((power + 1) * tangent)
      }
    }
    return GuidePull(
      i: i, share: share, way: way, advance: max(0.1, own.dot(way)), pull: pull, along: along,
      limit: 0.5 * size * g.grip + friction * across)
  }

  mutating func addGuide(_ g: ThreadGuide) {
    let p = pull(g, across: g.across)
    let i = p.i
    var force = p.pull
    var along = g.stiffness
    if g.slides && abs(p.along) > p.limit {
      force = (p.pull - p.along * p.way) + (p.along > 0 ? p.limit : -p.limit) * p.way
      along = 0
    }
    let w0 = 1 - p.share
    let w1 = p.share
    add(load, i, w0 * force)
    add(load, i + 1, w1 * force)
    add(i, i, w0 * w0, g.stiffness, along, p.way)
    add(i + 1, i + 1, w1 * w1, g.stiffness, along, p.way)
    add(i, i + 1, w0 * w1, g.stiffness, along, p.way)
    guard g.alignment > 0 else { return }
    // 1/2 alignment |e / length - direction|^2
    let c = g.alignment / (length * length)
    let moment = c * (length * g.direction - (at(x, i + 1) - at(x, i)))
    add(load, i, -moment)
    add(load, i + 1, moment)
    add(i, i, c, 1, 1, .zero)
    add(i + 1, i + 1, c, 1, 1, .zero)
    add(i, i + 1, -c, 1, 1, .zero)
  }

  /// Lets the thread through where it pulls along itself with more than a guide holds.
  mutating func slideGuides() {
    for k in 0..<model.guideCapacity where guides[k].isActive {
      let g = guides[k]
      let p = pull(g)
      guides[k].across = (p.pull - p.along * p.way).length
      let excess = abs(p.along) - p.limit
      guides[k].slides = excess > 0
      guard excess > 0 else { continue }
      let d = (p.along > 0 ? excess : -excess) / (g.stiffness * p.advance)
      let arc = g.arc + d
      guides[k].arc = arc
      // What the spring has lost is heat; over a bend of the thread's polygon it comes and goes.
      let (j, share) = segment(at: arc)
      let left = g.stiffness * (g.position - (at(x, j) + share * (at(x, j + 1) - at(x, j))))
      output.energy.friction += 0.5 * (p.pull.lengthSquared - left.lengthSquared) / g.stiffness
      if arc <= 0 || arc >= length * Double(segments) || broken[segment(at: arc).i] != 0 {
        guides[k].isActive = false
        guides[k].force = .zero
      }
    }
  }

  mutating func finishGuides() {
    for k in 0..<model.guideCapacity where guides[k].isActive {
      let p = pull(guides[k])
      guides[k].force = -1 * p.pull
      output.energy.springs += 0.5 * p.pull.lengthSquared / guides[k].stiffness
      output.energy.work += p.pull.dot(guides[k].position - guides[k].previous)
      guides[k].previous = guides[k].position
      if guides[k].alignment > 0 {
        let off = (1 / length) * (at(x, p.i + 1) - at(x, p.i)) - guides[k].direction
        output.energy.springs += 0.5 * guides[k].alignment * off.lengthSquared
      }
    }
  }
}
