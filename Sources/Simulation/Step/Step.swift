public import Frames
import SimMath

/// Takes one tick of 1 ms: the same bits for the same model, state and input, for any number of workers.
///
/// Real-time safe: no allocation, lock or I/O. The floating-point mode of the thread is set at entry and restored, since
/// a device library may have changed it.
/// - Parameters:
///   - input: the input for `state.nextTick`; its own `tick` is taken over into the output.
///   - team: threads to share the work with; a team of one is the calling thread alone.
public func step(
  _ model: SimulationModel, _ state: inout SimulationState, _ input: InputFrame, on team: WorkerTeam
) -> StepOutput {
  FloatingPointMode.withDeterministic { state.step(model, input, team) }
}

extension SimulationState {
  mutating func step(_ model: SimulationModel, _ input: InputFrame, _ team: WorkerTeam) -> StepOutput {
    var output = StepOutput(tick: input.tick)
    control.tick = control.tick + 1
    output.handCount = UInt8(model.hands)
    let inputs = handInputs(model, input)
    for h in 0..<model.hands { output.hands[h].status.formUnion(takePose(model, inputs[h], h)) }
    for h in 0..<model.hands { heedStop(model, inputs[h], h, &output) }
    for h in 0..<model.hands { obey(model, inputs[h], h, &output) }

    if control.paused {
      output.status.insert(.paused)
      for h in 0..<model.hands where control.hands[h].isStopped { output.hands[h].status.insert(.emergencyStopped) }
      rest(model, &output)
    } else {
      advance(model, inputs, team, &output)
    }
    for h in 0..<model.hands {
      output.hands[h].tool = control.hands[h].tool.tool
      output.hands[h].toolPose = toolPose(model, h)
      output.hands[h].toolVelocity = tipVelocity(model, h)
    }
    output.pressure = control.pressure
    hash(model, &output)
    return output
  }

  /// Both hands' parts of the input. A second hand that the scene does not have is left out; one that the input does
  /// not have is not connected and stays where it is.
  private func handInputs(_ model: SimulationModel, _ input: InputFrame) -> InlineArray<2, HandInput> {
    let absent = HandInput(pose: Pose(position: Vector3(.nan, .nan, .nan)), flags: [])
    let first = HandInput(
      pose: input.pose, grip: input.grip, flags: input.flags, command: input.command, argument: input.argument)
    return [first, input.second ?? absent]
  }

  /// Fastest that a hand moves and turns the tool in a tick, m, rad. Usual: 3 mm (3 m/s) and 0.1 rad (100 rad/s); a
  /// larger jump is a fault of the tracker.
  private static var largestHandMove: Float { 0.003 }
  private static var largestHandTurn: Float { 0.1 }

  // MARK: Input

  /// Turns the input's pose into where the hand wants the tool's hold, and its jaws.
  private mutating func takePose(_ model: SimulationModel, _ input: HandInput, _ h: Int) -> StepStatus {
    let constants = body(model, h).constants
    control.hands[h].tool.previousHand = control.hands[h].tool.hand
    control.hands[h].tool.previousHandOrientation = control.hands[h].tool.handOrientation
    control.hands[h].tool.previousWantedJaw = control.hands[h].tool.wantedJaw
    if constants.hasJaw {
      control.hands[h].tool.wantedJaw = constants.jaw.wanted(grip: input.grip, angle: control.hands[h].tool.jaw)
    }
    // A hand that is not there has no pose to be wrong.
    guard input.pose.isFinite else { return h == 0 || input.flags.contains(.connected) ? .poseNotFinite : [] }
    let orientation = input.pose.orientation.normalized
    let wanted = input.pose.position + orientation.rotate(constants.hold)
    guard control.hands[h].tool.placed else {
      place(model, wanted, orientation, input.grip, h)
      return []
    }
    var status: StepStatus = []
    if constants.turnsWithHand {
      control.hands[h].tool.orientation = orientation
    } else {
      let before = control.hands[h].tool.handOrientation
      let turn = InstrumentSolver.vector(orientation * before.conjugate)
      let angle = turn.length
      if angle > Self.largestHandTurn {
        status.insert(.poseJumpBounded)
        control.hands[h].tool.handOrientation = InstrumentSolver.turned(
          before, by: (Self.largestHandTurn / angle) * turn)
      } else {
        control.hands[h].tool.handOrientation = orientation
      }
    }
    let move = wanted - control.hands[h].tool.hand
    let length = move.length
    if length > Self.largestHandMove {
      status.insert(.poseJumpBounded)
      control.hands[h].tool.hand += (Self.largestHandMove / length) * move
    } else {
      control.hands[h].tool.hand = wanted
    }
    return status
  }

