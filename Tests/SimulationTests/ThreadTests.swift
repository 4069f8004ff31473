import CAllocationProbe
import SimMath
import Testing
import Validation

@testable import Simulation

@Suite(.serialized) struct ThreadTests {
  /// A loop of stiff thread that is drawn round a post, over a plane and against itself by two hands at 0.2 m/s, let
  /// slip by one, and turned: everything that a tick can meet.
  private struct Scene: ~Copyable {
    let model: ThreadModel
    var state: ThreadState
    private var k = 0

    static func model() -> ThreadModel {
      ThreadModel(material: ThreadMaterial(.size3_0, .polypropylene), segments: 160, length: 0.12)
    }

    init(_ model: ThreadModel) {
      self.model = model
      state = ThreadState(
        model: model,
        along: (0...60).map { k in
          let (s, c) = Trigonometry.sincos(0.2 * Double(k))
          return Vector3D(0.012 * c, 0.012 * s, 0.006 + 0.0004 * Double(k))
        })
      state[guide: 0] = ThreadGuide(at: 0.001, position: state.position(1), grip: 0.4, friction: 0.3)
      state[guide: 1] = ThreadGuide(at: 0.12, position: state.position(160), holdsTwist: true)
      state[guide: 2] = ThreadGuide(at: 0.06, position: state.position(80), holdsTwist: true)
      state[obstacle: 0] = .halfSpace(through: .zero, normal: Vector3D(0, 0, 1), friction: 0.3)
      state[obstacle: 1] = .capsule(
        from: Vector3D(0.004, 0, -0.01), to: Vector3D(0.004, 0, 0.05), radius: 0.002, friction: 0.2)
    }

    init(_ model: ThreadModel, _ bytes: [UInt8], tick: Int) throws {
      self.model = model
      state = try ThreadState(model: model, restoring: bytes)
      k = tick
    }

    mutating func tick() -> ThreadOutput {
      let (s, c) = Trigonometry.sincos(0.01 * Double(k))
      state[guide: 1].position += Vector3D(1.5e-4 * c, 1.5e-4 * s, -2e-5 * s)
      state[guide: 1].roll += 0.01
      state[guide: 2].position += Vector3D(-1e-4 * s, 1e-4 * c, 0)
      state[obstacle: 1].a += Vector3D(5e-5 * s, 0, 0)
      state[obstacle: 1].b += Vector3D(5e-5 * s, 0, 0)
      if k == 700 { state.cut(40) }
      k += 1
      return state.advance(model)
    }
  }

  @Test func sameBitsEveryTimeAndAfterRestoring() throws {
    let model = Scene.model()
    var one = Scene(model)
    var touched = 0
    var saved: [UInt8] = []
    var outputs: [ThreadOutput] = []
    for k in 0..<900 {
      if k == 500 { saved = one.state.save() }
      let out = one.tick()
      if out.contactCount > 0 { touched += 1 }
      if k >= 500 { outputs.append(out) }
    }
    #expect(touched > 300)
    var two = Scene(model)
    for _ in 0..<900 { _ = two.tick() }
    #expect(two.state.hash == one.state.hash)
    #expect(two.state.save() == one.state.save())
    var three = try Scene(model, saved, tick: 500)
    var again: [ThreadOutput] = []
    for _ in 500..<900 { again.append(three.tick()) }
    #expect(again == outputs)
    #expect(three.state.save() == one.state.save())
  }

  @Test func damagedStatesAreRefused() throws {
    let model = Scene.model()
    let scene = Scene(model)
    let saved = scene.state.save()
    #expect(throws: StateError.malformed) { _ = try ThreadState(model: model, restoring: []) }
    #expect(throws: StateError.malformed) { _ = try ThreadState(model: model, restoring: Array(saved.dropLast(5))) }
    #expect(throws: StateError.malformed) { _ = try ThreadState(model: model, restoring: saved + [0]) }
    var later = saved
    later[4] = 9
    #expect(throws: StateError.version(found: 9, expected: 5)) { _ = try ThreadState(model: model, restoring: later) }
    let other = ThreadModel(material: model.material, segments: 20, length: 0.1)
    #expect(throws: StateError.otherModel) { _ = try ThreadState(model: other, restoring: saved) }
  }

