import Frames
import SimMath
import Testing
import Validation

@testable import Simulation

/// A curved needle as a body of the tick: free, held, handed over, driven through a slab of tissue.
@Suite(.serialized) struct NeedleSceneTests {
  private static func holder() throws -> Instrument { try InstrumentScene.instrument(.needleHolder) }

  /// Drives the needle by `turn` rad from tick 400 on and looks at each tick.
  private static func drive(
    _ trial: NeedleTrial, _ model: SimulationModel, _ state: inout SimulationState, turn: Double, ticks: Int,
    grip: Float = 0.9, team: WorkerTeam = WorkerTeam(), each: (StepOutput, borrowing NeedleState) -> Void = { _, _ in }
  ) {
    for _ in 0..<ticks {
      let output = step(model, &state, trial.driving(state.nextTick, turn: turn, grip: grip), on: team)
      state.withSuture(0) { each(output, $0.needle) }
    }
  }

  @Test(arguments: SutureSize.allCases) func massAndInertiaAreThoseOfAnArc(size: SutureSize) {
    let model = NeedleModel(for: size)
    let n = 20_000
    let share = model.mass / Double(n)
    var center = Vector3D.zero
    for k in 0..<n {
      center += (1 / Double(n)) * model.shape.point(at: model.shape.arcLength * (Double(k) + 0.5) / Double(n))
    }
    #expect((center - model.center).length < 1e-6 * model.shape.radius)
    let (along, across) = model.principal
    var moments = Vector3D.zero
    for k in 0..<n {
      let r = model.shape.point(at: model.shape.arcLength * (Double(k) + 0.5) / Double(n)) - center
      let (a, b) = (r.dot(along), r.dot(across))
      moments += share * Vector3D(b * b, a * a, a * a + b * b)
    }
    let thin = model.mass * model.shape.wireDiameter * model.shape.wireDiameter / 16
    #expect((moments + thin * Vector3D(1, 1, 1) - model.inertia).length < 1e-3 * model.inertia.length)
  }

  /// Nothing holds it: needle and thread together keep their momentum and fall with g.
  @Test func aFreeNeedleAndItsThreadFallTogether() throws {
    let trial = NeedleTrial(height: 0.03)
    let model = try trial.model(tools: [Self.holder()], gravity: Vector3(0, -9.81, 0))
    var state = SimulationState(model: model)
    state.sutures.base[0].needle.setVelocity(Vector3D(0.05, 0.2, 0.02), turning: Vector3D(3, 0, 10))
    let thread = model.sutures[0].thread
    func momentum(_ state: borrowing SimulationState) -> Vector3D {
      state.withSuture(0) { s in
        var sum = s.needle.model.mass * s.needle.velocity
        for i in 0..<thread.vertexCount {
          sum += thread.mass(i)
            * Vector3D(s.thread.velocities[3 * i], s.thread.velocities[3 * i + 1], s.thread.velocities[3 * i + 2])
        }
        return sum
      }
    }
    var mass = trial.needle.mass
    for i in 0..<thread.vertexCount { mass += thread.mass(i) }
    let before = momentum(state)
    let team = WorkerTeam()
    for k in 0..<80 as Range<UInt64> {
      var input = trial.driving(Tick(k), turn: 0)
      input.grip = 0
      _ = step(model, &state, input, on: team)
      let expected = before + (mass * 0.001 * Double(k + 1)) * Vector3D(0, -9.81, 0)
      let now = momentum(state)
      #expect((now - expected).length < 0.02 * before.length, "\(k): \(now) \(expected)")
    }
    // The swage holds.
    let gap = state.withSuture(0) { s in (s.needle.swage - s.thread.position(0)).length }
    #expect(gap < 1e-5)
  }

