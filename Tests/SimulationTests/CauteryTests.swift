import Anatomy
import Frames
import SimMath
import Testing

@testable import Simulation

/// A cautery pencil on a pad of 16 x 16 x 4 mm with vertices a millimetre apart.
@Suite(.serialized) struct CauteryTests {
  private static func model(
    blood: BloodField? = nil, heat: TissueHeat = .soft, change: (inout Instrument) -> Void = { _ in }
  ) throws -> SimulationModel {
    var built = QuadraticGrid(cells: (8, 8, 2)).build { u, v, w in
      Vector3D(0.016 * (u - 0.5), 0.004 * (w - 1), -0.016 * (v - 0.5))
    }
    for (i, place) in built.places.enumerated() where place.2 == 0 { built.mesh.fixed[i] = true }
    built.mesh.contactFaces = built.top
    let material = Material(youngsModulus: 2e5, poissonRatio: 0.45, density: 1060)
    var pencil = try InstrumentScene.instrument(.cautery)
    change(&pencil)
    return try SimulationModel(
      mesh: built.mesh,
      points: [MaterialPoint](repeating: MaterialPoint(material: material), count: 4 * built.mesh.tetrahedra.count),
      coarse: CoarseParameters(aggregates: 12), contactStiffness: 4e8, friction: 0.3,
      pulse: PulseParameters(systolic: 0, diastolic: 0, heartRate: 1, variability: 0), tools: [pencil],
      limits: .scripted,
      blood: blood, heat: heat)
  }

  /// On the middle of the pad, pressed in by 0.3 mm within 0.1 s, unless held at another height (m).
  private static func input(_ k: UInt64, grip: Float, height: Double? = nil, x: Double = 0) -> InputFrame {
    InputFrame(
      tick: Tick(k), pose: Pose(position: Vector3(Vector3D(x, height ?? 1e-6 * (200 - 5 * Double(min(k, 100))), 0))),
      grip: grip)
  }

  /// The button is down from 0.1 s for some ticks.
  private static func press(_ k: UInt64, for ticks: UInt64 = 1000) -> InputFrame {
    input(k, grip: (100..<(100 + ticks)).contains(k) ? 1 : 0)
  }

  private struct Story {
    var burns: [CauteryBurn] = []
    var told: [EventKind] = []

    mutating func add(_ output: StepOutput) {
      for e in 0..<Int(output.eventCount) {
        let event = output.events[e]
        told.append(event.kind)
        if let burn = output.burn(of: event) { burns.append(burn) }
      }
    }
  }

  /// What is touched boils and turns white, what is far stays as it was, and the record says so.
  @Test func whatIsTouchedIsCoagulated() throws {
    let model = try Self.model()
    let cautery = try #require(model.tools[0].cautery)
    var state = SimulationState(model: model)
    let team = WorkerTeam()
    var story = Story()
    for k in 0..<1200 as Range<UInt64> { story.add(step(model, &state, Self.press(k), on: team)) }
    #expect(story.told == [.contactBegan, .cauteryBegan, .cauteryEnded])
    let burn = try #require(story.burns.first)
    #expect(burn.tick == 100 && burn.endTick == 1100 && story.burns.count == 1)
    // A second of power less what dried tissue did not take.
    #expect(burn.energy <= Double(cautery.power) * 1.0 && burn.energy > 0.4 * Double(cautery.power), "\(burn)")
    #expect(abs(burn.energy / state.heat.delivered - 1) < 1e-12)
    #expect(burn.peak == 100 && burn.site.length < 0.001_5, "\(burn)")
    // Its energy would boil the coagulated tissue's water away 3 times at most, and warm 8 times as much.
    #expect(burn.volume > 2e-9 && burn.volume < 3e-7, "\(burn)")
    #expect(burn.collateral >= 0 && burn.collateral < burn.volume)
    // The energy is there or went with the blood.
    while state.heat.phase != 0 { _ = step(model, &state, Self.input(state.nextTick.rawValue, grip: 0), on: team) }
    #expect(abs((state.heat.stored + state.heat.lost) / burn.energy - 1) < 1e-9)
    func vertex(_ p: Vector3D) -> Int {
      model.mesh.nodes.indices.min { (model.mesh.nodes[$0] - p).length < (model.mesh.nodes[$1] - p).length }!
    }
    let near = vertex(.zero)
    let far = vertex(Vector3D(0.007, 0, 0.007))
    #expect(state.heat.damage(ofVertex: near) > 1 && state.heat.boiled(ofVertex: near) > 0)
    #expect(state.heat.damage(ofVertex: far) == 0 && state.heat.temperature(ofVertex: far) < 38)
    // Coagulated is what lies about the tip.
    for v in 0..<model.heat.vertexCount where state.heat.damage(ofVertex: v) >= 1 {
      #expect((model.mesh.nodes[v] - model.mesh.nodes[near]).length < 0.005)
    }
  }