  /// Puts a hand's tool at a place, at rest and without coupling force.
  private mutating func place(
    _ model: SimulationModel, _ hold: Vector3, _ orientation: Quaternion, _ grip: Float, _ h: Int
  ) {
    let constants = body(model, h).constants
    var tool = control.hands[h].tool
    tool.placed = true
    tool.orientation = orientation
    tool.handOrientation = orientation
    tool.previousHandOrientation = orientation
    tool.hand = hold
    tool.previousHand = hold
    tool.velocity = .zero
    tool.angularVelocity = .zero
    tool.jaw = 0
    tool.jawVelocity = 0
    if constants.hasJaw { tool.jaw = min(constants.jaw.opening, max(0, constants.jaw.wanted(grip: grip, angle: 1))) }
    tool.wantedJaw = tool.jaw
    tool.previousWantedJaw = tool.jaw
    control.hands[h].tool = tool
    let pose = pose(h)
    pose.center = constants.turnsWithHand ? hold : hold + orientation.rotate(constants.center - constants.hold)
    if !constants.turnsWithHand {
      pose.orientation = orientation
      pose.jaw = tool.jaw
    }
  }

  /// Pauses for both hands when one's emergency stop begins. While it lasts, that hand is sent no force even if the
  /// procedure goes on.
  private mutating func heedStop(_ model: SimulationModel, _ input: HandInput, _ h: Int, _ output: inout StepOutput) {
    let isStopped = input.flags.contains(.emergencyStop)
    defer { control.hands[h].isStopped = isStopped }
    guard isStopped, !control.hands[h].isStopped else { return }
    let pose = toolPose(model, h)
    func event(_ kind: EventKind) -> Event {
      Event(kind: kind, tool: control.hands[h].tool.tool, pose: pose, hand: UInt8(h))
    }
    output.append(event(.emergencyStopped))
    if !control.paused { output.append(event(.paused)) }
    control.paused = true
  }