  /// Pulled at its thread, a needle that is held weakly slides between the pads at their friction; held well it stays.
  @Test func padsHoldUpToTheirFriction() throws {
    let trial = NeedleTrial(height: 0.03)
    let model = try trial.model(tools: [Self.holder()])
    func pull(grip: Float) -> (force: Double, limit: Double, slid: Bool, arc: Double) {
      var state = SimulationState(model: model)
      let team = WorkerTeam()
      var result = (force: 0.0, limit: 0.0, slid: false, arc: 0.0)
      for k in 0..<1300 as Range<UInt64> {
        if k == 420 {
          let end = state.sutures.base[0].thread.position(19)
          state.sutures.base[0].thread[guide: 1] = ThreadGuide(at: 0.019, position: end)
        }
        if k > 420 { state.sutures.base[0].thread[guide: 1].position += Vector3D(0, -4e-6, 0) }
        let input = trial.driving(Tick(k), turn: 0, grip: grip)
        _ = step(model, &state, input, on: team)
        guard k > 420 else { continue }
        let body = state.body(model, 0)
        state.withSuture(0) { s in
          let hold = s.needle.grip(0).hold(
            s.needle.model, s.needle.frame, RigidFrame(body), jaw: Double(body.pose.jaw), body)
          guard s.needle.grip(0).isActive else { return }
          result.limit = hold.limit
          result.force = max(result.force, hold.force.length)
          result.slid = result.slid || s.needle.grip(0).slipped
          result.arc = s.needle.grip(0).arc
        }
      }
      return result
    }
    // Closed so far that friction of both pads bears half a newton.
    let holder = try Self.holder()
    let jaw = try #require(holder.jaw)
    let lever = jaw.length - Float(NeedleTrial.reach)
    let torque = 0.5 * lever / (2 * 0.8)
    let angle = Float(trial.needle.shape.wireDiameter) / lever
    let weak = pull(grip: (jaw.opening - angle + torque / jaw.stiffness) / (jaw.opening + jaw.torque / jaw.stiffness))
    #expect(weak.slid && abs(weak.limit / 0.5 - 1) < 0.15, "\(weak)")
    #expect(weak.force > 0.8 * weak.limit && weak.force < 1.15 * weak.limit, "\(weak)")
    #expect(weak.arc > trial.held + 0.001, "\(weak)")
    let firm = pull(grip: 0.9)
    #expect(firm.force > 1.5 * weak.limit && firm.force < firm.limit, "\(firm)")
    #expect(abs(firm.arc - trial.held) < 0.000_2, "\(firm)")
  }

  @Test func theNeedleIsHandedOver() throws {
    let trial = NeedleTrial(height: 0.03)
    let model = try trial.model(
      tools: [Self.holder(), InstrumentScene.instrument(.forceps)], inHand: [.needleHolder, .forceps])
    var state = SimulationState(model: model)
    let team = WorkerTeam()
    let before = state.withSuture(0) { $0.needle.center }
    var both = false
    for k in 0..<1300 as Range<UInt64> {
      let first = k < 800 ? Float(0.9 * min(1, Double(k) / 300)) : 0
      let second = Float(0.9 * min(1, max(0, Double(k) - 400) / 300))
      let far = 0.8 * trial.needle.shape.arcLength
      let input = InputFrame(
        tick: Tick(k), pose: trial.hand(trial.start), grip: first,
        second: HandInput(pose: trial.hand(trial.start, at: far), grip: second))
      _ = step(model, &state, input, on: team)
      state.withSuture(0) { s in both = both || s.needle.grip(0).isActive && s.needle.grip(1).isActive }
    }
    #expect(both)
    let grips = state.withSuture(0) { s in (s.needle.grip(0).isActive, s.needle.grip(1).isActive) }
    #expect(!grips.0 && grips.1)
    let (center, velocity) = state.withSuture(0) { s in (s.needle.center, s.needle.velocity) }
    #expect((center - before).length < 0.000_5)
    #expect(velocity.length < 1e-3)
  }

