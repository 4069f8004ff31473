import Frames
import SimMath
import Validation

@testable import Simulation

/// Random operations on a pad with two threads on needles, one for each tick.
struct SewnStorm {
  struct Result {
    /// Of everything that can be hashed, every hundred ticks.
    var hashes: [UInt64] = []
    /// Tetrahedra that were cut, holes that threads were put through, and holes that they came out of.
    var cuts = 0
    var stitched = 0
    var freed = 0
    /// J.
    var largestEnergy = 0.0
    var fault: String?
  }

  private let model: SimulationModel
  private var random: Random
  private var targets: [Vector3D] = [Vector3D(0, 0.02, 0), Vector3D(0.01, 0.02, 0.01)]
  private var places: [Vector3D] = [Vector3D(0, 0.02, 0), Vector3D(0.01, 0.02, 0.01)]
  private var turns: [Double] = [0, 0]
  private var grip: Float = 0

  /// How many times as hard as usual all is pushed, pulled and drawn.
  private let strength: Double

  init(seed: UInt64, strength: Double = 1) throws {
    model = try Self.scene()
    random = Random(seed: seed)
    self.strength = strength
  }

  private static func scene() throws -> SimulationModel {
    try SewnPad(
      [
        SewnPad.Stitch(Vector3D(-0.004_3, -1e-4, 0.001), Vector3D(0.003_7, -1e-4, 0.000_6)),
        SewnPad.Stitch(Vector3D(-0.009_3, -1e-4, -0.006), Vector3D(-0.003_2, -1e-4, -0.009_6), tearForce: 0.3),
      ], cells: (4, 4, 2), spare: 6, cuts: 120,
      tools: [InstrumentScene.instrument(.scalpel), InstrumentScene.instrument(.forceps)], inHand: [.scalpel, .forceps],
      meetsInstruments: true
    ).model
  }

  private mutating func number(_ a: Double, _ b: Double) -> Double { random.uniform(a, b) }
  private mutating func point(_ most: Double) -> Vector3D {
    Vector3D(number(-most, most), number(-most, most), number(-most, most))
  }
  private mutating func placeInPad() -> Vector3D {
    Vector3D(number(-0.018, 0.018), number(-0.009, 0), number(-0.018, 0.018))
  }

  mutating func run(
    ticks: Int, workers: Int = 1, lanes: LaneWidth = .widest, restoreAt: Int? = nil
  ) throws -> Result {
    var result = Result()
    var state = SimulationState(model: model)
    let team = WorkerTeam(workers: workers, lanes: lanes)
    defer { team.stop() }
    var hash = StateHash()
    for k in 0..<ticks {
      if k == restoreAt { state = try SimulationState(model: model, restoring: state.save()) }
      // A new pad when the old one is used up.
      if k % 1000 == 999 { state = SimulationState(model: model) }
      let before = threaded(state)
      operate(&state, &result)
      let output = step(model, &state, input(state.nextTick), on: team)
      result.freed += max(0, before - threaded(state))
      result.cuts += (0..<Int(output.eventCount)).reduce(0) {
        $0 + (output.events[$1].kind == .tissueCut ? Int(output.events[$1].argument) : 0)
      }
      hash.combine(UInt64(output.digest))
      let energy = Double(output.ledger.kinetic + output.ledger.elastic + output.ledger.contact)
      result.largestEnergy = max(result.largestEnergy, energy)
      var fault = k % 10 == 9 ? SewnPad.fault(state, model) : nil
      if !energy.isFinite { fault = "energy" }
      for h in 0..<2 where output.hands[h].status.contains(.quarantined) { fault = fault ?? "hand \(h)" }
      if let fault {
        result.fault = "tick \(k): \(fault)"
        return result
      }
      guard k % 100 == 99 else { continue }
      for v in 0..<state.vertexCount { hash.combine(state.position(ofVertex: v)) }
      result.hashes.append(hash.value)
    }
    if result.fault == nil { result.fault = left(&state, team) }
    return result
  }

  /// Lets all threads and needles out, as a sentence of what then still holds the tissue.
  private func left(_ state: inout SimulationState, _ team: WorkerTeam) -> String? {
    for s in 0..<state.sutureCount {
      for g in 0..<state.sutures.base[s].thread.guides.count { state.sutures.base[s].thread[guide: g].isActive = false }
      for h in 0..<2 { state.sutures.base[s].release(hand: h) }
      for k in 0..<state.sutures.base[s].needle.nodes.count { state.sutures.base[s].needle.nodes[k] = NeedleNode() }
      state.sutures.base[s].needle.tip = NeedleTip()
    }
    for h in 0..<2 { state.edges.release(hand: h) }
    _ = step(model, &state, .untouched(state.nextTick), on: team)
    let ties = (0..<state.contact.ties.count).filter { state.contact.ties[$0].isActive }
    return ties.isEmpty ? nil : "ties \(ties) are left"
  }

  private func threaded(_ state: borrowing SimulationState) -> Int {
    (0..<state.sutureCount).reduce(0) { sum, s in
      sum + state.withSuture(s) { own in (0..<own.punctureCount).filter { own.isThreaded($0) }.count }
    }
  }

  private mutating func input(_ tick: Tick) -> InputFrame {
    for h in 0..<2 {
      let way = targets[h] - places[h]
      let length = way.length
      if length > 1e-4 { places[h] += min(1, strength * 0.000_15 / length) * way }
    }
    func pose(_ h: Int) -> Pose {
      Pose(position: Vector3(places[h]), orientation: Quaternion(axis: Vector3(0, 1, 0), angle: Float(turns[h])))
    }
    return InputFrame(
      tick: tick, pose: pose(0), flags: [.connected], second: HandInput(pose: pose(1), grip: grip, flags: [.connected]))
  }