  /// Carries out a hand's command and says what came of it.
  private mutating func obey(_ model: SimulationModel, _ input: HandInput, _ h: Int, _ output: inout StepOutput) {
    let pose = toolPose(model, h)
    func event(_ kind: EventKind, site: Vector3 = .zero) -> Event {
      Event(
        kind: kind, argument: input.argument, tool: control.hands[h].tool.tool, site: site, pose: pose, hand: UInt8(h))
    }
    switch input.command {
    case .none: break
    case .takeTool:
      guard let tool = Tool(rawValue: input.argument), let index = model.instruments.index(of: tool) else {
        output.append(event(.commandRefused))
        return
      }
      if tool != control.hands[h].tool.tool {
        // The new tool appears in the hand: its hold where the pose puts it, no stored coupling force.
        control.hands[h].tool.tool = tool
        contact.release(hand: h)
        edges.release(hand: h)
        if input.pose.isFinite {
          let orientation = input.pose.orientation.normalized
          place(
            model, input.pose.position + orientation.rotate(model.instruments.constants[index].hold), orientation,
            input.grip, h)
        }
        control.hands[h].safety.engaged = 0
        control.hands[h].torqueSafety.engaged = 0
        control.hands[h].grasp = GraspState()
        control.hands[h].suction = 0
      }
      output.append(event(.toolTaken))
    case .markLesion, .markSite, .freezeView:
      let kind: EventKind =
        input.command == .markLesion ? .lesionMarked : input.command == .markSite ? .siteMarked : .viewFrozen
      guard !control.paused, input.command != .freezeView || control.hands[h].tool.tool == .ultrasoundProbe,
        let site = nearestSite(model, h, within: 0.003)
      else {
        output.append(event(.commandRefused))
        return
      }
      output.append(event(kind, site: site))
    case .unmarkLesion: output.append(event(.lesionUnmarked))
    case .declareNoSafeSite: output.append(event(.noSafeSiteDeclared))
    case .clampSnare:
      guard !control.paused, let (isClamped, mouth) = clampSnares(ofSuture: Int(input.argument)) else {
        output.append(event(.commandRefused))
        return
      }
      output.append(event(isClamped ? .snareClamped : .snareReleased, site: mouth))
    case .finish: output.append(event(.finished))
    case .abort: output.append(event(.aborted))
    case .pause:
      if !control.paused { output.append(event(.paused)) }
      control.paused = true
    case .resume:
      if control.paused { output.append(event(.resumed)) }
      control.paused = false
    }
  }

  /// The point of the touchable surface next to a hand's tool, in the anatomy frame (m); nil if it is further than `gap`
  /// (m) from the tool's surface.
  private func nearestSite(_ model: SimulationModel, _ h: Int, within gap: Float) -> Vector3? {
    let solver = contactSolver(model)
    let body = body(model, h)
    // Squares of distances from a ball's centre; distances from the surface of another shape.
    let reach = body.isBall ? body.constants.radius + gap : gap
    func measure(_ p: Vector3) -> Float {
      body.isBall ? (p - body.pose.center).lengthSquared : body.distance(p)
    }
    var best: (face: Int, sample: Int)?
    var least = body.isBall ? reach * reach : reach
    for face in 0..<solver.faceCount {
      let f = solver.faces + 6 * face
      let a = tissue.positions.base + 4 * Int(f[0])
      let bound = reach + 2 * solver.faceRadius[face]
      guard measure(Vector3(a[0], a[1], a[2])) < (body.isBall ? bound * bound : bound) else { continue }
      for s in 0..<ContactModel.samplesPerFace where solver.exists(face: face, sample: s) {
        let d = measure(solver.interpolate(face: face, sample: s, tissue.positions.base))
        if d < least {
          least = d
          best = (face, s)
        }
      }
    }
    guard let best else { return nil }
    let rest = cut.isOn ? cut.tables.rest.base : model.tissue.rest.base
    return solver.interpolate(face: best.face, sample: best.sample, rest)
  }

  func toolPose(_ model: SimulationModel, _ h: Int) -> Pose {
    let center = pose(h).center
    let orientation = control.hands[h].tool.orientation
    return Pose(position: center - orientation.rotate(body(model, h).constants.center), orientation: orientation)
  }

  /// Of the tip, m/s; for a ball of its centre.
  private func tipVelocity(_ model: SimulationModel, _ h: Int) -> Vector3 {
    let constants = body(model, h).constants
    let tool = control.hands[h].tool
    guard !constants.turnsWithHand else { return tool.velocity }
    return tool.velocity - tool.angularVelocity.cross(tool.orientation.rotate(constants.center))
  }

  // MARK: A tick