  /// Rise to the threshold, drop, a bite of part of the wall, and friction of the length inside when the tip is out
  /// again.
  @Test func theTipDentsPuncturesAndComesOut() throws {
    let trial = NeedleTrial()
    let model = try trial.model(tools: [Self.holder()])
    var state = SimulationState(model: model)
    var forces: [Double] = []
    var puncture: Int?
    var worst: Float = 0
    var plateau: [Double] = []
    Self.drive(trial, model, &state, turn: 2.3, ticks: 1550) { output, needle in
      worst = min(worst, output.ledger.dissipated)
      forces.append(needle.tipForce.length)
      if puncture == nil && needle.biteCount == 1 { puncture = forces.count }
      guard needle.biteCount == 1, needle.bite(0).outcome == .through, needle.lengthInTissue > 0 else { return }
      var along = 0.0
      for k in 0..<needle.nodes.count where needle.nodes[k].status == .holds {
        let hold = needle.nodes[k].hold
        along -= hold.force.dot(needle.frame.rotate(hold.direction))
      }
      plateau.append(along / (trial.tissue.friction * needle.lengthInTissue))
    }
    let at = try #require(puncture)
    let law = trial.tissue
    let peak = forces[..<at].max()!
    #expect(peak > 0.9 * law.threshold && peak < 1.15 * law.threshold, "\(peak)")
    // It rises, but for the noise of a surface that gives way.
    let rise = forces[..<at].filter { $0 > 0 }
    #expect(rise.count > 50)
    for k in stride(from: 20, to: rise.count, by: 20) { #expect(rise[k] > rise[k - 20] - 0.02) }
    let after = forces[(at + 60)..<(at + 120)]
    #expect(after.max()! < 0.6 * peak, "\(after.max()!)")
    #expect(worst > -5e-5, "the pass made \(worst) J in a tick")
    let bites = state.withSuture(0) { $0.needle.biteCount }
    #expect(bites == 1)
    let bite = state.withSuture(0) { $0.needle.bite(0) }
    #expect(bite.outcome == .through && bite.thickness == .partial, "\(bite)")
    #expect(bite.entry.x < -0.002 && bite.exit.x > 0.002, "\(bite)")
    #expect(bite.depth > 0.000_8 && bite.depth < trial.thickness, "\(bite)")
    #expect(bite.angle > 0.3 && bite.angle < 1.5, "\(bite)")
    #expect(bite.length > 0.9 * (bite.exit - bite.entry).length, "\(bite)")
    #expect(plateau.count > 40)
    plateau.sort()
    #expect(plateau[plateau.count / 2] > 0.8 && plateau[plateau.count / 2] < 1.05, "\(plateau[plateau.count / 2])")
  }

  /// Drawn back along its arc a needle leaves its channel as it was; drawn straight up it tears it.
  @Test func theWayOutAlongTheArcDoesNotTear() throws {
    let trial = NeedleTrial()
    let model = try trial.model(tools: [Self.holder()])
    var state = SimulationState(model: model)
    Self.drive(trial, model, &state, turn: 1.1, ticks: 1100)
    let isInside = state.withSuture(0) { $0.needle.isInside }
    #expect(isInside)
    let saved = state.save()
    let torn = state.withSuture(0) { $0.needle.tearWork }
    let team = WorkerTeam()

    func leave(_ pose: (Double) -> Pose) throws -> (side: Double, torn: Double, outcome: NeedleBite.Outcome) {
      var state = try SimulationState(model: model, restoring: saved)
      var side = 0.0
      for k in 0..<800 {
        let input = InputFrame(tick: state.nextTick, pose: pose(Double(k) / 1000), grip: 0.9)
        _ = step(model, &state, input, on: team)
        state.withSuture(0) { s in
          var sum = 0.0
          for k in 0..<s.needle.nodes.count where s.needle.nodes[k].status == .holds {
            let hold = s.needle.nodes[k].hold
            let t = s.needle.frame.rotate(hold.direction)
            sum += (hold.force - hold.force.dot(t) * t).length
          }
          side = max(side, sum)
        }
      }
      return state.withSuture(0) { s in (side, s.needle.tearWork - torn, s.needle.bite(0).outcome) }
    }
    let along = try leave { t in trial.hand(trial.start + 1.1 - 2 * min(t, 0.5)) }
    let straight = try leave { t in
      var pose = trial.hand(trial.start + 1.1)
      pose.position.y += Float(0.02 * min(t, 0.4))
      return pose
    }
    #expect(along.outcome == .withdrawn, "\(along)")
    #expect(along.torn == 0, "\(along)")
    #expect(straight.side > 3 * along.side, "\(along) \(straight)")
    #expect(straight.side > 0.5, "\(straight)")
  }

  /// One hand drives the needle until its tip is out, the other takes it there and draws it through: the thread lies in
  /// both holes.
  @Test func theThreadFollowsTheNeedle() throws {
    let trial = NeedleTrial()
    let model = try trial.model(tools: [Self.holder()], inHand: [.needleHolder, .needleHolder])
    var state = SimulationState(model: model)
    let team = WorkerTeam()
    let far = 0.9 * trial.needle.shape.arcLength
    var worst: Float = 0
    var told: [(event: Event, bite: NeedleBite?)] = []
    for k in 0..<4000 as Range<UInt64> {
      var input = trial.driving(Tick(k), turn: 2.7)
      let taken = Float(0.9 * min(1, max(0, Double(k) - 1800) / 300))
      if k > 2150 { input.grip = max(0, 0.9 - Float(k - 2150) / 100) }
      let turn = 2.7 + min(2.9, max(0, Double(k) - 2300) * 0.002)
      input.second = HandInput(pose: trial.hand(trial.start + turn, at: far), grip: taken)
      let output = step(model, &state, input, on: team)
      worst = min(worst, output.ledger.dissipated)
      for e in 0..<Int(output.eventCount) where output.events[e].kind.isOfNeedle {
        told.append((output.events[e], output.bite(of: output.events[e])))
      }
    }
    let held = state.withSuture(0) { s in (s.needle.grip(0).isActive, s.needle.grip(1).isActive) }
    #expect(!held.0 && held.1)
    let threaded = state.withSuture(0) { s in (0..<4).filter { s.isThreaded($0) }.count }
    #expect(threaded == 2)
    let bite = state.withSuture(0) { $0.needle.bite(0) }
    #expect(bite.outcome == .through && bite.tearWork < 1e-3, "\(bite)")
    let inTissue = state.withSuture(0) { $0.needle.lengthInTissue }
    #expect(inTissue == 0)
    // Told once as it went in, by the hand that drove it, and once when all of it was out, by the other.
    #expect(told.map(\.event.kind) == [.needleEntered, .biteEnded] && told.map(\.event.hand) == [0, 1])
    #expect(told.first?.bite?.outcome == .inside && told.first?.bite?.entry == bite.entry)
    #expect(told.last?.bite == bite)
    #expect(told.last?.event.site == Vector3(bite.entry))
    // The slab's rim is 12 mm from its middle.
    #expect(abs(bite.edgeDistance - (0.012 - abs(bite.entry.x))) < 1e-6, "\(bite)")
    #expect(worst > -5e-5, "the pass made \(worst) J in a tick")
  }

  /// The cases of `systole validate thread`: puncture, cutting, friction and tear-out are what the data say.
  @Test func needleAndTearOutFollowTheirData() throws {
    let tools = [try Self.holder()]
    let drive = try NeedleCases.drive(tools: tools)
    let trial = TearOutTrial()
    let tear = try NeedleCases.tear(trial, tools: tools)
    for c in NeedleCases.cases(drive, tear, trial) { #expect(c.ok, "\(c.id): \(c.ours) against \(c.reference)") }
    // Rise before the puncture, drop after it, and less again when the tip is out.
    let puncture = try #require(drive.firstIndex { $0.isInside })
    let out = try #require(drive.lastIndex { $0.isInside })
    #expect(drive[(puncture + 40)..<(puncture + 80)].map(\.force).max()! < 0.6 * drive[..<puncture].map(\.force).max()!)
    #expect(drive[out + 60].force < drive[out - 20].force - 0.1)
    #expect(tear.last?.isThreaded == false)
  }

  /// One slab, two materials: each half is pierced at its own threshold, and a hard one not at all.
  @Test func eachMaterialIsPiercedByItsOwnDatum() throws {
    func drive(_ left: PunctureResistance, _ right: PunctureResistance) throws -> (bites: [NeedleBite], peak: Double) {
      var trial = NeedleTrial()
      trial.second = right
      trial.tissue = left
      let model = try trial.model(tools: [Self.holder()])
      var state = SimulationState(model: model)
      var peak = 0.0
      Self.drive(trial, model, &state, turn: 2.3, ticks: 1550) { _, needle in
        if needle.isDenting { peak = max(peak, needle.tipResistance) }
      }
      return state.withSuture(0) { s in ((0..<s.needle.biteCount).map { s.needle.bite($0) }, peak) }
    }
    // In by the left half, out by the right one.
    let soft = try drive(.softPlaque, .aorta)
    #expect(soft.bites.count == 1)
    let bite = try #require(soft.bites.first)
    #expect(bite.outcome == .through && bite.entry.x < 0 && bite.exit.x > 0, "\(bite)")
    #expect(abs(bite.threshold / PunctureResistance.softPlaque.threshold - 1) < 0.15, "\(bite)")
    let hard = try drive(.calcium, .aorta)
    #expect(hard.bites.isEmpty && hard.peak > 1.1 * PunctureResistance.aorta.threshold, "\(hard.peak)")
    #expect(hard.peak < PunctureResistance.calcium.threshold, "\(hard.peak)")
  }

  @Test func badPunctureDataAreRefused() {
    let material = Material(youngsModulus: 1e6, poissonRatio: 0.45, density: 1060)
    func fault(_ change: (inout PunctureResistance) -> Void) -> String? {
      var p = PunctureResistance.aorta
      change(&p)
      return MaterialPoint(material: material, puncture: p).fault
    }
    #expect(fault { _ in } == nil)
    #expect(fault { $0.threshold = $0.cutting } != nil)
    #expect(fault { $0.friction = -1 } != nil)
    #expect(fault { $0.tearForce = .nan } != nil)
  }

  /// Its middle low over a thin slab, the needle goes in steeply and out by the far wall.
  @Test func aSteepBiteTakesTheWholeWall() throws {
    var trial = NeedleTrial(height: 0.001, thickness: 0.002)
    trial.start = 0.1
    let model = try trial.model(tools: [Self.holder()])
    var state = SimulationState(model: model)
    Self.drive(trial, model, &state, turn: 1.5, ticks: 1250)
    let (bites, isInside) = state.withSuture(0) { s in
      ((0..<s.needle.biteCount).map { s.needle.bite($0) }, s.needle.isInside)
    }
    #expect(bites.count == 1 && !isInside)
    let bite = try #require(bites.first)
    #expect(bite.outcome == .through && bite.thickness == .full, "\(bite)")
    #expect(abs(bite.entry.y) < 1e-6 && abs(bite.exit.y + trial.thickness) < 1e-6, "\(bite)")
    #expect(abs(bite.depth - trial.thickness) < 1e-4, "\(bite)")
    #expect(bite.entryNormal.y > 0.99 && bite.exitNormal.y < -0.99, "\(bite)")
    #expect(bite.angle > 0.75, "\(bite)")
  }

  /// Drawn back and driven again the needle takes a second bite; the first stays on record.
  @Test func theSameNeedleTakesASecondBite() throws {
    let trial = NeedleTrial()
    let model = try trial.model(tools: [Self.holder()])
    var state = SimulationState(model: model)
    let team = WorkerTeam()
    var told: [EventKind] = []
    for k in 0..<3600 as Range<UInt64> {
      // In by 1 rad, back to where it began, and through.
      let t = max(0, Double(k) - 400) * 0.002
      let turn = t < 1 ? t : t < 2.2 ? max(0, 2 - t) : min(2.3, t - 2.2)
      let input = InputFrame(
        tick: Tick(k), pose: trial.hand(trial.start + turn), grip: Float(0.9 * min(1, Double(k) / 300)))
      let output = step(model, &state, input, on: team)
      for e in 0..<Int(output.eventCount) where output.events[e].kind.isOfNeedle { told.append(output.events[e].kind) }
    }
    let bites = state.withSuture(0) { s in (0..<s.needle.biteCount).map { s.needle.bite($0) } }
    #expect(bites.map(\.outcome) == [.withdrawn, .through], "\(bites)")
    #expect(told == [.needleEntered, .biteEnded, .needleEntered])
    #expect(bites[0].endTick > bites[0].tick && bites[1].tick > bites[0].endTick, "\(bites)")
    #expect(bites[0].length < bites[1].length, "\(bites)")
  }

  /// The flatter arc of a 3/8 circle takes a shallow bite.
  @Test func aThreeEighthsCircleTakesAShallowBite() throws {
    var trial = NeedleTrial(
      height: 0.004_5, tissue: PunctureResistance(threshold: 0.3, cutting: 0.1, friction: 60, tearForce: 2))
    trial.needle = NeedleModel(for: .size6_0)
    #expect(trial.needle.shape.circle == 0.375)
    trial.start = 1.1
    let model = try trial.model(tools: [Self.holder()])
    var state = SimulationState(model: model)
    Self.drive(trial, model, &state, turn: 2.1, ticks: 1500)
    let bites = state.withSuture(0) { s in (0..<s.needle.biteCount).map { s.needle.bite($0) } }
    #expect(bites.count == 1)
    let bite = try #require(bites.first)
    #expect(bite.outcome == .through && bite.thickness == .partial, "\(bite)")
    #expect(bite.depth > 0.000_2 && bite.depth < trial.needle.shape.radius - trial.height, "\(bite)")
    #expect(bite.angle < 0.9, "\(bite)")
  }

  @Test func sameBitsForAnyNumberOfWorkersAndAfterARestore() throws {
    let trial = NeedleTrial()
    let model = try trial.model(tools: [Self.holder()])
    func play(workers: Int, restoreAt: UInt64? = nil) throws -> Playthrough {
      try Playthrough(model, ticks: 1500, workers: workers, restoreAt: restoreAt) { trial.driving(Tick($0), turn: 2.4) }
    }
    let one = try play(workers: 1)
    let same = try play(workers: 2) == one
    #expect(same)
    for tick in [350, 800, 1201] as [UInt64] {
      let restored = try play(workers: 1, restoreAt: tick) == one
      #expect(restored, "\(tick)")
    }
  }

  @Test func aTickWithANeedleDoesNotAllocate() throws {
    let trial = NeedleTrial()
    let model = try trial.model(tools: [Self.holder()])
    var state = SimulationState(model: model)
    let inputs = (0..<1500 as Range<UInt64>).map { trial.driving(Tick($0), turn: 2.4) }
    let count = allocations(model, &state, inputs, warm: 250)
    #expect(count == 0)
    let bites = state.withSuture(0) { $0.needle.biteCount }
    #expect(bites == 1)
  }
}