  // MARK: Operations

  private mutating func operate(_ state: inout SimulationState, _ result: inout Result) {
    let s = Int(random.next() % UInt64(state.sutureCount))
    switch random.next() % 10 {
    case 0:
      // A short blade out of nowhere.
      guard random.next() % 4 == 0 else { return }
      let (p, q, m) = (placeInPad(), point(0.008), point(0.008))
      let before = state.elementCount
      state.cut(model, BladeSweep(before: (Vector3(p - q), Vector3(p + q)), after: (Vector3(p + m - q), Vector3(p + m + q))))
      result.cuts += state.elementCount - before
    case 1:
      // A plane.
      guard random.next() % 20 == 0 else { return }
      let (p, q) = (placeInPad(), point(1).normalized)
      let way = q.cross(point(1)).normalized
      let before = state.elementCount
      for i in -8..<8 {
        func at(_ i: Int) -> (Vector3, Vector3) {
          let middle = p + 0.001 * Double(i) * way
          return (Vector3(middle - 0.01 * q), Vector3(middle + 0.01 * q))
        }
        state.cut(model, BladeSweep(before: at(i), after: at(i + 1)))
      }
      result.cuts += state.elementCount - before
    case 2: pass(&state, s, &result)
    case 3: pull(&state, s)
    case 4: take(&state, s)
    case 5:
      let v = Int(random.next() % UInt64(state.vertexCount))
      state.setLoad(Vector3(point(0.02 * strength)), onVertex: v)
    case 6:
      let v = Int(random.next() % UInt64(state.vertexCount))
      state.setVelocity(Vector3(point(0.5 * strength)), ofVertex: v)
    case 7:
      guard random.next() % 8 == 0 else { return }
      let h = Int(random.next() % 2)
      targets[h] = Vector3D(number(-0.016, 0.016), h == 0 ? number(-0.008, 0.004) : number(-0.002, 0.01), number(-0.016, 0.016))
      turns[h] = number(-1.5, 1.5)
      if h == 1 { grip = random.next() % 2 == 0 ? 0.9 : 0 }
    case 8:
      guard random.next() % 8 == 0 else { return }
      state.sutures.base[s].needle.setVelocity(point(0.3 * strength), turning: point(30 * strength))
    default: break
    }
  }

  /// A needle has gone through somewhere with its blunt end: its thread takes the hole over.
  private mutating func pass(_ state: inout SimulationState, _ s: Int, _ result: inout Result) {
    guard random.next() % 2 == 0 else { return }
    let count = state.sutures.base[s].needle.nodes.count
    guard let k = (0..<count).first(where: { state.sutures.base[s].needle.nodes[$0].status == .free }) else { return }
    // Where the thread's end is, or the needle would have to be.
    let near = state.sutures.base[s].thread.position(0)
    var best: TissuePlace?
    var least = 0.015
    for _ in 0..<20 {
      let w = Int(random.next() % UInt64(state.elementCount))
      var share = InlineArray<4, Float>(repeating: 0)
      for i in 0..<4 { share[i] = Float(number(0.02, 1)) }
      let sum = (share[0] + share[1]) + (share[2] + share[3])
      for i in 0..<4 { share[i] /= sum }
      let place = TissuePlace(element: Int32(w), share: share)
      if let level = SewnPad.level(state, model, place), level <= 0 { continue }
      let p = Vector3D(place.tie(state.cut.tetrahedra.base).place(state.tissue.positions.base))
      if (p - near).length < least {
        least = (p - near).length
        best = place
      }
    }
    guard let best else { return }
    var node = NeedleNode()
    node.status = .passed
    node.isMouth = true
    node.bite = -1
    node.place = best
    state.sutures.base[s].needle.nodes[k] = node
    result.stitched += 1
  }

  /// Something that stands still takes a piece of thread, or lets it go.
  private mutating func pull(_ state: inout SimulationState, _ s: Int) {
    guard !state.sutures.base[s].grasps[0].isActive else { return }
    let segments = state.sutures.base[s].model.thread.segmentCount
    let length = state.sutures.base[s].model.thread.segmentLength
    guard random.next() % 4 == 0 else { return }
    if state.sutures.base[s].thread[guide: 1].isActive {
      state.sutures.base[s].thread[guide: 1].position += point(0.000_5 * strength)
      if random.next() % 2 == 0 { state.sutures.base[s].thread[guide: 1].isActive = false }
      return
    }
    let arc = number(0.01, 0.99) * Double(segments) * length
    let place = state.sutures.base[s].point(at: arc).place
    state.sutures.base[s].thread[guide: 1] = ThreadGuide(
      at: arc, position: place + point(0.001 * strength), stiffness: 5000, grip: random.next() % 2 == 0 ? .infinity : 0.05)
  }

  /// The second hand's jaws take a piece of thread.
  private mutating func take(_ state: inout SimulationState, _ s: Int) {
    guard random.next() % 16 == 0, !state.sutures.base[s].grasps[1].isActive, !state.sutures.base[s].thread[guide: 1].isActive
    else { return }
    let body = state.body(model, 1)
    grip = 0.9
    let segments = state.sutures.base[s].model.thread.segmentCount
    let arc = number(0.05, 0.95) * Double(segments) * state.sutures.base[s].model.thread.segmentLength
    let place = state.sutures.base[s].point(at: arc).place
    state.sutures.base[s].grasps[1].isActive = true
    state.sutures.base[s].grasps[1].part = .body
    state.sutures.base[s].grasps[1].place = body.local(Vector3(place), .body)
    state.sutures.base[s].grasps[1].anchor = Vector3(place)
    state.sutures.base[s].thread[guide: 1] = ThreadGuide(at: arc, position: place, stiffness: SutureModel.graspStiffness, grip: 0)
  }
}