  /// A paused tick: nothing moves, and the forces fall to zero within their slew bounds.
  private mutating func rest(_ model: SimulationModel, _ output: inout StepOutput) {
    for h in 0..<model.hands {
      // The tool waits where it is; on resume the hand finds it there.
      let constants = body(model, h).constants
      let orientation = control.hands[h].tool.orientation
      let hold =
        constants.turnsWithHand
        ? pose(h).center : pose(h).center + orientation.rotate(constants.hold - constants.center)
      control.hands[h].tool.velocity = .zero
      control.hands[h].tool.angularVelocity = .zero
      control.hands[h].tool.jawVelocity = 0
      control.hands[h].tool.hand = hold
      control.hands[h].tool.previousHand = hold
      if !constants.turnsWithHand {
        control.hands[h].tool.handOrientation = orientation
        control.hands[h].tool.previousHandOrientation = orientation
      }
      let (force, status) = control.hands[h].safety.apply(
        wanted: .zero, handMove: .zero, toolMove: .zero, enabled: false, model.safety[h])
      let (torque, turning) = control.hands[h].torqueSafety.apply(
        wanted: .zero, handMove: .zero, toolMove: .zero, enabled: false, model.torqueSafety[h])
      output.hands[h].forceSent = force
      output.hands[h].touch.torqueSent = torque
      output.hands[h].status.formUnion(constants.turnsWithHand ? status : status.union(turning))
    }
  }

  private mutating func advance(
    _ model: SimulationModel, _ inputs: InlineArray<2, HandInput>, _ team: WorkerTeam, _ output: inout StepOutput
  ) {
    control.pressure = Float(control.pulse.advance(model.pulse, &control.random))
    if model.hasFields { advanceFields(model, inputs) }
    let fits = runTick(model, team)
    if cut.isOn { settleEdges(model, &output) }
    if !fits { output.status.insert(.contactStorageFull) }
    report(model, &output)
    if model.hasHeat { cauterise(model, inputs, &output) }

    // The couplings' forces on the hands, through the safety chains.
    for h in 0..<model.hands {
      let hand = withInstrument(model, h) { block in
        (
          wanted: -block.couplingForce, torque: -block.couplingTorque, stored: block.springEnergy, move: block.holdMove,
          turn: block.body.isBall ? .zero : block.turn, handTurn: block.body.isBall ? .zero : block.handTurn
        )
      }
      let handMove = control.hands[h].tool.hand - control.hands[h].tool.previousHand
      var flags: StepStatus = []
      if !inputs[h].flags.contains(.connected) { flags.insert(.disconnected) }
      if control.hands[h].isStopped { flags.insert(.emergencyStopped) }
      let (force, status) = control.hands[h].safety.apply(
        wanted: hand.wanted, handMove: handMove, toolMove: hand.move, stored: hand.stored.force, enabled: flags.isEmpty,
        model.safety[h])
      flags.formUnion(status)
      if !body(model, h).isBall {
        let (torque, turning) = control.hands[h].torqueSafety.apply(
          wanted: hand.torque, handMove: hand.handTurn, toolMove: hand.turn, stored: hand.stored.torque,
          enabled: flags.isDisjoint(with: Self.off), model.torqueSafety[h])
        output.hands[h].touch.torqueWanted = hand.torque
        output.hands[h].touch.torqueSent = torque
        // A hand without torque has no torque to be clamped.
        if model.torqueSafety[h].peakForce > 0 || turning.contains(.quarantined) { flags.formUnion(turning) }
        // What is wrong with one of the two is wrong with the hand.
        if turning.contains(.quarantined) { control.hands[h].safety.quarantined = true }
      }
      output.hands[h].forceWanted = hand.wanted
      output.hands[h].forceSent = force
      output.hands[h].status.formUnion(flags)
    }
  }

  /// While any of these holds, no force and no torque are sent.
  private static var off: StepStatus { [.disconnected, .emergencyStopped] }

