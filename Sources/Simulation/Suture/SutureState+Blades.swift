import SimMath

/// Scissors on a thread. A blade that reaches a strand which lies between the two pushes it on, through the same guide by
/// which jaws hold a thread; where the edges meet they cut it.
extension SutureState {
  /// How far behind an edge a strand may be that the edge still pushes, m: about half of a blade's thickness.
  static var blade: Float { 0.000_2 }

  /// After a tick.
  /// - Parameters:
  ///   - blades: as they are now; `before`: a tick ago.
  ///   - tool: the instrument's state, for where it was a tick ago.
  mutating func updateBlades(
    _ blades: BladePair, before: BladePair, _ body: InstrumentBody, _ tool: ToolState, hand h: Int
  ) {
    guard grasps[h].isActive else {
      reach(blades, before, body, tool, hand: h)
      return
    }
    let place = body.local(Vector3(point(at: thread[guide: h].arc).place), .body)
    let edges = blades.edges(at: place.y)
    if let edges, edges.positive <= edges.negative {
      cut(at: thread[guide: h].arc, hand: h)
      return
    }
    let push = body.local(direction: Vector3(thread[guide: h].force), .body).x
    let leaves = grasps[h].part == .positiveJaw ? push < 0 : push > 0
    if edges == nil || leaves { release(hand: h) }
  }

  /// Takes the first strand that was between the edges and is not any more.
  private mutating func reach(
    _ blades: BladePair, _ before: BladePair, _ body: InstrumentBody, _ tool: ToolState, hand h: Int
  ) {
    for i in 0..<model.thread.segmentCount where !thread.isBroken(i) {
      let (a, b) = (Vector3(thread.position(i)), Vector3(thread.position(i + 1)))
      let (p, q) = (body.local(a, .body), body.local(b, .body))
      guard (p.z < 0) != (q.z < 0) else { continue }
      let share = p.z / (p.z - q.z)
      let now = p + share * (q - p)
      let old = placeBefore(segment: i, share: Double(share), body, tool)
      guard let edges = blades.edges(at: now.y), let last = before.edges(at: old.y), last.negative < last.positive,
        old.x > last.negative - Self.blade, old.x < last.positive + Self.blade
      else { continue }
      let isAtPositive = now.x >= edges.positive && now.x - edges.positive > old.x - last.positive
      let isAtNegative = now.x <= edges.negative && now.x - edges.negative < old.x - last.negative
      guard isAtPositive || isAtNegative else { continue }
      let arc = (Double(i) + Double(share)) * model.thread.segmentLength
      guard edges.negative < edges.positive else {
        cut(at: arc, hand: h)
        return
      }
      let place = a + share * (b - a)
      grasps[h].isActive = true
      grasps[h].part = isAtPositive ? .positiveJaw : .negativeJaw
      grasps[h].place = body.local(place, grasps[h].part)
      grasps[h].anchor = place
      thread[guide: h] = ThreadGuide(
        at: arc, position: Vector3D(place), stiffness: SutureModel.graspStiffness, grip: 0,
        friction: Double(body.padFriction))
      return
    }
  }

  /// Where a piece of the thread was before the tick in the tool's axes of then, m.
  private func placeBefore(segment i: Int, share: Double, _ body: InstrumentBody, _ tool: ToolState) -> Vector3 {
    func at(_ k: Int) -> Vector3D { Vector3D(thread.previous[3 * k], thread.previous[3 * k + 1], thread.previous[3 * k + 2]) }
    let place = Vector3(at(i) + share * (at(i + 1) - at(i)))
    return tool.previousOrientation.conjugate.rotate(place - tool.previous) + body.constants.center
  }

  /// Cuts the segment at a length from the thread's first end, or the next to it that nothing else holds.
  private mutating func cut(at arc: Double, hand h: Int) {
    release(hand: h)
    let first = Int(arc / model.thread.segmentLength)
    for k in 0..<5 {
      // This one, the next, the last, and those behind them.
      let i = first + (k % 2 == 1 ? (k + 1) / 2 : -k / 2)
      guard i >= 0, i < model.thread.segmentCount, !thread.isBroken(i), !isGuided(i) else { continue }
      thread.cut(i)
      cutNow |= 1 << UInt8(h)
      return
    }
  }

  private func isGuided(_ segment: Int) -> Bool {
    for k in 0..<thread.guides.count {
      let g = thread.guides[k]
      if g.isActive && min(model.thread.segmentCount - 1, Int(g.arc / model.thread.segmentLength)) == segment { return true }
    }
    return false
  }
}
