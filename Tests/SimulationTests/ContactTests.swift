import Frames
import SimMath
import Simulation
import Testing

@Suite struct ContactTests {
  /// Dragged sideways under a press, the tool feels at most mu times the normal force, and nearly that when it slides.
  @Test(arguments: [0.1, 0.3]) func frictionFollowsCoulomb(mu: Double) throws {
    let model = try Scene.aorta(systolic: 80, diastolic: 80, friction: mu)
    var state = SimulationState(model: model)
    var largest = 0.0
    var sliding = 0.0
    run(
      model, &state, ticks: 2500,
      pose: { k in
        let press = 0.0030 * Float(min(k, 500)) / 500
        let drag = k > 1000 ? 0.000015 * Float(min(k - 1000, 1000)) : 0
        return Pose(position: Vector3(0, 0.0220 - press, 0.022 + drag))
      }
    ) { output in
      guard output.tick.rawValue > 1000, output.tick.rawValue < 2000, output.normalForce > 0.1 else { return }
      // The vessel runs along z and is straight there: what pulls along z is friction.
      let ratio = Double(abs(output.contactForce.z) / output.normalForce)
      largest = max(largest, ratio)
      if output.tick.rawValue > 1900 { sliding = ratio }
    }
    // The dimple's flanks lean a little along z too; they cancel but for a few percent.
    #expect(largest < mu * 1.12 + 0.02)
    #expect(sliding > mu * 0.75, "\(sliding)")
  }

  /// One sample touched straight on has stiffness along one line only: the coupled solve must not divide by the others.
  @Test func firstTouchOfASingleSampleIsFinite() throws {
    let model = try Scene.aorta(systolic: 80, diastolic: 80, friction: 0)
    for z in [Float(0.022), 0.03, 0.0245, 0.0187] {
      var state = SimulationState(model: model)
      var fewest = UInt16.max
      run(
        model, &state, ticks: 400,
        pose: { k in Pose(position: Vector3(0, 0.0221 - 0.000002 * Float(min(k, 200)), z)) }
      ) { output in
        #expect(!output.status.contains(.quarantined) && output.ledger.elastic.isFinite)
        if output.contactCount > 0 { fewest = min(fewest, output.contactCount) }
      }
      #expect(fewest < UInt16.max)
    }
  }

  /// A press far beyond what palpation needs, held through heartbeats: the dimple turns soft modes into stiff ones, and
  /// the coarse correction may not make energy of it.
  @Test(arguments: [(Float(0.0055), Float(0.03)), (0.010, 0.03), (0.0055, 0.008)])
  func hardPressStaysQuiet(depth: Float, z: Float) throws {
    let model = try Scene.aorta()
    var state = SimulationState(model: model, seed: 3)
    var worst: Float = 0
    var last = StepOutput(tick: Tick(0))
    run(
      model, &state, ticks: 3000,
      pose: { k in
        // Down, held, and away at once.
        let press = k < 2500 ? depth * Float(min(k, 800)) / 800 : 0
        return Pose(position: Vector3(0, 0.0225 - press, z))
      }
    ) { output in
      worst = min(worst, output.ledger.dissipated)
      if output.tick == Tick(2400) {
        #expect(output.normalForce > 2)
        #expect(output.ledger.kinetic < 1e-6)
        #expect(worst > -5e-7, "the pass made \(worst) J in a tick")
      }
      last = output
    }
    // Let go at once, ten millijoules swing back; of what the first tick holds back the second gives some again, four
    // thousandths at most.
    #expect(worst > -4e-5, "the pass made \(worst) J in a tick")
    #expect(!last.status.contains(.quarantined) && last.contactCount == 0)
  }

  /// Stuck friction is a spring: brought back, the tool feels no side force.
  @Test func stickGivesBackWhatItTook() throws {
    let model = try Scene.aorta(systolic: 80, diastolic: 80, friction: 0.5)
    var state = SimulationState(model: model)
    var atRest: Float = 0
    var pulled: Float = 0
    var after: Float = 0
    run(
      model, &state, ticks: 3000,
      pose: { k in
        let press = 0.0030 * Float(min(k, 500)) / 500
        let drag: Float = k < 1000 ? 0 : k < 1500 ? 0.0002 : 0
        return Pose(position: Vector3(0, 0.0220 - press, 0.030 + drag))
      }
    ) { output in
      switch output.tick.rawValue {
      case 999: atRest = output.contactForce.z
      case 1499: pulled = output.contactForce.z
      case 2999: after = output.contactForce.z
      default: break
      }
    }
    #expect(abs(pulled - atRest) > 0.02)
    #expect(abs(after - atRest) < 0.1 * abs(pulled - atRest))
  }