  /// Collateral is what was coagulated beyond the margin: with a margin that nothing reaches none, with none all.
  @Test func collateralIsWhatLiesBeyondTheMargin() throws {
    func burn(_ margin: Float) throws -> CauteryBurn {
      let model = try Self.model { $0.cautery?.margin = margin }
      var state = SimulationState(model: model)
      let team = WorkerTeam()
      var story = Story()
      for k in 0..<1200 as Range<UInt64> { story.add(step(model, &state, Self.press(k), on: team)) }
      return try #require(story.burns.first)
    }
    let burns = try [0, 0.000_7, 0.01].map { try burn($0) }
    #expect(burns[0].collateral == burns[0].volume && burns[2].collateral == 0)
    #expect(burns[1].collateral > 0 && burns[1].collateral < burns[1].volume, "\(burns)")
    #expect(burns.allSatisfy { $0.volume == burns[0].volume })
  }

  /// In the air and before the button is down nothing happens, to the bit.
  @Test func withoutTouchOrButtonNothingHappens() throws {
    let model = try Self.model()
    let plain = try Self.model { $0.cautery = nil }
    func play(_ model: SimulationModel, grip: Float) -> [UInt32] {
      var state = SimulationState(model: model)
      let team = WorkerTeam()
      for k in 0..<300 as Range<UInt64> { _ = step(model, &state, Self.input(k, grip: grip), on: team) }
      #expect((state.heat.delivered == 0) == (grip == 0 || !model.hasHeat))
      return (0..<state.positions.count).map { state.positions[$0].bitPattern }
    }
    // Heat does not move tissue either.
    #expect(play(model, grip: 0) == play(plain, grip: 0))
    #expect(play(model, grip: 1) == play(plain, grip: 1))
    #expect(model.hash != plain.hash && !plain.hasHeat)

    var state = SimulationState(model: model)
    let team = WorkerTeam()
    var story = Story()
    for k in 0..<400 as Range<UInt64> {
      story.add(step(model, &state, Self.input(k, grip: k < 300 ? 1 : 0, height: 0.003), on: team))
    }
    #expect(story.told == [.cauteryBegan, .cauteryEnded])
    #expect(story.burns.first?.energy == 0 && story.burns.first?.hasTouched == false && !state.heat.isWarm)
  }

  /// The button needs 0.6 to go on and less than 0.4 to go off.
  @Test func theButtonDoesNotChatter() throws {
    let model = try Self.model()
    var state = SimulationState(model: model)
    let team = WorkerTeam()
    var on: [Bool] = []
    for (k, grip) in ([0, 0.5, 0.59, 0.6, 0.5, 0.41, 0.39, 0.5, .nan, 1, .nan] as [Float]).enumerated() {
      _ = step(model, &state, Self.input(UInt64(k), grip: grip, height: 0.01), on: team)
      on.append(state.isCauteryOn(hand: 0))
    }
    #expect(on == [false, false, false, true, true, true, false, false, false, true, false])
  }

  /// An electrode so fine that no vertex is within its reach warms the nearest one.
  @Test func aFineElectrodeOnACoarseMeshWarmsTheNearestVertex() throws {
    let model = try Self.model {
      $0.cautery?.radius = 0.000_02
      $0.cautery?.power = 0.1
    }
    var state = SimulationState(model: model)
    let team = WorkerTeam()
    for k in 0..<300 as Range<UInt64> {
      _ = step(model, &state, Self.input(k, grip: k < 100 ? 0 : 1, x: 0.000_45), on: team)
    }
    #expect(abs(state.heat.delivered - 0.1 * 0.2) < 1e-9, "\(state.heat.delivered)")
    let warmest = (0..<model.heat.vertexCount).max {
      state.heat.temperature(ofVertex: $0) < state.heat.temperature(ofVertex: $1)
    }!
    #expect(model.mesh.nodes[warmest].length < 1e-9)
  }

