import SimMath

extension ThreadSolver {
  /// Segment and share of it at an arc length from the first end.
  @inline(__always) func segment(at arc: Double) -> (i: Int, share: Double) {
    let u = arc / length
    let i = min(segments - 1, max(0, Int(u)))
    return (i, min(1, max(0, u - Double(i))))
  }


  /// What a guide does to the thread now: pull, and its parts along and across the thread.
  private func pull(_ g: ThreadGuide) -> (i: Int, share: Double, way: Vector3D, pull: Vector3D, along: Double) {
    let (i, share) = segment(at: g.arc)
    let e = at(x, i + 1) - at(x, i)
    let way = e.normalized
    let pull = g.stiffness * (g.position - (at(x, i) + share * e))
    return (i, share, way, pull, pull.dot(way))
  }

  mutating func addGuide(_ g: ThreadGuide) {
    let p = pull(g)
    let i = p.i
    let limit = g.grip + g.friction * g.across
    var force = p.pull
    var along = g.stiffness
    if g.slides && abs(p.along) > limit {
      force = (p.pull - p.along * p.way) + (p.along > 0 ? limit : -limit) * p.way
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
      let across = (p.pull - p.along * p.way).length
      guides[k].across = across
      let limit = g.grip + g.friction * across
      let excess = abs(p.along) - limit
      guides[k].slides = excess > 0
      guard excess > 0 else { continue }
      let d = p.along > 0 ? excess / g.stiffness : -excess / g.stiffness
      output.energy.friction += limit * abs(d)
      let arc = g.arc + d
      guides[k].arc = arc
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