  @Test func tickDoesNotAllocate() {
    let model = Scene.model()
    var scene = Scene(model)
    let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: scene.state.savedCapacity, alignment: 16)
    defer { bytes.deallocate() }
    var touched = 0
    allocation_probe_start()
    for k in 0..<1000 {
      if scene.tick().contactCount > 0 { touched += 1 }
      if k % 100 == 0 { _ = scene.state.save(into: bytes) }
    }
    let count = allocation_probe_stop()
    #expect(count == 0)
    #expect(touched > 300)
  }

  /// The closed forms of `systole validate thread`, each within its bound.
  @Test func closedFormsHold() {
    let cases = ThreadCases.all()
    #expect(cases.count >= 15)
    for c in cases { #expect(c.ok, "\(c.id): \(c.ours) against \(c.reference)") }
  }

  /// Two crossed strands are driven against each other at 1 m/s, ten diameters in a tick: neither passes the other.
  @Test(arguments: [1.0, 3.0]) func strandsDoNotPassThroughEachOther(speed: Double) {
    let material = ThreadMaterial(.size5_0, .polypropylene)
    let model = ThreadModel(material: material, segments: 101, length: 0.1, gravity: .zero)
    var state = ThreadState(model: model, along: [.zero, Vector3D(1, 0, 0)])
    // One chain, cut in its middle: the first half along x, the second above it along y.
    for i in 0...50 { state.setPosition(Vector3D(0.000_99 * Double(i) - 0.025, 0, 0), of: i) }
    for i in 51...101 { state.setPosition(Vector3D(0, 0.000_99 * Double(i - 51) - 0.025, 0.01), of: i) }
    state.cut(50)
    let l = model.segmentLength
    for (k, i) in [0, 50, 51, 101].enumerated() {
      // Soft enough that the held ends can give way to the other strand.
      state[guide: k] = ThreadGuide(at: l * Double(i), position: state.position(i), stiffness: 50)
    }
    for _ in 0..<Int(20 / speed) {
      for k in 2..<4 { state[guide: k].position += Vector3D(0, 0, -1e-3 * speed) }
      _ = state.advance(model)
    }
    for _ in 0..<100 { _ = state.advance(model) }
    var (low, high) = (Double.infinity, Double.infinity)
    for i in 0...50 { low = min(low, abs(state.position(i).x)) }
    for i in 51...101 { high = min(high, abs(state.position(i).y)) }
    let lower = (0...50).first { abs(state.position($0).x) == low }!
    let upper = (51...101).first { abs(state.position($0).y) == high }!
    // Hands are far below, the strand still lies on the other one.
    #expect(state[guide: 2].position.z < -0.005)
    #expect(state.position(upper).z - state.position(lower).z > 0.5 * material.diameter)
  }

  /// A needle-thin rod goes through the middle of a held thread at 1 m/s: it takes the thread along.
  @Test func rodDoesNotPassThroughTheThread() {
    let material = ThreadMaterial(.size6_0, .polypropylene)
    let model = ThreadModel(material: material, segments: 100, length: 0.06, gravity: .zero)
    var state = ThreadState(model: model, along: [Vector3D(-0.03, 0, 0), Vector3D(1, 0, 0)])
    state[guide: 0] = ThreadGuide(at: 0, position: state.position(0), grip: 0.05)
    state[obstacle: 0] = .capsule(
      from: Vector3D(0, -0.01, 0.004), to: Vector3D(0, 0.01, 0.004), radius: 0.000_2, friction: 0.1)
    for _ in 0..<12 {
      state[obstacle: 0].a += Vector3D(0, 0, -0.001)
      state[obstacle: 0].b += Vector3D(0, 0, -0.001)
      _ = state.advance(model)
    }
    for _ in 0..<20 { _ = state.advance(model) }
    #expect(abs(state[obstacle: 0].a.z + 0.008) < 1e-12)
    var lowest = 0.0
    for i in 0..<model.vertexCount where abs(state.position(i).x) < 0.000_6 {
      lowest = min(lowest, state.position(i).z)
    }
    #expect(lowest < -0.007)
  }

  @Test func threadBreaksAtItsStrengthAndNotBefore() {
    let material = ThreadMaterial(.size6_0, .polypropylene)
    let model = ThreadModel(material: material, segments: 60, length: 0.06, gravity: .zero)
    var state = ThreadState(model: model, along: [.zero, Vector3D(1, 0, 0)])
    state[guide: 0] = ThreadGuide(at: 0, position: .zero)
    state[guide: 1] = ThreadGuide(at: 0.06, position: Vector3D(0.06, 0, 0))
    var borne = 0.0
    for _ in 0..<4000 {
      state[guide: 1].position += Vector3D(3e-7, 0, 0)
      let out = state.advance(model)
      if out.brokenSegment >= 0 {
        #expect(out.status.contains(.broke) && state.isBroken(out.brokenSegment))
        break
      }
      borne = out.largestTension
    }
    #expect(abs(borne / material.strength - 1) < 0.05)
    for _ in 0..<50 { _ = state.advance(model) }
    #expect(state[guide: 1].force.length < 0.01)
  }

  @Test func cutThreadFallsInTwo() {
    let model = ThreadModel(material: ThreadMaterial(.size4_0, .polypropylene), segments: 60, length: 0.06)
    var state = ThreadState(model: model, along: [.zero, Vector3D(0, 0, -1)])
    state[guide: 0] = ThreadGuide(at: 0, position: .zero)
    for _ in 0..<50 { _ = state.advance(model) }
    state.cut(30)
    for _ in 0..<100 { _ = state.advance(model) }
    #expect(abs(state.position(30).z + 0.03) < 1e-4)
    // Half g t2.
    #expect(abs(state.position(60).z + 0.06 + 0.5 * 9.81 * 0.01) < 2e-3)
  }

  /// A guide holds up to its grip and then lets the thread through at that force; the work of the hand becomes heat
  /// there.
  @Test func guideSlipsAtItsGrip() {
    let model = ThreadModel(
      material: ThreadMaterial(.size5_0, .polypropylene), segments: 100, length: 0.1, gravity: .zero)
    var state = ThreadState(model: model, along: [.zero, Vector3D(1, 0, 0)])
    state[guide: 0] = ThreadGuide(at: 0.05, position: state.position(50), grip: 0.8)
    state[guide: 1] = ThreadGuide(at: 0.1, position: state.position(100))
    var (work, heat) = (0.0, 0.0)
    for k in 0..<1000 {
      state[guide: 1].position += Vector3D(2e-5, 0, 0)
      let out = state.advance(model)
      if k >= 500 {
        work += out.energy.work
        heat += out.energy.friction
        #expect(abs(state[guide: 0].force.length - 0.8) < 0.02)
      }
    }
    #expect(abs(state[guide: 0].arc - 0.03) < 5e-4)
    #expect(abs(heat / work - 1) < 0.05)
    // The other way it sticks first.
    let arc = state[guide: 0].arc
    for _ in 0..<20 {
      state[guide: 1].position += Vector3D(-5e-6, 0, 0)
      _ = state.advance(model)
    }
    #expect(abs(state[guide: 0].arc - arc) < 1e-5)
  }

  /// Drawn round a bend in a guide, however sharp, the thread runs at the guide's grip and as far as it is drawn.
  @Test(arguments: [0.5, 1.6, 2.6, 3.0]) func aBentThreadRunsThroughAGuide(turn: Double) {
    let model = ThreadModel(material: ThreadMaterial(.size7_0, .polypropylene), segments: 100, length: 0.1, gravity: .zero)
    let (s, c) = Trigonometry.sincos(turn)
    let out = Vector3D(c, s, 0)
    var state = ThreadState(model: model, along: [Vector3D(-0.05, 0, 0), .zero, 0.05 * out])
    state[guide: 0] = ThreadGuide(at: 0.05, position: .zero, stiffness: 2000, grip: 0.02, friction: 0.1)
    state[guide: 1] = ThreadGuide(at: 0.1, position: state.position(100))
    // The fold springs open first.
    for _ in 0..<300 { _ = state.advance(model) }
    let arc = state[guide: 0].arc
    var largest = 0.0
    for _ in 0..<300 {
      state[guide: 1].position += 1e-4 * out
      _ = state.advance(model)
      largest = max(largest, state[guide: 0].force.length)
    }
    #expect(largest > 0.018 && largest < 0.025, "\(largest) N")
    #expect(abs(arc - state[guide: 0].arc - 0.03) < 0.001, "\(arc - state[guide: 0].arc)")
  }

  /// A slack coil in six places that swing by 4 mm, now and then against itself: next to no mass and no tension, so next to no
  /// force.
  @Test(arguments: [0.003, 0.008]) func aShakenCoilPullsAtNothing(radius: Double) {
    let model = ThreadModel(material: ThreadMaterial(.size7_0, .polypropylene), segments: 150, length: 0.15)
    var state = ThreadState(
      model: model,
      along: (0...600).map { k in
        let (s, c) = Trigonometry.sincos(0.000_3 * Double(k) / radius)
        return Vector3D(radius * (c - 1), radius * s, 8.6e-8 * Double(k) / radius)
      })
    state.keepBends()
    let places = (0..<6).map { state.position(20 * $0 + 20) }
    for g in 0..<6 {
      state[guide: g] = ThreadGuide(
        at: 0.02 * Double(g + 1), position: places[g], stiffness: 2000, grip: 0.02, friction: 0.1)
    }
    var largest = 0.0
    for k in 0..<3000 {
      for g in 0..<6 {
        let (s, c) = Trigonometry.sincos(0.02 * Double(k) + Double(g))
        state[guide: g].position = places[g] + Vector3D(0.002 * s, 0.002 * (c - 1), 0)
      }
      _ = state.advance(model)
      for g in 0..<6 where k > 0 && state[guide: g].isActive { largest = max(largest, state[guide: g].force.length) }
    }
    #expect(largest < 0.3, "\(largest) N")
  }

  /// What contacts, guides and shapes do to each other adds up to nothing.
  @Test func forcesOnOwnersBalanceTheWeight() {
    let material = ThreadMaterial(.size2_0, .polypropylene)
    let model = ThreadModel(material: material, segments: 80, length: 0.08)
    var state = ThreadState(
      model: model,
      along: (0...40).map { Vector3D(0.002 * Double($0), 0.003 * Trigonometry.sin(0.4 * Double($0)), 0.001) })
    state[guide: 0] = ThreadGuide(at: 0, position: state.position(0) + Vector3D(0, 0, 0.01))
    state[obstacle: 0] = .halfSpace(through: .zero, normal: Vector3D(0, 0, 1), friction: 0.5)
    for _ in 0..<3000 { _ = state.advance(model) }
    let sum = state[guide: 0].force + state[obstacle: 0].force
    let weight = material.lineDensity * 0.08 * 9.81
    #expect((sum + Vector3D(0, 0, weight)).length < 0.02 * weight)
  }

  @Test func sizesAndMaterialsAreInOrder() {
    var last = Double.infinity
    for size in SutureSize.allCases {
      for material in SutureMaterial.allCases {
        let m = ThreadMaterial(size, material)
        #expect(size.diameterLimits.contains(m.diameter))
        #expect(m.strength * m.knotShare >= 0.999 * size.knotPullMinimum)
        #expect(m.axialStiffness >= 500 && m.bendingStiffness > 0 && m.yieldCurvature > 0)
      }
      #expect(size.diameter < last)
      last = size.diameter
    }
  }

  /// A hand draws a loop in through two holes: as long as there is loop left it feels their friction, and nothing in the thread
  /// pulls with more than its loop's bending and its weight, however the loop turns over and runs into itself.
  @Test(arguments: [1, -1, 0.3, 0.7]) func aLoopThatIsDrawnInPullsAtNothing(across: Double) {
    let model = ThreadModel(material: ThreadMaterial(.size7_0, .polypropylene), segments: 120, length: 0.12, gravity: .zero)
    let hole = Vector3D(0.004, 0, 0)
    let end = hole + 0.006 * Vector3D(0.6, 0.8 * across, 0)
    let line = [
      Vector3D(0, 0, 0.03), .zero, Vector3D(-0.003, 0.012, 0), Vector3D(0.008, 0.014 * across, 0.002), hole, end,
    ]
    var arcs = [0.0]
    for (a, b) in zip(line, line.dropFirst()) { arcs.append(arcs.last! + (b - a).length) }
    var state = ThreadState(model: model, along: line)
    func guide(_ k: Int, _ place: Vector3D, grip: Double) -> ThreadGuide {
      let first = Int(1000 * arcs[k]) - 3
      let nearest = (max(0, first)...min(119, first + 6)).min {
        (state.position($0) - place).length < (state.position($1) - place).length
      }!
      return ThreadGuide(at: 0.001 * Double(nearest), position: place, stiffness: 2000, grip: grip, friction: grip < 1 ? 0.1 : 0)
    }
    // At rest before it is drawn.
    for grip in [Double.infinity, 0.004] {
      state[guide: 0] = guide(1, .zero, grip: grip)
      state[guide: 1] = guide(4, hole, grip: grip)
      if grip == .infinity {
        state[guide: 2] = guide(5, end, grip: grip)
        state[guide: 3] = ThreadGuide(at: 0, position: state.position(0))
      }
      for _ in 0..<400 {
        _ = state.advance(model)
        for i in 0..<state.v.count { state.v[i] *= 0.5 }
      }
    }
    var ticks = 0
    var tense = 0
    var isTaut = false
    while !isTaut && ticks < 800 {
      state[guide: 3].position += Vector3D(0, 0, 8e-5)
      let output = state.advance(model)
      ticks += 1
      let loop = state[guide: 1].arc - state[guide: 0].arc - hole.x
      let pull = state[guide: 3].force.length
      isTaut = loop < 0.001 && pull > 0.1
      guard !isTaut else { break }
      if output.largestTension > 0.3 { tense += 1 }
      #expect(pull < 0.3)
      #expect(!output.status.contains(.broke))
    }
    #expect(isTaut)
    #expect(tense < ticks / 12)
  }

  /// A running suture that a hand has drawn and lets go comes to rest, in all its holes: nothing buzzes.
  @Test func aRunningSutureThatIsLetGoComesToRest() {
    var suture = SpringHoles()
    for _ in 0..<200 { _ = suture.advance() }
    for _ in 0..<1000 where suture.state[guide: suture.hand].force.length < 0.3 {
      suture.state[guide: suture.hand].position += Vector3D(0, 0, 2e-5)
      _ = suture.advance()
    }
    #expect(suture.state[guide: suture.hand].force.length > 0.25)
    suture.state[guide: suture.hand].isActive = false
    for _ in 0..<200 { _ = suture.advance() }
    var behind = 0
    var change = 0.0
    var before = suture.pulls
    for _ in 0..<300 {
      if suture.advance().status.contains(.behind) { behind += 1 }
      let now = suture.pulls
      change += zip(now, before).reduce(0) { $0 + abs($1.0 - $1.1) }
      before = now
    }
    #expect(behind < 30, "\(behind) ticks")
    #expect(change < 300 * 0.002, "\(change / 300) N a tick")
    #expect((0..<suture.hand).allSatisfy { suture.state[guide: $0].isActive })
  }

  /// A place on the curve: weights that add up to one, derivatives that are those, and pieces that end where they end.
  @Test func aSeatIsOnACurveOfItsOwnPiece() {
    let broken = FixedBuffer<UInt8>([0, 0, 0, 0, 0, 1, 0, 0, 0], padding: 0)
    let segments = broken.count
    let x = FixedBuffer<Double>(count: 3 * (segments + 1), repeating: 0)
    for i in 0...segments {
      x[3 * i] = Double(i)
      x[3 * i + 1] = Trigonometry.sin(1.3 * Double(i))
      x[3 * i + 2] = i > 5 ? 10 : 0
    }
    func seat(_ u: Double) -> ThreadSeat { ThreadSeat(at: u, segments: segments, broken: broken.base) }
    func place(_ u: Double) -> Vector3D { seat(u).sum(seat(u).weight, x.base) }
    for k in 0..<900 where !(499...601).contains(k) {
      let u = 0.01 * Double(k) + 0.003
      let s = seat(u)
      #expect(s.first >= 0 && s.first + 3 <= segments)
      #expect(abs(s.weight.sum() - 1) < 1e-12 && abs(s.rate.sum()) < 1e-12 && abs(s.bend.sum()) < 1e-12)
      #expect(abs(s.sum(s.weight, x.base).x - u) < 1e-9, "\(u)")
      #expect(abs(s.sum(s.weight, x.base).z - (u > 5.5 ? 10 : 0)) < 1e-12, "nothing of the other piece: \(u)")
      let h = 1e-4
      let rate = (0.5 / h) * (place(u + h) - place(u - h))
      #expect((rate - s.sum(s.rate, x.base)).length < 1e-6, "\(u)")
      let bend = (1 / (h * h)) * ((place(u + h) - place(u)) - (place(u) - place(u - h)))
      #expect((bend - s.sum(s.bend, x.base)).length < 1e-3 || abs(u - u.rounded()) < 2 * h, "\(u)")
    }
    // Ends, and the place of what is held at the end of a piece that has come off.
    for (u, i) in [(0.0, 0), (-1, 0), (5, 5), (5.3, 5), (5.7, 6), (6, 6), (9, 9), (12, 9)] {
      let end = Vector3D(x[3 * i], x[3 * i + 1], x[3 * i + 2])
      #expect((place(u) - end).length < 1e-12, "\(u)")
    }
  }
}
