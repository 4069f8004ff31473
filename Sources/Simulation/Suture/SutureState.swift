public import SimMath

/// The changing part of a suture in a scene. Owned by one thread at a time; all storage is made here.
public struct SutureState: ~Copyable {
  public let model: SutureModel
  public internal(set) var thread: ThreadState
  /// What the last tick did to the thread.
  public internal(set) var output = ThreadOutput()
  /// Where the punctures are now: a thread that is pulled too hard cuts on.
  let punctures: FixedBuffer<TissuePlace>
  /// The needle on the thread's first end; see `NeedleState.exists`.
  public internal(set) var needle: NeedleState
  /// The pledgets and snares that the thread runs through.
  public internal(set) var bolsters: BolsterState
  /// Of punctures that have their own, N; 0 where the tissue says it.
  private let tearForce: FixedBuffer<Double>
  /// How the tissue is pierced, and where its tetrahedra lie as loaded.
  let neighbours: TissueNeighbours
  /// Work of cutting through tissue since the start, J.
  public internal(set) var tearWork = 0.0
  var grasps = InlineArray<2, ThreadGrasp>(repeating: ThreadGrasp())
  /// What the thread does to the shapes of the hands' instruments; [hands][shapes]. Of the tick.
  var presses = InlineArray<10, ThreadPress>(repeating: ThreadPress())
  /// Hands whose blades have cut the thread in the last tick, bit by bit.
  var cutNow: UInt8 = 0

  /// The thread along its line, in all its punctures.
  init(model: SutureModel, _ neighbours: TissueNeighbours, vertices: UnsafeMutablePointer<Float>) {
    self.model = model
    self.neighbours = neighbours
    thread = ThreadState(model: model.thread, along: model.line)
    needle = NeedleState(model.needle, frame: model.needleFrame, rests: model.needleRests)
    bolsters = BolsterState(model.bolsters)
    let nowhere = TissuePlace(element: 0, share: InlineArray(repeating: 0))
    punctures = FixedBuffer(
      model.punctures.map(\.place) + [TissuePlace](repeating: nowhere, count: model.spare), padding: nowhere)
    tearForce = FixedBuffer(
      model.punctures.map { $0.tearForce ?? 0 } + [Double](repeating: 0, count: model.spare), padding: 0)
    for (k, p) in model.punctures.enumerated() {
      thread[guide: SutureModel.hands + k] = ThreadGuide(
        at: p.arc, position: Vector3D(p.place.tie(neighbours.tetrahedra.base).place(vertices)),
        stiffness: SutureModel.punctureStiffness, grip: p.grip, friction: p.friction)
    }
    for (b, bolster) in model.bolsters.enumerated() {
      for k in 0..<BolsterModel.mouthCount {
        thread[guide: model.guide(ofMouth: k, of: b)] = ThreadGuide(
          at: bolster.arcs[k], position: bolsters.mouth(k, of: b), stiffness: BolsterModel.mouthStiffness, grip: bolster.mouthGrip,
          friction: BolsterModel.mouthFriction)
      }
    }
    thread.keepBends()
    let first = model.meetsInstruments ? SutureModel.hands * SutureModel.shapes : 0
    for (k, o) in model.obstacles.enumerated() { thread[obstacle: first + k] = o }
  }

  /// Whether the thread is still in a puncture.
  public func isThreaded(_ puncture: Int) -> Bool { thread[guide: SutureModel.hands + puncture].isActive }
  /// Force of the thread on the tissue at a puncture after the last tick, N; zero where it is out.
  public func force(onPuncture k: Int) -> Vector3D {
    isThreaded(k) ? thread[guide: SutureModel.hands + k].force : .zero
  }
  /// Where a puncture's mouth is, m, and which piece of the thread is in it: length from the thread's first end at rest, m.
  public func position(ofPuncture k: Int) -> Vector3D { thread[guide: SutureModel.hands + k].position }
  public func arc(ofPuncture k: Int) -> Double { thread[guide: SutureModel.hands + k].arc }
  /// Whether a hand's jaws hold the thread, and with what force it pulls at them, N.
  public func isHeld(byHand h: Int) -> Bool { grasps[h].isActive }
  public func force(onHand h: Int) -> Vector3D { grasps[h].isActive ? thread[guide: h].force : .zero }

  /// What the thread does to a hand's instrument where it lies against it, N.
  public func force(onInstrument h: Int) -> Vector3D {
    guard model.meetsInstruments else { return .zero }
    return (0..<SutureModel.shapes).reduce(.zero) { $0 + thread[obstacle: h * SutureModel.shapes + $1].force }
  }

  var punctureCount: Int { punctures.count }
  /// What ties the tissue at a puncture, without a thread in it.
  /// - Parameter tetrahedra: ten vertices of each slot.
  func tie(_ puncture: Int, _ tetrahedra: UnsafeMutablePointer<Int32>) -> TissueTie { punctures[puncture].tie(tetrahedra) }

  /// Where the thread pulls a place to: its point there, or nearer where it would pull harder than it can bear.
  ///
  /// A tick in which the thread was not solved to its end may leave it with more; neither tissue nor a hand must feel that.
  func anchor(_ point: Vector3D, of guide: ThreadGuide) -> Vector3 {
    let stretch = point - guide.position
    let most = model.thread.material.strength / guide.stiffness
    let length = stretch.length
    return Vector3(length > most ? guide.position + (most / length) * stretch : point)
  }

  /// What the thread presses with at most, N: a tick that was not solved to its end may leave it with more than both of its
  /// ends can bear.
  var mostPress: Double { 2 * model.thread.material.strength }

