import Frames
import SimMath
import Testing
import Validation

@testable import Simulation

/// A thread through the two edges of a slit, drawn by two hands with forceps.
@Suite(.serialized) struct SutureTests {
  private static func tools() throws -> [Instrument] {
    [try InstrumentScene.instrument(.forceps), try InstrumentScene.instrument(.needleHolder)]
  }

  private static func pad(_ tearForce: Double? = nil, strength: Double? = nil) throws -> (pad: PracticePad, model: SimulationModel) {
    let pad = PracticePad()
    let made = try #require(pad.suture(stitches: 1))
    let punctures = made.punctures.map { p in
      var p = p
      if let tearForce { p.tearForce = tearForce }
      return p
    }
    var material = made.thread.material
    if let strength { material.strength = strength }
    let suture = SutureModel(
      material: material, segments: made.thread.segmentCount,
      length: made.thread.segmentLength * Double(made.thread.segmentCount), line: made.line, punctures: punctures)
    return (pad, try pad.model(suture: suture, tools: try tools(), inHand: [.forceps, .needleHolder]))
  }

  /// Pulled from both sides, the thread draws the edges together; what it does to the tissue, what the hands hold and
  /// what they feel is one balance.
  @Test func aThreadDrawsTheEdgesTogether() throws {
    let (pad, model) = try Self.pad()
    var state = SimulationState(model: model)
    let team = WorkerTeam()
    let open = pad.gap(state)
    var gaps: [Double] = []
    var worst: Float = 0
    var last = StepOutput(tick: Tick(0))
    for k in 0..<1500 as Range<UInt64> {
      last = step(model, &state, PracticePad.pulling(Tick(k), pull: 0.004), on: team)
      worst = min(worst, last.ledger.dissipated)
      if k % 100 == 99 { gaps.append(pad.gap(state)) }
    }
    #expect(abs(open - 2 * PracticePad.halfGap) < 1e-6)
    // As laid, the thread bears next to nothing, and nothing happens before the hands draw.
    #expect(abs(gaps[4] - open) < 0.05 * open && abs(gaps[4] - gaps[2]) < 0.002 * open, "\(gaps)")
    #expect(gaps.last! < 0.25 * open, "\(gaps)")
    #expect(worst > -5e-5, "the pass made \(worst) J in a tick")
    let held = state.withSuture(0) { s in s.isHeld(byHand: 0) && s.isHeld(byHand: 1) }
    #expect(held)
    let forces = state.withSuture(0) { s in (0..<4).map { s.force(onPuncture: $0) } }
    let hands = state.withSuture(0) { s in (0..<2).map { s.force(onHand: $0) } }
    let inside = state.withSuture(0) { s in (0..<4).filter { s.isThreaded($0) }.count }
    #expect(inside == 4)
    // At rest a thread without weight hands on all that it takes.
    let pull = hands[0].length
    let left = forces[0] + forces[1]
    let right = forces[2] + forces[3]
    #expect(pull > 0.05)
    #expect((left + right + hands[0] + hands[1]).length < 0.1 * pull, "\(forces) \(hands)")
    // The left edge is drawn to the right and the right one to the left.
    #expect(left.x > 0.02 && right.x < -0.02, "\(left) \(right)")
    // The hands feel the pull of the thread.
    #expect(abs(Double(last.forceWanted.length) - pull) < 0.15 * pull, "\(last.forceWanted.length) \(pull)")
    // The tissue holds still by itself when the thread is let go.
    for k in 1500..<3000 as Range<UInt64> {
      var input = PracticePad.pulling(Tick(k), pull: 0.004)
      input.grip = 0
      input.second?.grip = 0
      last = step(model, &state, input, on: team)
    }
    let kept = state.withSuture(0) { s in s.isHeld(byHand: 0) || s.isHeld(byHand: 1) }
    #expect(!kept)
    #expect(pad.gap(state) > gaps.last!)
  }

  /// Pulled harder than the tissue bears, the thread cuts its way at the tear-out force, and comes out in the end.
  @Test func aThreadCutsOutAtTheDatum() throws {
    let (_, model) = try Self.pad(0.3)
    var state = SimulationState(model: model)
    let team = WorkerTeam()
    var cutting: [Double] = []
    var work: [Double] = [0]
    var threaded = 4
    for k in 0..<2600 as Range<UInt64> {
      _ = step(model, &state, PracticePad.pulling(Tick(k), pull: 0.016), on: team)
      state.withSuture(0) { s in
        let largest = (0..<4).map { s.force(onPuncture: $0).length }.max()!
        if s.tearWork > work.last! { cutting.append(largest) }
        work.append(s.tearWork)
        threaded = (0..<4).filter { s.isThreaded($0) }.count
      }
    }
    // It cuts at the datum; only where it comes out and snaps on to the next hold is there more for some ticks.
    cutting.sort()
    #expect(cutting.count > 200)
    #expect(abs(cutting[cutting.count / 2] / 0.3 - 1) < 0.05, "\(cutting[cutting.count / 2])")
    #expect(cutting[cutting.count * 95 / 100] < 0.36, "\(cutting[cutting.count * 95 / 100])")
    #expect(cutting[cutting.count * 5 / 100] > 0.27, "\(cutting[cutting.count * 5 / 100])")
    #expect(work[490] == 0 && work.last! > 0.3 * 0.001, "\(work.last!)")
    #expect(threaded < 4)
  }