  /// Runs the two-level pass on tissue, contact and tools.
  /// - Returns: false if the contact storage was too small.
  private mutating func runTick(_ model: SimulationModel, _ team: WorkerTeam) -> Bool {
    let tissueSolver = TissueSolver(
      model.tissue, tissue, tables: cut.isOn ? TissueTables(model.tissue, cut) : TissueTables(model.tissue),
      lanes: team.lanes)
    let contactSolver = contactSolver(model)
    let edgeSolver = EdgeSolver(model.tissue.cut, cut, edges, firstTie: contact.ties.count - edges.nodes.count)
    let pressure = control.pressure
    let carry = carry(model)
    beginRefresh(model)
    let coarse = coarseSolver(model)
    let refresh = refreshSolver(model)
    var sutureEnergy = 0.0
    if let surface = model.tissueBorder, let paths = paths(model) {
      for s in 0..<sutures.count where sutures.base[s].needle.exists {
        sutures.base[s].needle.prepare(
          surface, sutures.base[s].neighbours, paths, vertices: tissue.positions.base)
      }
      if sutures.needSurface {
        borderGrid.update(surface, tissue.positions.base, count: vertexCount, paths)
        for s in 0..<sutures.count {
          sutures.base[s].findRests(surface, borderGrid, paths, vertices: tissue.positions.base)
          sutures.base[s].bolsters.findRests(surface, borderGrid, paths, vertices: tissue.positions.base)
        }
      }
    }
    var work = TickWork(
      patch: ContactPatchSolver(
        contactPatch, index: cut.isOn ? cut.tables.responseIndex.base : model.response.index.base,
        columns: responseColumns(model), coarse),
      coupled: CoupledSolver(coupledSystem, model.tissue.coarse), hands: [hand(model, 0), hand(model, 1)])
    var tools: InlineArray<2, ToolState> = [control.hands[0].tool, control.hands[1].tool]
    withUnsafeMutablePointer(to: &contact) { contactState in
      withUnsafeMutablePointer(to: &work) { work in
        withUnsafeMutablePointer(to: &tools) { tools in
          var context = TickContext(
            tissue: tissueSolver, coarse: coarse, refresh: refresh, contact: contactSolver,
            cavity: CavitySolver(model.cavity, faceArea: cavityArea.base), phaseStart: model.tissue.phaseStart.base,
            phaseCount: model.tissue.phaseCount, passes: model.passes, chunkCount: ledgerChunks.count / 2,
            gravity: model.gravity, pressure: pressure,
            areaStiffness: model.hasSuction ? model.contact.pressureStiffness : 0, carry: carry, externalLoad: externalLoad.base,
            ledgerChunks: ledgerChunks.base, scratch: scratch.base,
            coarseVectors: tissue.coarse.base,
            work: work, tools: UnsafeMutableRawPointer(tools).assumingMemoryBound(to: ToolState.self),
            loads: loads.base, contactState: contactState, sutures: sutures.base, sutureCount: sutures.count,
            edges: edgeSolver)
          withUnsafeMutablePointer(to: &context) {
            team.run(UnsafeMutableRawPointer($0), { TickContext.run($0, $1, $2) })
            $0.pointee.finishNeedles()
            $0.pointee.finishBolsters()
            sutureEnergy = $0.pointee.sutureSprings()
          }
          for h in 0..<model.hands {
            InstrumentSolver(
              body: contactSolver.body(h), coupling: work.pointee.hands[h].coupling,
              tool: UnsafeMutableRawPointer(tools).assumingMemoryBound(to: ToolState.self) + h,
              loads: InstrumentLoads(base: loads.base + h * InstrumentLoads.stride)
            ).finish()
          }
        }
      }
    }
    for h in 0..<model.hands { control.hands[h].tool = tools[h] }
    if model.refresh != nil { self.refresh.progress.slices += 1 }
    contact.settle(contactSolver)
    if let paths = paths(model) {
      for s in 0..<sutures.count {
        sutures.base[s].tear(tissue.positions.base, paths)
        sutures.base[s].cutNow = 0
        for h in 0..<model.hands { sutures.base[s].updateGrasp(body(model, h), control.hands[h].tool, hand: h) }
        if sutures.base[s].needle.exists, let surface = model.tissueBorder { settleNeedle(model, s, surface, paths) }
      }
    }
    control.sutureEnergy = sutureEnergy
    control.suctionWork = work.suctionEnergy - control.suctionEnergy
    return work.contactFits
  }

