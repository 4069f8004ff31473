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
    takePose(model, input, &output)
    obey(model, input, &output)

    if control.paused {
      output.status.insert(.paused)
      rest(model, &output)
    } else {
      advance(model, input, team, &output)
    }
    output.tool = control.tool.tool
    output.toolPose = toolPose(model)
    output.toolVelocity = control.tool.velocity
    output.pressure = control.pressure
    hash(&output)
    return output
  }

  /// Fastest that a hand moves the tool in a tick, m. Usual: 3 mm (3 m/s); a larger jump is a fault of the tracker.
  private static var largestHandMove: Float { 0.003 }

  // MARK: Input

  /// Turns the input's pose into where the hand wants the tool's centre.
  private mutating func takePose(_ model: SimulationModel, _ input: InputFrame, _ output: inout StepOutput) {
    let shape = model.tools[Int(control.tool.tool.rawValue)]
    control.tool.previousHand = control.tool.hand
    guard input.pose.isFinite else {
      output.status.insert(.poseNotFinite)
      return
    }
    let orientation = input.pose.orientation.normalized
    let wanted = input.pose.position + orientation.rotate(shape.center)
    guard control.tool.placed else {
      place(wanted, orientation)
      return
    }
    control.tool.orientation = orientation
    let move = wanted - control.tool.hand
    let length = move.length
    if length > Self.largestHandMove {
      output.status.insert(.poseJumpBounded)
      control.tool.hand += (Self.largestHandMove / length) * move
    } else {
      control.tool.hand = wanted
    }
  }

  /// Puts the tool at a place, at rest and without coupling force.
  private mutating func place(_ center: Vector3, _ orientation: Quaternion) {
    control.tool.placed = true
    control.tool.orientation = orientation
    control.tool.hand = center
    control.tool.previousHand = center
    control.tool.velocity = .zero
    toolCenter[0] = center.x
    toolCenter[1] = center.y
    toolCenter[2] = center.z
  }

  /// Carries out the input's command and says what came of it.
  private mutating func obey(_ model: SimulationModel, _ input: InputFrame, _ output: inout StepOutput) {
    let pose = toolPose(model)
    func event(_ kind: EventKind, site: Vector3 = .zero) -> Event {
      Event(kind: kind, argument: input.argument, tool: control.tool.tool, site: site, pose: pose)
    }
    switch input.command {
    case .none: break
    case .takeTool:
      guard let tool = Tool(rawValue: input.argument) else {
        output.append(event(.commandRefused))
        return
      }
      if tool != control.tool.tool {
        // The new tool appears in the hand: its centre where the pose puts it, no stored coupling force.
        control.tool.tool = tool
        contact.anchorCount = 0
        if input.pose.isFinite {
          let orientation = input.pose.orientation.normalized
          place(
            input.pose.position + orientation.rotate(model.tools[Int(tool.rawValue)].center), orientation)
        }
        control.safety.engaged = 0
      }
      output.append(event(.toolTaken))
    case .markLesion, .markSite, .freezeView:
      let kind: EventKind =
        input.command == .markLesion ? .lesionMarked : input.command == .markSite ? .siteMarked : .viewFrozen
      guard !control.paused, input.command != .freezeView || control.tool.tool == .ultrasoundProbe,
        let site = nearestSite(model, within: 0.003)
      else {
        output.append(event(.commandRefused))
        return
      }
      output.append(event(kind, site: site))
    case .unmarkLesion: output.append(event(.lesionUnmarked))
    case .declareNoSafeSite: output.append(event(.noSafeSiteDeclared))
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

  /// The point of the touchable surface next to the tool, in the anatomy frame (m); nil if it is further than `gap` (m)
  /// from the tool's surface.
  private func nearestSite(_ model: SimulationModel, within gap: Float) -> Vector3? {
    let center = Vector3(toolCenter[0], toolCenter[1], toolCenter[2])
    let reach = model.tools[Int(control.tool.tool.rawValue)].radius + gap
    let solver = ContactSolver(model.contact, contact, center: toolCenter.base, radius: reach)
    var best: (face: Int, sample: Int)?
    var least = reach * reach
    for face in 0..<model.contact.faceCount {
      let f = solver.faces + 6 * face
      let a = tissue.positions.base + 4 * Int(f[0])
      let bound = reach + 2 * solver.faceRadius[face]
      guard (Vector3(a[0], a[1], a[2]) - center).lengthSquared < bound * bound else { continue }
      for s in 0..<ContactModel.samplesPerFace {
        let d = (solver.interpolate(face: face, sample: s, tissue.positions.base) - center).lengthSquared
        if d < least {
          least = d
          best = (face, s)
        }
      }
    }
    guard let best else { return nil }
    return solver.interpolate(face: best.face, sample: best.sample, model.tissue.rest.base)
  }

  private func toolPose(_ model: SimulationModel) -> Pose {
    let center = Vector3(toolCenter[0], toolCenter[1], toolCenter[2])
    let shape = model.tools[Int(control.tool.tool.rawValue)]
    return Pose(
      position: center - control.tool.orientation.rotate(shape.center), orientation: control.tool.orientation)
  }

  // MARK: A tick

  /// A paused tick: nothing moves, and the force falls to zero within its slew bound.
  private mutating func rest(_ model: SimulationModel, _ output: inout StepOutput) {
    // The tool waits where it is; on resume the hand finds it there.
    let center = Vector3(toolCenter[0], toolCenter[1], toolCenter[2])
    control.tool.velocity = .zero
    control.tool.hand = center
    control.tool.previousHand = center
    let (force, status) = control.safety.apply(
      wanted: .zero, handMove: .zero, toolMove: .zero, enabled: false, model.safety)
    output.forceSent = force
    output.status.formUnion(status)
  }

  private mutating func advance(
    _ model: SimulationModel, _ input: InputFrame, _ team: WorkerTeam, _ output: inout StepOutput
  ) {
    control.pressure = Float(control.pulse.advance(model.pulse, &control.random))
    let shape = model.tools[Int(control.tool.tool.rawValue)]
    let fits = runTick(model, shape, team)
    if !fits { output.status.insert(.contactStorageFull) }

    // The tool's new velocity and the coupling's force on the hand.
    let center = Vector3(toolCenter[0], toolCenter[1], toolCenter[2])
    let toolMove = center - control.tool.previous
    let handMove = control.tool.hand - control.tool.previousHand
    control.tool.velocity = 1000 * toolMove
    let coupling = model.coupling
    let wanted =
      coupling.stiffness * (center - control.tool.hand) + (coupling.damping * 1000) * (toolMove - handMove)
    report(model, shape, handWork: -Double(wanted.dot(handMove)), &output)

    var enabled = true
    if !input.flags.contains(.connected) {
      output.status.insert(.disconnected)
      enabled = false
    }
    if input.flags.contains(.emergencyStop) {
      output.status.insert(.emergencyStopped)
      enabled = false
    }
    output.forceWanted = wanted
    let (force, status) = control.safety.apply(
      wanted: wanted, handMove: handMove, toolMove: toolMove, enabled: enabled, model.safety)
    output.forceSent = force
    output.status.formUnion(status)
  }

  /// Runs the two-level pass on tissue, contact and tool.
  /// - Returns: false if the contact storage was too small.
  private mutating func runTick(_ model: SimulationModel, _ shape: ToolShape, _ team: WorkerTeam) -> Bool {
    let tissueSolver = TissueSolver(model.tissue, tissue)
    let contactSolver = ContactSolver(model.contact, contact, center: toolCenter.base, radius: shape.radius)
    let pressure = control.pressure
    let coarse = CoarseSolver(model.tissue.coarse, frames: CoarseFrameSolver(model.tissue, tissue))
    var work = TickWork(tool: control.tool, patch: ContactPatchSolver(contactPatch, model.response, coarse))
    withUnsafeMutablePointer(to: &contact) { contactState in
      withUnsafeMutablePointer(to: &work) { work in
        var context = TickContext(
          tissue: tissueSolver, coarse: coarse, contact: contactSolver,
          cavity: CavitySolver(model.cavity, faceArea: cavityArea.base), phaseStart: model.tissue.phaseStart.base,
          phaseCount: model.tissue.phaseCount, passes: model.passes,
          chunkCount: ledgerChunks.count / 2, gravity: model.gravity, pressure: pressure, coupling: model.coupling, toolMass: shape.mass, externalLoad: externalLoad.base,
          ledgerChunks: ledgerChunks.base, scratch: scratch.base,
          coarseVectors: tissue.coarse.base,
          work: work, contactState: contactState)
        withUnsafeMutablePointer(to: &context) {
          team.run(UnsafeMutableRawPointer($0), { TickContext.run($0, $1, $2) })
        }
      }
    }
    control.tool = work.tool
    contact.settle(contactSolver)
    return work.contactFits
  }

  /// Contact, energy and events of the tick.
  private mutating func report(
    _ model: SimulationModel, _ shape: ToolShape, handWork: Double, _ output: inout StepOutput
  ) {
    let solver = ContactSolver(model.contact, contact, center: toolCenter.base, radius: shape.radius)
    var force = Vector3.zero
    var site = Vector3.zero
    var weight: Float = 0
    var touching: UInt16 = 0
    var stored = 0.0
    for i in 0..<contact.count {
      guard let point = solver.evaluate(i) else { continue }
      let id = Int(contact.sample[i])
      force -= point.force
      site += point.normalForce * solver.interpolate(face: id >> 4, sample: id & 15, model.tissue.rest.base)
      weight += point.normalForce
      touching += 1
      stored += 0.5 * Double(point.normalForce * point.depth)
      stored += 0.5 * Double(point.tangentialStiffness * point.slip.lengthSquared)
    }
    output.contactForce = force
    output.contactCount = touching
    output.normalForce = weight
    if weight > 0 { output.contactSite = (1 / weight) * site }
    if touching > 0 { output.status.insert(.inContact) }
    if (touching > 0) != control.wasInContact {
      control.wasInContact = touching > 0
      output.append(
        Event(
          kind: touching > 0 ? .contactBegan : .contactEnded, tool: control.tool.tool, site: output.contactSite,
          pose: toolPose(model)))
    }

    // The ledger.
    var kinetic = 0.5 * Double(shape.mass * control.tool.velocity.lengthSquared)
    var work = handWork
    for k in 0..<(ledgerChunks.count / 2) {
      kinetic += ledgerChunks[2 * k]
      work += ledgerChunks[2 * k + 1]
    }
    var elastic = 0.0
    for t in 0..<model.tissue.tetrahedronCount { elastic += Double(tissue.elementEnergy[t]) }
    for t in 0..<model.tissue.shells.triangleCount { elastic += Double(tissue.shells.energy[t]) }
    if hasDamage { reportDamage(model, &output) }
    if model.tissue.hasTimedLaws { for r in 1..<tissue.activeWork.count { work += Double(tissue.activeWork[r]) } }
    let center = Vector3(toolCenter[0], toolCenter[1], toolCenter[2])
    stored += 0.5 * Double(model.coupling.stiffness * (center - control.tool.hand).lengthSquared)
    let total = kinetic + elastic + stored
    let dissipated = control.energyKnown ? work - (total - control.storedEnergy) : 0
    control.storedEnergy = total
    control.energyKnown = true
    output.ledger = EnergyLedger(
      kinetic: Float(kinetic), elastic: Float(elastic), contact: Float(stored), workIn: Float(work),
      dissipated: Float(dissipated))
    if !total.isFinite {
      control.safety.quarantined = true
    } else if dissipated < -Self.ledgerBound {
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
          kind: kind, argument: UInt8(min(count, 255)), tool: control.tool.tool, site: site, pose: toolPose(model)))
    }
  }

  /// Energy that a tick may make before the ledger counts as open, J. Usual: 50 microjoules, half a hundredth of what a
  /// pressed vessel swings back with when it is let go at once, and a hundred times the rounding of the sums; a pass that goes astray makes a thousand times
  /// more within a few ticks.
  private static var ledgerBound: Double { 5e-5 }

  // MARK: Hashes

  /// Adds this tick's hundredth of every array to the hashes, and gives them out every hundred ticks.
  private mutating func hash(_ output: inout StepOutput) {
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
    let center = Vector3(toolCenter[0], toolCenter[1], toolCenter[2])
    control.positionHash.combine(center)
    control.velocityHash.combine(control.tool.velocity)
    for i in 0..<contact.anchorCount {
      control.contactHash.combine(UInt64(UInt32(bitPattern: contact.anchorSample[i])))
      control.contactHash.combine(Vector3(contact.anchor[4 * i], contact.anchor[4 * i + 1], contact.anchor[4 * i + 2]))
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
}
