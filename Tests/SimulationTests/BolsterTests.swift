import Frames
import SimMath
import Testing
import Validation

@testable import Simulation

/// Pledgets and snares: stiff bodies on a thread that lie on tissue.
@Suite(.serialized) struct BolsterTests {
  private static func tools() throws -> [Instrument] {
    try [Tool.forceps, .needleHolder].map { try InstrumentScene.instrument($0) }
  }

  /// A bight cuts in where closed form says, and not over a pledget; a clamped snare holds its purse string, an open one doesn't.
  @Test func bolstersDoWhatTheyAreFor() throws {
    for c in try BolsterCases.all(tools: Self.tools()).cases { #expect(c.ok, "\(c.id): \(c.ours) for \(c.reference), \(c.source)") }
  }

  /// The pass loses energy and makes none while a pledget is drawn down, and the pledget ends at rest, flat on the tissue, which it
  /// presses straight.
  @Test func aPledgetIsDrawnDownOntoTheTissue() throws {
    var trial = PledgetTrial()
    trial.pull = 0.004
    let model = try trial.model(tools: Self.tools())
    var state = SimulationState(model: model)
    let team = WorkerTeam()
    var worst: Float = 0
    for _ in 0..<(trial.ticks + 300) {
      worst = min(worst, step(model, &state, trial.drawing(state.nextTick), on: team).ledger.dissipated)
    }
    #expect(worst > -5e-5, "the pass made \(worst) J in a tick")
    state.withSuture(0) { s in
      let frame = s.bolsters.frame(0)
      #expect(-frame.y.y > 0.99, "\(frame.y)")
      #expect(s.bolsters.velocity(0).length < 1e-5, "\(s.bolsters.velocity(0))")
      let press = s.bolsters.press(0)
      #expect(press.y < -1, "\(press)")
      #expect(abs(press.x) + abs(press.z) < 0.05 * press.length, "\(press)")
      // The tissue at its holes is spared: the thread goes on straight there.
      let pull = s.force(onHand: 0).length
      #expect(s.force(onPuncture: 1).length < 0.3 * pull && s.force(onPuncture: 2).length < 0.3 * pull)
    }
  }

  /// Force and energy of a place of a bed are one law, and friction is Coulomb's where it slides.
  @Test func aBedIsASpringWithFriction() throws {
    var rest = BolsterRest()
    rest.isActive = true
    rest.normal = Vector3D(0.2, 0.9, -0.1).normalized
    let (p, stiffness) = (Vector3D(0.001, 0.002, -0.001), 1800.0)
    let (x, z) = (rest.normal.cross(Vector3D(0, 0, 1)).normalized, rest.normal.cross(Vector3D(1, 0, 0)).normalized)
    func place(_ depth: Double, _ u: Double, _ w: Double) -> Vector3D { p - depth * rest.normal + u * x + w * z }
    let held = place(1e-4, 1e-5, -5e-6)
    let hold = try #require(rest.hold(held, on: p, stiffness: stiffness))
    #expect(abs(hold.press - 0.18) < 1e-12)
    let h = 1e-8
    for axis in [Vector3D(1, 0, 0), Vector3D(0, 1, 0), Vector3D(0, 0, 1)] {
      let slope =
        (rest.energy(held + h * axis, on: p, stiffness: stiffness) - rest.energy(held - h * axis, on: p, stiffness: stiffness))
        / (2 * h)
      #expect(abs(slope + hold.force.dot(axis)) < 1e-6, "\(slope) \(hold.force)")
    }
    let dragged = try #require(rest.hold(place(1e-4, 1e-3, 0), on: p, stiffness: stiffness))
    let friction = dragged.force - dragged.press * rest.normal
    #expect(abs(friction.length - BolsterModel.friction * dragged.press) < 1e-12 && friction.dot(x) < 0)
    // What it keeps holds with just as much, and nothing is held off the surface.
    _ = rest.finish(place(1e-4, 1e-3, 0), on: p, stiffness: stiffness)
    rest.origin = place(1e-4, 1e-3, 0) - p + 1e-4 * rest.normal
    let kept = try #require(rest.hold(place(1e-4, 1e-3, 0), on: p, stiffness: stiffness))
    #expect((kept.force - dragged.force).length < 1e-9, "\(kept.force) \(dragged.force)")
    #expect(rest.hold(place(-1e-6, 0, 0), on: p, stiffness: stiffness) == nil)
  }

  /// The same bits for one worker and two, and from a state that was saved under a clamp.
  @Test func aSnareIsTheSameToTheBit() throws {
    let trial = SnareTrial()
    let model = try trial.model(tools: Self.tools())
    func play(workers: Int, restoreAt: UInt64? = nil) throws -> Playthrough {
      try Playthrough(model, ticks: UInt64(trial.released + 150), workers: workers, restoreAt: restoreAt) {
        trial.input(Tick($0))
      }
    }
    let one = try play(workers: 1)
    let again = try play(workers: 2, restoreAt: UInt64(trial.released + 20))
    #expect(again == one)
  }

  /// A pledget that something has pressed in further than the surface is looked for holds on where it did, restored or not, and
  /// comes out again.
  @Test func aPledgetPressedInDeepIsRestored() throws {
    var trial = PledgetTrial()
    trial.pull = 0.004
    let model = try trial.model(tools: Self.tools())
    var one = SimulationState(model: model)
    let team = WorkerTeam()
    for _ in 0..<trial.ticks { _ = step(model, &one, trial.drawing(one.nextTick), on: team) }
    let place = one.withSuture(0) { $0.bolsters.underside(0) }
    one.sutures.base.pointee.bolsters.bodies.base[0].frame.origin += Vector3D(0, 0.000_7, 0)
    var two = try SimulationState(model: model, restoring: one.save())
    for k in 0..<200 {
      let input = trial.drawing(one.nextTick)
      let (a, b) = (step(model, &one, input, on: team), step(model, &two, input, on: team))
      #expect(a.digest == b.digest, "\(k)")
    }
    #expect(one.save() == two.save())
    let off = one.withSuture(0) { $0.bolsters.underside(0) } - place
    #expect(off.length < 1e-4, "\(off)")
  }

  /// The assistant puts the clamp on and takes it off again, on a suture that has a snare; of another the command is refused.
  @Test func aClampIsPutOnAndTakenOff() throws {
    let model = try SnareTrial().model(tools: Self.tools())
    var state = SimulationState(model: model)
    let team = WorkerTeam()
    func events(_ argument: UInt8) -> [EventKind] {
      var input = SnareTrial().input(state.nextTick)
      input.command = .clampSnare
      input.argument = argument
      let output = step(model, &state, input, on: team)
      return (0..<Int(output.eventCount)).map { output.events[$0].kind }
    }
    func grips(_ state: borrowing SimulationState) -> [Double] {
      state.withSuture(0) { s in (0..<4).map { s.thread[guide: model.sutures[0].guide(ofMouth: $0, of: 0)].grip } }
    }
    #expect(events(0) == [.snareClamped])
    #expect(grips(state) == [0, .infinity, 0, .infinity])
    #expect(events(1) == [.commandRefused])
    #expect(events(0) == [.snareReleased])
    #expect(grips(state) == [0, 0, 0, 0])
    let bare = try PledgetTrial().model(tools: Self.tools())
    var other = SimulationState(model: bare)
    var input = PledgetTrial().drawing(other.nextTick)
    input.command = .clampSnare
    #expect(step(bare, &other, input, on: team).events[0].kind == .commandRefused)
  }

  /// A state of a scene with bolsters is not taken for one without.
  @Test func aStateSaysThatItHasBolsters() throws {
    var trial = PledgetTrial()
    let with = SimulationState(model: try trial.model(tools: Self.tools()))
    trial.hasPledget = false
    let without = try trial.model(tools: Self.tools())
    #expect(throws: StateError.self) { _ = try SimulationState(model: without, restoring: with.save()) }
  }
}