  /// What worker 0 knows of a hand at the start of a tick.
  private func hand(_ model: SimulationModel, _ h: Int) -> TickWork.Hand {
    TickWork.Hand(coupling: coupling(model, h), suction: control.hands[h].suction)
  }

  /// What the tick has done to a needle's channels and to what the jaws hold of it.
  private mutating func settleNeedle(_ model: SimulationModel, _ s: Int, _ surface: TissueBorder, _ paths: TissuePaths) {
    let rest = cut.isOn ? cut.tables.rest.base : model.tissue.rest.base
    sutures.base[s].needle.settle(
      NeedleField(
        vertices: tissue.positions.base, rest: rest, paths: paths, surface: surface, tick: control.tick.rawValue - 1))
    sutures.base[s].followNeedle(tissue.positions.base, paths)
    sutures.base[s].needle.endBites()
    for h in 0..<model.hands { sutures.base[s].needle.updateGrip(body(model, h), hand: h) }
  }

  /// Asks a hand's instrument as it is after the tick.
  private mutating func withInstrument<R>(
    _ model: SimulationModel, _ h: Int, _ ask: (InstrumentSolver) -> R
  ) -> R {
    let body = body(model, h)
    let coupling = coupling(model, h)
    let loads = InstrumentLoads(base: loads.base + h * InstrumentLoads.stride)
    return withUnsafeMutablePointer(to: &control.hands[h].tool) {
      ask(InstrumentSolver(body: body, coupling: coupling, tool: $0, loads: loads))
    }
  }

  /// Contact, energy and events of the tick.
  private mutating func report(_ model: SimulationModel, _ output: inout StepOutput) {
    let solver = contactSolver(model)
    var stored = 0.0
    for h in 0..<model.hands {
      reportContact(model, solver, h, &output.hands[h], &stored)
      announce(model, h, &output)
    }

    // The ledger.
    var kinetic = 0.0
    var work = 0.0
    for h in 0..<model.hands {
      let own = withInstrument(model, h) { ($0.energy, $0.handWork) }
      kinetic += own.0.kinetic
      work += own.1
      stored += own.0.stored
    }
    for k in 0..<(ledgerChunks.count / 2) {
      kinetic += ledgerChunks[2 * k]
      work += ledgerChunks[2 * k + 1]
    }
    var elastic = 0.0
    for t in 0..<model.tissue.tetrahedronCount { elastic += Double(tissue.elementEnergy[t]) }
    for t in 0..<model.tissue.shells.triangleCount { elastic += Double(tissue.shells.energy[t]) }
    if hasDamage { reportDamage(model, &output) }
    for s in 0..<sutures.count where sutures.base[s].needle.exists { reportBites(model, s, &output) }
    for s in 0..<sutures.count where sutures.base[s].cutNow != 0 { reportCut(model, s, &output) }
    for s in 0..<sutures.count where sutures.base[s].output.status.contains(.broke) { reportBreak(model, s, &output) }
    if model.tissue.hasTimedLaws { for r in 1..<tissue.activeWork.count { work += Double(tissue.activeWork[r]) } }
    if sutures.count > 0 { stored += control.sutureEnergy }
    if cut.isOn { stored += edges.energy }
    if model.hasSuction {
      control.suctionEnergy = suctionEnergy(model)
      stored += control.suctionEnergy
      work += control.suctionWork
    }
    let total = kinetic + elastic + stored
    let dissipated = control.energyKnown ? work - (total - control.storedEnergy) : 0
    control.energyOwed = max(0, Self.memory * control.energyOwed - dissipated)
    control.storedEnergy = total
    control.energyKnown = true
    output.ledger = EnergyLedger(
      kinetic: Float(kinetic), elastic: Float(elastic), contact: Float(stored), workIn: Float(work),
      dissipated: Float(dissipated))
    if !total.isFinite {
      for h in 0..<model.hands { control.hands[h].safety.quarantined = true }
    } else if isLedgerOpen(model) {
      output.status.insert(.ledgerOpen)
    }
  }