  /// What the tissue feels the tool feels: at rest the coupling's force on the hand is the contact force.
  @Test func forceAtTheHandIsTheContactForce() throws {
    let model = try Scene.aorta(systolic: 80, diastolic: 80)
    var state = SimulationState(model: model)
    var last = StepOutput(tick: Tick(0))
    run(
      model, &state, ticks: 3000,
      pose: { k in Pose(position: Vector3(0, 0.0225 - 0.003 * Float(min(k, 600)) / 600, 0.03)) }
    ) { last = $0 }
    #expect(last.contactCount > 4)
    #expect((last.forceWanted - last.contactForce).length < 0.002 * last.contactForce.length)
    #expect((last.forceSent - last.forceWanted).length < 1e-6)
    // The site felt is where the probe is.
    let site = VesselCoordinate(anatomy: last.contactSite)
    #expect(abs(site.angle) < 0.05 && abs(site.axial - 0.03) < 0.0005)
  }

  @Test func marksNeedTissueNearTheTool() throws {
    let model = try Scene.aorta()
    var state = SimulationState(model: model)
    let team = WorkerTeam()
    let far = InputFrame(tick: Tick(0), pose: Scene.away, command: .markLesion, argument: 1)
    let refused = step(model, &state, far, on: team)
    #expect(refused.eventCount == 1 && refused.events[0].kind == .commandRefused)
    run(model, &state, ticks: 30, team: team) { _ in }
    var near = SimulationState(model: model)
    run(model, &near, ticks: 10, team: team, pose: { _ in Pose(position: Vector3(0.0, 0.0215, 0.02)) })
    let marked = step(
      model, &near,
      InputFrame(
        tick: near.nextTick, pose: Pose(position: Vector3(0, 0.0215, 0.02)), command: .markLesion, argument: 1),
      on: team)
    let events = (0..<Int(marked.eventCount)).map { marked.events[$0] }
    let mark = try #require(events.first { $0.kind == .lesionMarked })
    #expect(mark.argument == 1)
    let place = VesselCoordinate(anatomy: mark.site)
    #expect(abs(place.axial - 0.02) < 0.001 && abs(place.angle) < 0.06)
    // A view can only be frozen with the ultrasound probe in the hand.
    let view = step(
      model, &near,
      InputFrame(tick: near.nextTick, pose: Pose(position: Vector3(0, 0.0215, 0.02)), command: .freezeView),
      on: team)
    #expect((0..<Int(view.eventCount)).contains { view.events[$0].kind == .commandRefused })
  }

  /// The gel bridges a gap, as it does beside a real heart: what can be frozen is what shows a picture.
  @Test func aViewIsFrozenThroughGelButNotThroughAir() throws {
    let model = try Scene.aorta()
    let probe = UltrasoundProbe(model: model, width: 0.03)
    let team = WorkerTeam()
    for (gap, shown) in [(0.0025, true), (0.0045, false)] as [(Float, Bool)] {
      var state = SimulationState(model: model)
      let pose = Pose(position: Vector3(0, 0.016 + gap, 0.03))
      let take = InputFrame(
        tick: Tick(0), pose: pose, command: .takeTool, argument: Tool.ultrasoundProbe.rawValue)
      _ = step(model, &state, take, on: team)
      let output = step(
        model, &state, InputFrame(tick: state.nextTick, pose: pose, command: .freezeView, argument: 1), on: team)
      #expect(output.contactCount == 0)
      let kinds = (0..<Int(output.eventCount)).map { output.events[$0].kind }
      #expect(kinds == [shown ? .viewFrozen : .commandRefused])
      let coupling = probe.image(positions: state.positions, pose: output.toolPose, tick: output.tick).coupling
      #expect(shown ? coupling > 0.3 : coupling == 0, "\(gap) m: \(coupling)")
    }
  }
}