  /// Hands on to the thread the mouths of channels that the needle has gone through with its blunt end. After a tick.
  mutating func followNeedle(_ vertices: UnsafeMutablePointer<Float>, _ paths: TissuePaths) {
    for k in 0..<needle.nodes.count where needle.nodes[k].status == .passed {
      needle.nodes.base[k].status = .free
      // Without a spare puncture the thread lies free.
      for p in model.punctures.count..<punctures.count where !isThreaded(p) {
        punctures[p] = needle.nodes[k].place
        let passed = SuturePuncture(
          punctures[p], arc: 0.25 * model.thread.segmentLength,
          grip: neighbours.puncture[paths.whole(Int(punctures[p].element))].threadGrip)
        thread[guide: SutureModel.hands + p] = ThreadGuide(
          at: passed.arc, position: Vector3D(tie(p, paths.tetrahedra).place(vertices)), stiffness: SutureModel.punctureStiffness,
          grip: passed.grip, friction: passed.friction)
        break
      }
    }
  }

  /// Lets the thread cut on where it pulls harder than the tissue bears. After a tick.
  ///
  /// The puncture moves through the tissue towards the thread until what is left of the pull is the tear-out force, a mouth in
  /// its surface; where that ends, and at the tissue's border from within, the thread is out. The walls of a cut are such a border.
  /// - Parameter vertices: positions, [N][4] m.
  mutating func tear(_ vertices: UnsafeMutablePointer<Float>, _ paths: TissuePaths) {
    // Forces of a tick that was not solved to its end rise and fall by chance: what lasts cuts on, what doesn't hardly does.
    let most = output.status.contains(.behind) ? 0.1 * Self.largestCut : Self.largestCut
    for k in 0..<punctures.count {
      let g = thread[guide: SutureModel.hands + k]
      guard g.isActive else { continue }
      let stretch = point(at: g.arc).place - Vector3D(tie(k, paths.tetrahedra).place(vertices))
      let length = stretch.length
      let own = tearForce[k]
      let bearable = own > 0 ? own : neighbours.puncture[paths.whole(Int(punctures[k].element))].tearForce
      let excess = length - bearable / g.stiffness
      guard excess > 0 else { continue }
      let way = min(excess, most)
      tearWork += bearable * way
      let isOut = punctures[k].slide(by: Vector3((way / length) * stretch), vertices: vertices, paths)
      if isOut { thread[guide: SutureModel.hands + k].isActive = false }
    }
  }

  /// Furthest that a thread cuts in a tick, m: 0.1 m/s.
  private static var largestCut: Double { 1e-4 }

  /// Takes hold of the thread where a hand's jaws have closed on it, and lets it go where they have opened. After a
  /// tick.
  /// - Parameter tool: the instrument's state, for where it was a tick ago.
  mutating func updateGrasp(_ body: InstrumentBody, _ tool: ToolState, hand h: Int) {
    guard body.constants.hasJaw else {
      release(hand: h)
      return
    }
    if let blades = BladePair(body, angle: body.pose.jaw), let before = BladePair(body, angle: tool.previousJaw) {
      if grasps[h].part == .body { release(hand: h) }
      updateBlades(blades, before: before, body, tool, hand: h)
      return
    }
    if grasps[h].part != .body { release(hand: h) }
    let diameter = Float(model.thread.material.diameter)
    if grasps[h].isActive {
      if body.jawGap(at: grasps[h].place.y) > 2 * diameter {
        grasps[h].isActive = false
        thread[guide: h].isActive = false
      }
    } else if !grasps[h].wasClosed && body.jawGap(at: 0) <= diameter {
      take(body, hand: h)
    }
    grasps[h].wasClosed = body.jawGap(at: 0) <= diameter
  }

  /// Lets a hand's instrument hold nothing of the thread.
  mutating func release(hand h: Int) {
    grasps[h] = ThreadGrasp()
    thread[guide: h].isActive = false
  }

  /// The piece of thread that is nearest to the middle of the pads, if any is between them.
  private mutating func take(_ body: InstrumentBody, hand h: Int) {
    let reach = ThreadGrasp.reach(body.constants.jaw)
    var best = Float.infinity
    var arc = 0.0
    for i in 0..<model.thread.segmentCount where !thread.isBroken(i) {
      let p = body.local(Vector3(0.5 * (thread.position(i) + thread.position(i + 1))), .body)
      // As far to the side as the pads were open a moment ago.
      guard abs(p.z) < ThreadGrasp.halfWidth, p.y > 0, p.y < reach, abs(p.x) < 0.001 else { continue }
      let off = abs(p.z) + abs(p.y - 0.5 * reach)
      if off < best {
        best = off
        arc = (Double(i) + 0.5) * model.thread.segmentLength
        grasps[h].place = p
      }
    }
    guard best < .infinity else { return }
    grasps[h].isActive = true
    let place = Vector3D(body.worldPlace(grasps[h].place))
    grasps[h].anchor = Vector3(place)
    thread[guide: h] = ThreadGuide(at: arc, position: place, stiffness: SutureModel.graspStiffness, grip: 0)
  }

  /// Place of the thread at a length from its first end, m, and its velocity there, m/s.
  func point(at arc: Double) -> (place: Vector3D, velocity: Vector3D) {
    let seat = ThreadSeat(
      at: arc / model.thread.segmentLength, segments: model.thread.segmentCount, broken: thread.broken.base)
    return (seat.sum(seat.weight, thread.x.base), seat.sum(seat.weight, thread.v.base))
  }
}