  /// Says in one event each how many elements were bruised and torn for the first time, and where.
  private func reportDamage(_ model: SimulationModel, _ output: inout StepOutput) {
    let report = damageReport(model)
    if report.bruised > 0 { append(.tissueBruised, report.bruised, report.bruiseSite) }
    if report.torn > 0 { append(.tissueTorn, report.torn, report.tearSite) }
    func append(_ kind: EventKind, _ count: Int, _ site: Vector3) {
      output.append(
        Event(
          kind: kind, argument: UInt8(min(count, 255)), tool: control.hands[0].tool.tool, site: site,
          pose: toolPose(model, 0)))
    }
  }

  /// Whether ticks have made more energy than later ones have taken away again.
  private func isLedgerOpen(_ model: SimulationModel) -> Bool {
    // What suckers hold is below nothing, and no measure of the rest.
    let stored = control.storedEnergy - control.suctionEnergy
    return control.energyOwed > Self.largestDebt * stored + model.tissue.energyRounding
  }

  /// Energy that may be owed before the ledger is open, as a share of what the system holds. Usual: 5e-4; in a pressed
  /// vessel the rounding of the sums comes to a fifth of it.
  private static var largestDebt: Double { 5e-4 }
  /// Share of what is owed that is remembered in the next tick. Usual: 0.999; else rounding would add up to a debt in a body
  /// that spins for minutes.
  private static var memory: Double { 0.999 }

  /// The share of the velocities with which a tick starts: none while the ledger is open.
  ///
  /// A pass is d = S^-1 (M v (1 - carry) / dt - K x) from its start, with a symmetric S that is at least A = M/dt2 + K where
  /// no correction overshoots. With all of the velocity a body at rest is a fixed point, and what falls in one with the
  /// inertial target needs no correction; but motions that the pass does not resolve move with more than their mass, and the
  /// physical energy is not bounded by that of the start. Without velocity it is: d'Sd = d'Mv/dt - d'Kx, so that
  /// E(x + d) + d'Md/2dt2 <= E(x) + d'Mv/dt - d'Sd/2 <= E(x) + v'Mv/2. What the pass resolves, translation and the coarse
  /// motions, goes on as before; the rest loses its swing.
  private func carry(_ model: SimulationModel) -> Float { isLedgerOpen(model) ? 0 : 1 }

  // MARK: Hashes