  /// Jaws hold a thread by friction: over it the thread slides through them, and out.
  @Test func jawsLetTheThreadSlipOverTheirFriction() throws {
    let (_, model) = try Self.pad(100)
    var state = SimulationState(model: model)
    let team = WorkerTeam()
    var pulls: [Double] = []
    var isHeld = true
    for k in 0..<1500 as Range<UInt64> {
      var input = PracticePad.pulling(Tick(k), pull: 0.008)
      // The left hand closes its jaws no more than this.
      input.grip = min(input.grip, 0.505)
      _ = step(model, &state, input, on: team)
      isHeld = state.withSuture(0) { $0.isHeld(byHand: 0) }
      if isHeld { pulls.append(state.withSuture(0) { $0.force(onHand: 0).length }) }
    }
    #expect(!isHeld)
    // Spring of the hand, lever of the jaws, two pads: the pull rises to the friction of 0.6 and stays there.
    let jaw = try #require(try InstrumentScene.instrument(.forceps).jaw)
    let closing = Double(-jaw.stiffness * jaw.wanted(grip: 0.505, angle: 0))
    let bound = 2 * 0.6 * closing / (Double(jaw.length) - 0.004)
    let sliding = pulls.filter { $0 > 0.9 * bound }
    #expect(sliding.count > 50, "\(sliding.count) \(pulls.max() ?? 0) \(bound)")
    #expect(pulls.max() ?? 0 < 1.1 * bound, "\(pulls.max() ?? 0) \(bound)")
  }

  /// A thread that is pulled with more than it bears breaks, and that is said once, with the hand that holds it and the place.
  @Test func aThreadThatBreaksIsReported() throws {
    // Weaker than the jaws' friction.
    let (_, model) = try Self.pad(100, strength: 1)
    var state = SimulationState(model: model)
    let team = WorkerTeam()
    var breaks: [Event] = []
    var strongest = 0.0
    for k in 0..<2500 as Range<UInt64> {
      let output = step(model, &state, PracticePad.pulling(Tick(k), pull: 0.03), on: team)
      if breaks.isEmpty { strongest = max(strongest, state.withSuture(0) { $0.force(onHand: 0).length }) }
      for i in 0..<Int(output.eventCount) where output.events[i].kind == .threadBroke { breaks.append(output.events[i]) }
    }
    let broken = state.withSuture(0) { s in (0..<s.model.thread.segmentCount).filter { s.thread.isBroken($0) } }
    #expect(broken.count == 1 && breaks.count == 1, "\(broken) \(breaks.count) \(strongest)")
    let event = try #require(breaks.first)
    #expect(event.hand == 0 && event.argument == 0)
    #expect(event.site.isFinite && Vector3D(event.site).length < 0.1)
    #expect(strongest > 0.5 * state.withSuture(0) { $0.model.thread.material.strength })
  }

  /// Wherever a tick has left the thread, tissue and hands feel no more of it than it can bear.
  @Test func noPlaceIsPulledHarderThanTheThreadBreaksAt() throws {
    let (_, model) = try Self.pad()
    let state = SimulationState(model: model)
    state.withSuture(0) { s in
      let strength = s.model.thread.material.strength
      for g in [s.thread[guide: SutureModel.hands], ThreadGuide(at: 0, position: Vector3D(1, 2, 3), stiffness: 5000)] {
        let way = Vector3D(0.6, 0, -0.8)
        let near = s.anchor(g.position + 1e-4 * way, of: g)
        #expect((Vector3D(near) - g.position - 1e-4 * way).length < 1e-6)
        let far = Vector3D(s.anchor(g.position + 0.05 * way, of: g)) - g.position
        #expect(abs(g.stiffness * far.length / strength - 1) < 1e-3)
        #expect((far - far.length * way).length < 1e-6)
      }
    }
  }

  @Test func sameBitsForAnyNumberOfWorkersAndAfterARestore() throws {
    let (_, model) = try Self.pad()
    func play(workers: Int, restoreAt: UInt64? = nil) throws -> Playthrough {
      try Playthrough(model, ticks: 900, workers: workers, restoreAt: restoreAt) {
        PracticePad.pulling(Tick($0), pull: 0.004)
      }
    }
    let one = try play(workers: 1)
    let same = try play(workers: 2) == one
    #expect(same)
    let restored = try play(workers: 1, restoreAt: 701) == one
    #expect(restored)
  }

  @Test func aTickWithAThreadDoesNotAllocate() throws {
    let (_, model) = try Self.pad()
    var state = SimulationState(model: model)
    let inputs = (0..<900 as Range<UInt64>).map { PracticePad.pulling(Tick($0), pull: 0.004) }
    let count = allocations(model, &state, inputs, warm: 200)
    #expect(count == 0)
    let held = state.withSuture(0) { $0.isHeld(byHand: 0) }
    #expect(held)
  }

  /// What a thread does is in the hashes and in the saved state.
  @Test func damagedStatesAreRefused() throws {
    let (_, model) = try Self.pad()
    let state = SimulationState(model: model)
    let saved = state.save()
    #expect(throws: StateError.malformed) {
      _ = try SimulationState(model: model, restoring: Array(saved.dropLast(3)))
    }
    let bare = try PracticePad().model(suture: nil, tools: try Self.tools(), inHand: [.forceps, .needleHolder])
    #expect(throws: StateError.version(found: 4, expected: 3)) {
      _ = try SimulationState(model: bare, restoring: saved)
    }
    #expect(bare.hash != model.hash)
  }
}
