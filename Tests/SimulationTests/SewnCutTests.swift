import Frames
import SimMath
import Testing
import Validation

@testable import Simulation

/// Tissue that is sewn and cut.
@Suite(.serialized) struct SewnCutTests {
  private static let off = Pose(position: Vector3(0, 0.05, 0.03))

  private static func run(
    _ model: SimulationModel, _ state: inout SimulationState, ticks: Int, pose: (UInt64) -> Pose = { _ in off }
  ) -> StepStatus {
    let team = WorkerTeam()
    var status: StepStatus = []
    for _ in 0..<ticks {
      let tick = state.nextTick
      status.formUnion(
        step(model, &state, InputFrame(tick: tick, pose: pose(tick.rawValue), flags: [.connected]), on: team).status)
    }
    return status
  }

  private static let stitch = SewnPad.Stitch(Vector3D(-0.004_3, -1e-4, 0.001), Vector3D(0.003_7, -1e-4, 0.000_6))

  /// A cut beside it changes nothing for a stitch, but that the tissue gives way a little more.
  @Test func aCutFarAwayLeavesAStitchAsItIs() throws {
    let pad = try SewnPad([Self.stitch])
    func play(cut: Bool) throws -> (force: Vector3D, place: Vector3D, arc: Double) {
      var state = SimulationState(model: pad.model)
      _ = Self.run(pad.model, &state, ticks: 20)
      SewnPad.pull(&state, 0, up: 0.001)
      _ = Self.run(pad.model, &state, ticks: 300)
      if cut {
        let saved = (0..<2).map { SewnPad.hole(state, 0, $0).place }
        let line = (0..<state.sutures.base[0].thread.vertexCount).map { state.sutures.base[0].thread.position($0) }
        SewnPad.cut(&state, pad.model, x: 0.0142)
        #expect(state.elementCount > pad.model.mesh.tetrahedra.count + 30)
        for k in 0..<2 { #expect(SewnPad.hole(state, 0, k).place == saved[k]) }
        for i in line.indices { #expect(state.sutures.base[0].thread.position(i) == line[i]) }
      }
      let status = Self.run(pad.model, &state, ticks: 200)
      #expect(status.isDisjoint(with: [.quarantined, .cutStorageFull]))
      let isThreaded = state.withSuture(0) { $0.isThreaded(0) && $0.isThreaded(1) }
      #expect(isThreaded)
      return (
        state.sutures.base[0].force(onPuncture: 1), SewnPad.hole(state, 0, 1).place,
        state.sutures.base[0].thread[guide: 3].arc
      )
    }
    let whole = try play(cut: false)
    let cut = try play(cut: true)
    #expect(whole.force.length > 0.05)
    #expect((cut.force - whole.force).length < 0.05 * whole.force.length, "\(cut) \(whole)")
    #expect((cut.place - whole.place).length < 2e-5, "\(cut) \(whole)")
    #expect(abs(cut.arc - whole.arc) < 5e-5, "\(cut) \(whole)")
  }

  /// A cut between the two holes of a stitch: each is in the piece on its own side, and what the thread pulls one piece with
  /// does not reach the other but by the thread.
  @Test func aCutBetweenTwoHolesPartsWhatTheyPull() throws {
    let pad = try SewnPad([Self.stitch])
    var state = SimulationState(model: pad.model)
    _ = Self.run(pad.model, &state, ticks: 50)
    let before = (0..<2).map { SewnPad.hole(state, 0, $0).place }
    SewnPad.cut(&state, pad.model, x: -0.000_4)
    let pieces = CuttingTests.pieces(state)
    try #require(pieces.count == 2)
    for k in 0..<2 {
      let hole = SewnPad.hole(state, 0, k)
      #expect((hole.place - before[k]).length < 1e-7)
      let own = Set(pieces[k])
      #expect(hole.vertices.allSatisfy { own.contains($0) }, "\(k)")
    }
    // Let the first hole go, and its piece come to rest: the thread pulls on the right piece alone.
    state.sutures.base[0].thread[guide: 2].isActive = false
    _ = Self.run(pad.model, &state, ticks: 100)
    let start = (0..<state.vertexCount).map { Vector3D(state.position(ofVertex: $0)) }
    SewnPad.pull(&state, 0, up: 0.002)
    state.sutures.base[0].thread[guide: 3].grip = .infinity
    let status = Self.run(pad.model, &state, ticks: 300)
    #expect(status.isDisjoint(with: [.quarantined, .cutStorageFull]))
    let moved = pieces.map { $0.reduce(0) { max($0, (Vector3D(state.position(ofVertex: $1)) - start[$1]).length) } }
    #expect(moved[1] > 1e-4, "\(moved)")
    #expect(moved[0] < 0.02 * moved[1], "\(moved)")
    #expect(SewnPad.fault(state, pad.model) == nil)
  }

  /// A blade drawn through a hole frees the thread there, and nowhere else.
  @Test func aBladeLetsOutTheThreadWhoseHoleItOpens() throws {
    let pad = try SewnPad([SewnPad.Stitch(Vector3D(0.009, -1e-4, 0.002), Vector3D(0.001_2, -1e-4, 0.000_6))])
    var state = SimulationState(model: pad.model)
    _ = Self.run(pad.model, &state, ticks: 20)
    SewnPad.pull(&state, 0, up: 0.001)
    var freed: UInt64?
    var worst = Vector3D.zero
    var most = 0.0
    for _ in 0..<BladeScene.ticks {
      let status = Self.run(pad.model, &state, ticks: 1) { BladeScene.stroke($0 < 20 ? 0 : $0 - 20) }
      #expect(!status.contains(.quarantined), "\(state.nextTick)")
      if status.contains(.quarantined) { return }
      let tick = state.nextTick.rawValue
      let isThreaded = state.withSuture(0) { ($0.isThreaded(0), $0.isThreaded(1)) }
      #expect(isThreaded.0)
      if freed == nil && !isThreaded.1 { freed = tick }
      state.withSuture(0) { s in
        for i in 0..<s.thread.vertexCount {
          let v = Vector3D(s.thread.v[3 * i], s.thread.v[3 * i + 1], s.thread.v[3 * i + 2])
          if v.length > most {
            most = v.length
            worst = v
          }
        }
      }
      if let fault = SewnPad.fault(state, pad.model) { Issue.record("\(tick): \(fault)") }
    }
    let at = try #require(freed)
    // The edge's tip comes down the stroke at z = 12 mm at tick 520 and goes 30 mm/s.
    #expect((700...1100).contains(at), "\(at)")
    #expect(most < 20, "\(worst)")
    // At rest again.
    _ = Self.run(pad.model, &state, ticks: 300)
    let speed = state.withSuture(0) { s in (0..<3 * s.thread.vertexCount).map { abs(s.thread.v[$0]) }.max()! }
    #expect(speed < 0.05, "\(speed)")
  }

  /// What is drawn through the tissue to a cut is out there; what lies in the wall of a cut stays in it, and is out at its edge.
  @Test func wallsAreBorders() throws {
    let sewn = try SewnPad([Self.stitch])
    var state = SimulationState(model: sewn.model)
    SewnPad.cut(&state, sewn.model, x: 0.001_2)
    guard let paths = state.paths(sewn.model) else { preconditionFailure("a sewn scene has ways through its tissue") }
    let vertices = state.tissue.positions.base
    func at(_ p: Vector3D) throws -> TissuePlace {
      var place = try #require(TissuePlace(p, in: sewn.model.mesh, margin: 0.01))
      paths.follow(&place, since: sewn.model.mesh.tetrahedra.count)
      return place
    }
    let within = Vector3D(-0.002_13, -0.003_3, 0.000_7)
    let onTop = Vector3D(-0.002_13, 0, 0.000_7)
    for (start, isMouth) in [(within, false), (within, true), (onTop, true)] {
      for side in [1.0, -1.0] {
        // From the left to the right, and from the right to the left.
        var place = try at(side > 0 ? start : Vector3D(0.004_53, start.y, start.z))
        let way = Vector3(Vector3D(side * 0.000_1, 0, 0.000_02))
        var steps = 0
        while steps < 100 {
          let isOut =
            isMouth ? place.slide(by: way, vertices: vertices, paths) : place.move(by: way, vertices: vertices, paths)
          if isOut { break }
          steps += 1
        }
        #expect(steps == 33, "\(steps)")
        let p = place.corners(vertices, paths)
        #expect(abs(p.x - 0.001_2) < 1e-5 && place.isInWall(paths), "\(p)")
      }
    }
    // Pulled into the gap it stays in its wall, and goes along it to where the wall meets the upper side.
    var place = try at(within)
    while !place.move(by: Vector3(0.000_1, 0, 0), vertices: vertices, paths) {}
    for _ in 0..<50 {
      let isOut = place.slide(by: Vector3(0.000_3, 0, 0), vertices: vertices, paths)
      #expect(!isOut)
    }
    var steps = 0
    while steps < 100, !place.slide(by: Vector3(0.000_05, 0.000_1, 0), vertices: vertices, paths) { steps += 1 }
    #expect((31...34).contains(steps), "\(steps)")
    #expect(abs(place.corners(vertices, paths).y) < 1e-5)
  }

  /// Driven across a cut, a needle comes out of one wall and goes in at the other.
  @Test func aNeedleGoesThroughBothWallsOfACut() throws {
    let trial = NeedleTrial(youngsModulus: 6e6)
    let whole = try trial.model(tools: [InstrumentScene.instrument(.needleHolder)])
    let model = try SimulationModel(
      mesh: whole.mesh, points: whole.points, coarse: CoarseParameters(aggregates: 12), contactStiffness: 4e8, friction: 0.3,
      pulse: PulseParameters(systolic: 0, diastolic: 0, heartRate: 1, variability: 0), tools: whole.tools, limits: .scripted,
      sutures: whole.sutures, cuts: CutCapacity(elements: 400))
    var state = SimulationState(model: model)
    SewnPad.cut(&state, model, x: 0.001_3)
    try #require(CuttingTests.pieces(state).count == 2)
    let team = WorkerTeam()
    for _ in 0..<1700 { _ = step(model, &state, trial.driving(state.nextTick, turn: 2.5), on: team) }
    let bites = state.withSuture(0) { s in (0..<s.needle.biteCount).map { s.needle.bite($0) } }
    try #require(bites.count == 2, "\(bites)")
    #expect(bites.allSatisfy { $0.outcome == .through })
    #expect(bites[0].entry.x < -0.002 && abs(bites[0].exit.x - 0.001_3) < 0.000_3, "\(bites)")
    #expect(abs(bites[1].entry.x - 0.001_3) < 0.000_3 && bites[1].exit.x > 0.002, "\(bites)")
    #expect(bites[0].exitNormal.x > 0.8 && bites[1].entryNormal.x < -0.8, "\(bites)")
    #expect(SewnPad.fault(state, model) == nil)
  }

  @Test func aTickThatCutsSewnTissueDoesNotAllocate() throws {
    let pad = try SewnPad([SewnPad.Stitch(Vector3D(0.009, -1e-4, 0.002), Vector3D(0.001_2, -1e-4, 0.000_6))], spare: 2)
    var state = SimulationState(model: pad.model)
    let inputs = (0..<1400 as Range<UInt64>).map {
      InputFrame(tick: Tick($0), pose: BladeScene.stroke($0), flags: [.connected])
    }
    let count = allocations(pad.model, &state, inputs, warm: 250)
    #expect(count == 0)
    let isThreaded = state.withSuture(0) { $0.isThreaded(1) }
    #expect(!isThreaded && state.elementCount > pad.model.mesh.tetrahedra.count + 10)
  }

  // MARK: At random

  /// Ten thousand random operations on sewn tissue: blades in a hand and out of nowhere, needles' passes, pulls on threads, by
  /// jaws and by what stands still, on tissue and on needles; some of them ten times as hard as hands are. No number is none,
  /// nothing runs over, all is where it belongs, nothing is left when all is let out, and the bits come again.
  @Test(arguments: zip([3, 7, 11, 19, 23] as [UInt64], [1, 1, 3, 10, 10] as [Double]))
  func tenThousandOperationsOnSewnTissue(seed: UInt64, strength: Double) throws {
    var storm = try SewnStorm(seed: seed, strength: strength)
    let one = try storm.run(ticks: 2000)
    #expect(one.fault == nil, "\(one)")
    #expect(one.cuts > 60 && one.stitched > 25 && one.freed > 20, "\(one)")
    // What stands in the pad with nothing but its stitches and pulls is some hundredths of a joule.
    #expect(one.largestEnergy < (strength > 5 ? 10 : 1), "\(one)")
    storm = try SewnStorm(seed: seed, strength: strength)
    let two = try storm.run(ticks: 1000, workers: 2, restoreAt: 523)
    #expect(two.fault == nil && two.hashes == Array(one.hashes.prefix(10)))
    guard seed == 3 else { return }
    storm = try SewnStorm(seed: seed, strength: strength)
    let three = try storm.run(ticks: 300, workers: 3)
    #expect(three.hashes == Array(one.hashes.prefix(3)))
  }
}