  /// Adds this tick's hundredth of every array to the hashes, and gives them out every hundred ticks.
  private mutating func hash(_ model: SimulationModel, _ output: inout StepOutput) {
    let k = Int((control.tick.rawValue - 1) % HashReport.period)
    let n = tissue.positions.count / 4
    var digest = StateHash()
    for v in (n * k / 100)..<(n * (k + 1) / 100) {
      let p = Vector3(tissue.positions[4 * v], tissue.positions[4 * v + 1], tissue.positions[4 * v + 2])
      let u = Vector3(tissue.velocities[4 * v], tissue.velocities[4 * v + 1], tissue.velocities[4 * v + 2])
      control.positionHash.combine(p)
      control.velocityHash.combine(u)
      digest.combine(p)
    }
    let damaged = tissue.damage.peak.count
    for r in (damaged * k / 100)..<(damaged * (k + 1) / 100) {
      control.positionHash.combine(tissue.damage.peak[r])
      digest.combine(tissue.damage.peak[r])
    }
    let center = pose(0).center
    control.positionHash.combine(center)
    control.velocityHash.combine(control.hands[0].tool.velocity)
    for h in 0..<model.hands { hashInstrument(model, h, &digest) }
    for i in 0..<contact.anchorCount {
      let key = contact.anchorKey[i]
      // Hand and part in the upper half: nothing for a ball in the first hand.
      control.contactHash.combine(UInt64(key >> 3) | UInt64(key & 7) << 40)
      control.contactHash.combine(Vector3(contact.anchor[4 * i], contact.anchor[4 * i + 1], contact.anchor[4 * i + 2]))
    }
    for s in 0..<sutures.count { hashSuture(s, slice: k, &digest) }
    if cut.isOn {
      cut.combine(into: &control.contactHash)
      edges.combine(into: &control.contactHash)
    }
    if model.hasFields {
      for h in 0..<model.hands { control.contactHash.combine(control.hands[h].suction) }
      control.contactHash.combine(control.blood.bitPattern)
    }
    if model.hasHeat {
      for h in 0..<model.hands { control.contactHash.combine(control.hands[h].cautery.burn.energy.bitPattern) }
      heat.combine(slice: k, into: &control.contactHash)
    }
    control.randomHash.combine(control.random.state)
    control.randomHash.combine(control.pulse.phase.bitPattern)
    digest.combine(center)
    digest.combine(control.contactHash.value)
    digest.combine(control.random.state)
    output.digest = UInt32(truncatingIfNeeded: digest.value ^ (digest.value >> 32))
    if k == 99 {
      output.hashes = HashReport(
        positions: control.positionHash.value, velocities: control.velocityHash.value,
        contacts: control.contactHash.value, random: control.randomHash.value)
      control.positionHash = StateHash()
      control.velocityHash = StateHash()
      control.contactHash = StateHash()
      control.randomHash = StateHash()
    }
  }

  /// This tick's hundredth of a thread, and what its guides hold.
  private mutating func hashSuture(_ s: Int, slice k: Int, _ digest: inout StateHash) {
    let n = sutures.base[s].thread.vertexCount
    for v in (n * k / 100)..<(n * (k + 1) / 100) {
      for c in 0..<3 {
        let x = sutures.base[s].thread.x[3 * v + c].bitPattern
        control.positionHash.combine(x)
        control.velocityHash.combine(sutures.base[s].thread.v[3 * v + c].bitPattern)
        digest.combine(x)
      }
    }
    for g in 0..<sutures.base[s].thread.guides.count where sutures.base[s].thread.guides[g].isActive {
      let arc = sutures.base[s].thread.guides[g].arc.bitPattern
      control.contactHash.combine(arc)
      digest.combine(arc)
    }
    for p in 0..<sutures.base[s].punctureCount { control.contactHash.combine(sutures.base[s].punctures[p]) }
    if sutures.base[s].bolsters.count > 0 {
      sutures.base[s].bolsters.combine(motion: &control.positionHash, contact: &control.contactHash)
      digest.combine(control.positionHash.value)
    }
    guard sutures.base[s].needle.exists else { return }
    let hash = sutures.base[s].needle.hash
    control.positionHash.combine(hash.motion)
    control.contactHash.combine(hash.channel)
    digest.combine(hash.motion)
  }

  /// What a scene for one hand with a tool that turns with it does not have.
  private mutating func hashInstrument(_ model: SimulationModel, _ h: Int, _ digest: inout StateHash) {
    let tool = control.hands[h].tool
    if h > 0 {
      control.positionHash.combine(pose(h).center)
      control.velocityHash.combine(tool.velocity)
      digest.combine(pose(h).center)
    }
    guard !body(model, h).isBall else { return }
    let q = pose(h).orientation
    control.positionHash.combine(Vector3(q.x, q.y, q.z))
    control.positionHash.combine(q.w)
    control.positionHash.combine(pose(h).jaw)
    digest.combine(Vector3(q.x, q.y, q.z))
    digest.combine(pose(h).jaw)
    control.velocityHash.combine(tool.angularVelocity)
    control.velocityHash.combine(tool.jawVelocity)
  }
}
