import SimMath

/// The hands' instruments as shapes that the thread cannot enter.
///
/// Each primitive of an instrument is a capsule for the thread. What lies in one when it comes, as with a change of
/// instruments, or when the thread is wedged so that it cannot give way, is let through: a shape holds the thread off from
/// when it is clear of it.
extension SutureState {
  /// How far a shape may be ahead of where the thread lets it be before the thread passes through, m.
  private static var wedged: Double { 0.002 }
  /// Furthest that an instrument moves in a tick; what goes further is another one, m.
  private static var jump: Double { 0.003 }
  /// Thread to either side of what jaws hold that may be between them, m: a pad's half width and a little.
  private static var held: Double { 0.002 }

  /// Moves a hand's instrument to where it is. In a tick, before the thread is solved.
  mutating func place(_ body: InstrumentBody, hand h: Int) {
    guard model.meetsInstruments else { return }
    for k in 0..<SutureModel.shapes {
      let slot = h * SutureModel.shapes + k
      guard k < body.count, !body.primitives[k].isBlade else {
        thread[obstacle: slot] = .none
        continue
      }
      let (part, core) = (body.primitives[k].part, body.primitives[k].core)
      var now = ThreadObstacle.capsule(
        from: Vector3D(body.worldPlace(core.a, part)), to: Vector3D(body.worldPlace(core.b, part)),
        radius: Double(core.radius), friction: model.thread.material.friction)
      let old = thread[obstacle: slot]
      if part != .body, grasps[h].isActive, grasps[h].part == .body {
        now.spared = held(byHand: h)
      } else if old.shape == .capsule, !isClear(of: now, of: old.spared) {
        // What jaws have let go is still between them.
        now.spared = old.spared
      }
      if old.shape == .capsule && isSame(old, now) {
        var moved = old
        (moved.a, moved.b, moved.spared) = (now.a, now.b, now.spared)
        thread[obstacle: slot] = moved
      } else {
        thread[obstacle: slot] = isClear(of: now) ? now : .none
      }
    }
  }

  /// Takes over what the thread does to the shapes of a hand's instrument where both are now. Before the instrument moves, or
  /// after the thread has been solved.
  mutating func press(_ body: InstrumentBody, hand h: Int) {
    guard model.meetsInstruments else { return }
    for k in 0..<SutureModel.shapes {
      let slot = h * SutureModel.shapes + k
      let o = thread[obstacle: slot]
      let size = o.force.length
      guard o.shape == .capsule, size > 0, k < body.count else {
        presses[slot] = ThreadPress()
        continue
      }
      // Where on the axis a force has this moment about the one end: (t along) x force = moment.
      let lever = (o.atB - o.atA).cross(o.force)
      let square = lever.lengthSquared
      let t = square > 0 ? Float(min(1, max(0, o.moment.dot(lever) / square))) : 0
      let (part, core) = (body.primitives[k].part, body.primitives[k].core)
      let place = core.a + t * (core.b - core.a)
      presses[slot] = ThreadPress(
        size: Float(min(size, mostPress)), way: Vector3((1 / size) * o.force), place: place,
        anchor: body.worldPlace(place, part))
    }
  }

  private func held(byHand h: Int) -> (first: Int32, last: Int32) {
    let (arc, length) = (thread[guide: h].arc, model.thread.segmentLength)
    return (Int32((max(0, arc - Self.held) / length).rounded(.down)), Int32((arc + Self.held) / length))
  }

  /// The same shape, moved as far as one may be in a tick, and not stuck.
  private func isSame(_ old: ThreadObstacle, _ now: ThreadObstacle) -> Bool {
    old.radius == now.radius && abs((old.b - old.a).length - (now.b - now.a).length) < 1e-5
      && (old.a - now.a).length < Self.jump && (old.atA - old.a).length < Self.wedged
      && (old.atB - old.b).length < Self.wedged
  }

  /// Whether nothing of the thread is in a shape but what it spares.
  private func isClear(of shape: ThreadObstacle) -> Bool {
    isClear(of: shape, of: (0, shape.sparedFirst - 1)) && isClear(of: shape, of: (shape.sparedLast + 1, .max))
  }

  /// Whether none of a run of segments is in a shape; a run that ends before it begins is none.
  private func isClear(of shape: ThreadObstacle, of run: (first: Int32, last: Int32)) -> Bool {
    let reach = shape.radius + 0.5 * model.thread.material.diameter + model.thread.skin
    let (first, last) = (max(0, Int(run.first)), min(model.thread.segmentCount - 1, Int(run.last)))
    guard first <= last else { return true }
    for i in first...last where !thread.isBroken(i) {
      let (p, q) = (thread.position(i), thread.position(i + 1))
      let (s, t) = ThreadSolver.nearest(p, q - p, shape.a, shape.b - shape.a, rounding: 0)
      if ((p + s * (q - p)) - (shape.a + t * (shape.b - shape.a))).length < reach { return false }
    }
    return true
  }
}