  /// As the tissue at the electrode dries, less and less current passes.
  @Test func driedTissueTakesNoCurrent() throws {
    let model = try Self.model()
    let power = Double(try #require(model.tools[0].cautery).power)
    var state = SimulationState(model: model)
    let team = WorkerTeam()
    var taken: [Double] = []
    for k in 0..<6100 as Range<UInt64> {
      let before = state.heat.delivered
      _ = step(model, &state, Self.press(k, for: 10_000), on: team)
      if k % 1000 == 100 { taken.append((state.heat.delivered - before) / (0.001 * power)) }
    }
    #expect(abs(taken[0] - 1) < 1e-6 && taken.last! < 0.7 * taken[0], "\(taken)")
    for (a, b) in zip(taken, taken.dropFirst()) { #expect(b <= a) }
    for v in 0..<model.heat.vertexCount { #expect(state.heat.temperature(ofVertex: v) < 130) }
  }

  /// A vessel under the tip stops; one 5 mm away, which stays cold, bleeds on, and so does what no cautery stops.
  @Test func aVesselThatIsCoagulatedBleedsNoMore() throws {
    let sources = [BleedingSource(site: .zero, flow: 2e-7), BleedingSource(site: Vector3D(0.006, 0, 0), flow: 3e-7)]
    let field = BloodField(floor: -0.02, area: 0.01, depth: 0.01, bleeding: 1e-7, sources: sources)
    let model = try Self.model(blood: field)
    var state = SimulationState(model: model)
    let team = WorkerTeam()
    func run(_ ticks: Range<UInt64>) -> Double {
      let before = state.bloodVolume
      for k in ticks { _ = step(model, &state, Self.press(k), on: team) }
      return (state.bloodVolume - before) / (0.001 * Double(ticks.count))
    }
    #expect(abs(run(0..<100) / 6e-7 - 1) < 1e-9)
    _ = run(100..<1200)
    #expect(abs(run(1200..<1300) / 4e-7 - 1) < 1e-9)
    #expect(state.bleeding(model) == 1e-7 + 3e-7)
    // Where there is no cautery the same vessels bleed for good.
    let plain = try Self.model(blood: field) { $0.cautery = nil }
    let wet = SimulationState(model: plain)
    #expect(abs(wet.bleeding(plain) / 6e-7 - 1) < 1e-9)
  }

  /// In blood that stands over the electrode nothing is burnt.
  @Test func bloodOverTheTipTakesTheHeat() throws {
    func burn(_ level: Double) throws -> Double {
      let field = BloodField(floor: -0.02, area: 1e-3, depth: 0.04, bleeding: 0, volume: 1e-3 * (0.02 + level))
      let model = try Self.model(blood: field)
      var state = SimulationState(model: model)
      let team = WorkerTeam()
      for k in 0..<300 as Range<UInt64> { _ = step(model, &state, Self.press(k), on: team) }
      return state.heat.delivered
    }
    let dry = try burn(-0.005)
    let half = try burn(0.000_7)
    #expect(dry > 0 && abs(half / dry - 0.5) < 0.15, "\(dry) \(half)")
    #expect(try burn(0.002) == 0)
  }

  @Test func sameBitsForAnyNumberOfWorkersAndAfterARestore() throws {
    let blood = BloodField(
      floor: -0.02, area: 0.01, depth: 0.01, bleeding: 0, sources: [BleedingSource(site: .zero, flow: 1e-7)])
    let model = try Self.model(blood: blood)
    func play(workers: Int, restoreAt: UInt64? = nil) throws -> Playthrough {
      try Playthrough(model, ticks: 700, workers: workers, restoreAt: restoreAt) { Self.press($0, for: 400) }
    }
    let one = try play(workers: 1)
    // In the middle of an activation and of a step of the heat.
    let same = try play(workers: 2, restoreAt: 333) == one
    #expect(same)
    // The hash knows of heat.
    var state = SimulationState(model: model)
    var other = SimulationState(model: model)
    other.heat.setTemperature(37.001, ofVertex: 7)
    let team = WorkerTeam()
    let hashes = (0..<100).map { _ in
      let k = state.nextTick.rawValue
      return (
        step(model, &state, Self.input(k, grip: 0), on: team).hashes.contacts,
        step(model, &other, Self.input(k, grip: 0), on: team).hashes.contacts
      )
    }.last!
    #expect(hashes.0 != hashes.1)
    let plain = try Self.model(blood: blood) { $0.cautery = nil }
    #expect(throws: StateError.version(found: 0xC03, expected: 0x403)) {
      _ = try SimulationState(model: plain, restoring: state.save())
    }
  }

  @Test func aTickWithCauteryDoesNotAllocate() throws {
    let model = try Self.model(blood: BloodField(floor: -0.02, area: 0.01, depth: 0.01, bleeding: 1e-7))
    var state = SimulationState(model: model)
    let inputs = (0..<500 as Range<UInt64>).map { Self.press($0, for: 300) }
    let count = allocations(model, &state, inputs, warm: 90)
    #expect(count == 0)
    #expect(state.heat.delivered > 0)
  }

  /// Two pencils at once: each hand has its own record, and both put heat in.
  @Test func bothHandsMayBurn() throws {
    let one = try Self.model()
    let model = try SimulationModel(
      mesh: one.mesh, points: one.points, coarse: CoarseParameters(aggregates: 12), contactStiffness: 4e8,
      friction: 0.3,
      pulse: one.pulse, tools: one.tools, limits: .scripted, inHand: [.cautery, .cautery])
    var state = SimulationState(model: model)
    let team = WorkerTeam()
    var ends: [(hand: UInt8, burn: CauteryBurn)] = []
    for k in 0..<900 as Range<UInt64> {
      let (a, b) = (Self.press(k, for: 300), Self.input(k, grip: (150..<700).contains(k) ? 1 : 0, x: 0.006))
      var input = a
      input.second = HandInput(pose: b.pose, grip: b.grip, flags: a.flags)
      let output = step(model, &state, input, on: team)
      for e in 0..<Int(output.eventCount) {
        if let burn = output.burn(of: output.events[e]) { ends.append((output.events[e].hand, burn)) }
      }
    }
    #expect(ends.map(\.hand) == [0, 1] && ends.map(\.burn.endTick) == [400, 700])
    #expect(abs((ends[0].burn.energy + ends[1].burn.energy) / state.heat.delivered - 1) < 1e-12)
    #expect(ends[1].burn.site.x > 0.004 && ends[1].burn.energy > 1.5 * ends[0].burn.energy, "\(ends)")
  }
}
