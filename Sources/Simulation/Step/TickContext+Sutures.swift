import SimMath

/// Threads as blocks of a tick; worker 0 alone runs them.
///
/// A thread is solved once a tick, at the turning point of the symmetric pass: tissue, tools, thread, tools, tissue.
/// Its springs to punctures and jaws are parts of one energy; whichever side moves takes the other one as it is.
extension TickContext {
  @inline(__always) func suture(_ s: Int) -> UnsafeMutablePointer<SutureState> { sutures + s }

  /// Puts the ties of all punctures, and what jaws hold, to where inertia takes the threads.
  func startSutures() {
    var n = 0
    for s in 0..<sutureCount {
      let state = suture(s)
      for k in 0..<state.pointee.punctureCount {
        let g = state.pointee.thread[guide: SutureModel.hands + k]
        contact.ties[n] = TissueTie()
        if g.isActive {
          contact.ties[n] = state.pointee.tie(k, tissue.tetrahedra)
          let (p, v) = state.pointee.point(at: g.arc)
          contact.ties[n].anchor = state.pointee.anchor(p + 0.001 * v, of: g)
          contact.ties[n].stiffness = Float(g.stiffness)
          contact.ties[n].along = Float(g.stiffness)
        }
        n += 1
      }
      for h in 0..<contact.hands where state.pointee.grasps[h].isActive {
        let g = state.pointee.thread[guide: h]
        let (p, v) = state.pointee.point(at: g.arc)
        state.pointee.grasps[h].anchor = state.pointee.anchor(p + 0.001 * v, of: g)
      }
      for h in 0..<contact.hands { state.pointee.press(contact.body(h), hand: h) }
      if state.pointee.needle.exists {
        state.pointee.needle.start()
        state.pointee.needle.setTies(contact.ties + n, tetrahedra: tissue.tetrahedra)
        n += NeedleState.tieCount
      }
      state.pointee.setRestTies(contact.ties + n, tetrahedra: tissue.tetrahedra)
      n += state.pointee.thread.rests.count
      if state.pointee.bolsters.count > 0 {
        state.pointee.bolsters.start()
        state.pointee.bolsters.setTies(contact.ties + n, tetrahedra: tissue.tetrahedra)
        n += BolsterState.tieCount(state.pointee.bolsters.count)
      }
    }
  }

  /// Solves every thread against tissue and jaws as they are.
  func relaxSutures() {
    var n = 0
    for s in 0..<sutureCount {
      let state = suture(s)
      let first = n
      for k in 0..<state.pointee.punctureCount {
        let place = contact.samplePosition(contact.tieBase + n)
        state.pointee.thread[guide: SutureModel.hands + k].position = Vector3D(place)
        n += 1
      }
      for h in 0..<contact.hands where state.pointee.grasps[h].isActive {
        state.pointee.thread[guide: h].position = Vector3D(jawPlace(h, state.pointee.grasps[h]))
        state.pointee.thread[guide: h].grip = Double(jawGrip(h, state.pointee.grasps[h]))
      }
      for h in 0..<contact.hands { state.pointee.place(contact.body(h), hand: h) }
      // Needle and thread are one block: the needle's own equations are eliminated into the thread's first vertex.
      let ties = n
      if state.pointee.needle.exists {
        state.pointee.thread.head = state.pointee.needle.assemble(
          gravity: Vector3D(gravity), hands: contact.hands,
          { Vector3D(contact.samplePosition(contact.tieBase + ties + $0)) }, { needlePads($0, $1, state) })
        n += NeedleState.tieCount
      }
      let restTies = n
      n += state.pointee.thread.rests.count
      for i in 0..<state.pointee.thread.rests.count where state.pointee.thread.rests[i].isActive {
        state.pointee.thread.rests[i].point = Vector3D(contact.samplePosition(contact.tieBase + restTies + i))
      }
      let bolsterTies = n
      n += BolsterState.tieCount(state.pointee.bolsters.count)
      relaxBolsters(state, ties: bolsterTies)
      state.pointee.output = state.pointee.thread.advance(state.pointee.model.thread)
      relaxBolsters(state, ties: bolsterTies)
      moveBolsterTies(state, ties: bolsterTies)
      for h in 0..<contact.hands { state.pointee.press(contact.body(h), hand: h) }
      if state.pointee.needle.exists {
        let head = state.pointee.thread.head
        state.pointee.needle.move(thread: head.stiffness * (state.pointee.thread.position(0) - head.place))
        state.pointee.needle.moveTies(contact.ties + ties)
      }
      state.pointee.moveRestTies(contact.ties + restTies)
      for k in 0..<state.pointee.punctureCount {
        let g = state.pointee.thread[guide: SutureModel.hands + k]
        // A thread that has slipped out of a puncture no longer holds it.
        if g.isActive {
          contact.ties[first + k].anchor = state.pointee.anchor(state.pointee.point(at: g.arc).place, of: g)
        } else {
          contact.ties[first + k].stiffness = 0
          contact.ties[first + k].along = 0
        }
      }
      for h in 0..<contact.hands where state.pointee.grasps[h].isActive {
        let g = state.pointee.thread[guide: h]
        state.pointee.grasps[h].isActive = g.isActive
        if g.isActive { state.pointee.grasps[h].anchor = state.pointee.anchor(state.pointee.point(at: g.arc).place, of: g) }
      }
    }
  }

  /// Takes the needles' new velocities; after the pass.
  func finishNeedles() {
    for s in 0..<sutureCount where suture(s).pointee.needle.exists { suture(s).pointee.needle.finish() }
  }

  /// What threads and cut tissue do to the instruments as all are now.
  func loadTools() {
    guard sutureCount > 0 || edges != nil else { return }
    for h in 0..<contact.hands {
      let sum = InstrumentLoads(base: loads + h * InstrumentLoads.stride)
      sum.reset()
      loadEdges(h, sum)
      for s in 0..<sutureCount where suture(s).pointee.grasps[h].isActive {
        let grasp = suture(s).pointee.grasps[h]
        let p = jawPlace(h, grasp)
        let k = Float(SutureModel.graspStiffness)
        var block = SymmetricBlock.zero
        block.addDiagonal(k)
        sum.add(k * (grasp.anchor - p), at: p, stiffness: block, on: contact.body(h), grasp.part)
      }
      for s in 0..<sutureCount where suture(s).pointee.needle.grips[h].isActive { loadTool(h, suture(s), sum) }
      for s in 0..<sutureCount where suture(s).pointee.model.meetsInstruments { loadThread(h, suture(s), sum) }
    }
  }

  /// Energy in the springs between punctures and threads, and between jaws and threads, beyond what the threads
  /// count, J: what tissue and tools have moved since the threads were solved.
  func sutureSprings() -> Double {
    var sum = 0.0
    var n = 0
    for s in 0..<sutureCount {
      let state = suture(s)
      sum += state.pointee.output.energy.total
      for k in 0..<state.pointee.punctureCount {
        let tie = contact.ties[n]
        let now = (tie.anchor - contact.samplePosition(contact.tieBase + n)).lengthSquared
        let g = state.pointee.thread[guide: SutureModel.hands + k]
        if g.isActive { sum += 0.5 * Double(tie.stiffness * now) - 0.5 * g.force.lengthSquared / g.stiffness }
        n += 1
      }
      if state.pointee.needle.exists {
        sum += state.pointee.needle.energy(gravity: Vector3D(gravity))
        for k in n..<(n + NeedleState.tieCount) {
          sum += contact.ties[k].energy(at: contact.samplePosition(contact.tieBase + k))
        }
        n += NeedleState.tieCount
        for h in 0..<contact.hands where state.pointee.needle.grips[h].isActive {
          sum += needlePads(h, state.pointee.needle.grips[h], state).energy
        }
      }
      let restTies = n
      n += state.pointee.thread.rests.count
      sum += state.pointee.restEnergy(contact.ties + restTies) { contact.samplePosition(contact.tieBase + restTies + $0) }
      sum += bolsterSprings(state, ties: n)
      n += BolsterState.tieCount(state.pointee.bolsters.count)
      for h in 0..<contact.hands where state.pointee.grasps[h].isActive {
        let now = (state.pointee.grasps[h].anchor - jawPlace(h, state.pointee.grasps[h])).lengthSquared
        let g = state.pointee.thread[guide: h]
        sum += 0.5 * SutureModel.graspStiffness * Double(now) - 0.5 * g.force.lengthSquared / g.stiffness
      }
      guard state.pointee.model.meetsInstruments else { continue }
      for h in 0..<contact.hands {
        let body = contact.body(h)
        for k in 0..<min(body.count, SutureModel.shapes) {
          let press = state.pointee.presses[h * SutureModel.shapes + k]
          guard press.size > 0 else { continue }
          sum += Double(press.energy(at: body.worldPlace(press.place, body.primitives[k].part)))
        }
      }
    }
    return sum
  }

  // MARK: Jaws

  /// What a hand's pads do to a needle as both are now.
  private func needlePads(
    _ h: Int, _ grip: NeedleGrip, _ state: UnsafeMutablePointer<SutureState>
  ) -> NeedleGrip.Hold {
    let body = contact.body(h)
    return grip.hold(
      state.pointee.needle.model, state.pointee.needle.frame, RigidFrame(body), jaw: Double(body.pose.jaw), body)
  }

  /// The needle's part of what acts on a tool: the wire keeps the jaws apart, and the whole takes the pads' friction.
  private func loadTool(_ h: Int, _ state: UnsafeMutablePointer<SutureState>, _ sum: InstrumentLoads) {
    let hold = needlePads(h, state.pointee.needle.grips[h], state)
    var block = SymmetricBlock.zero
    block.addDiagonal(Float(hold.tangential))
    sum.add(
      Vector3(hold.tangential * hold.slip), at: Vector3(hold.place), stiffness: block, on: contact.body(h), .body)
    if hold.overlap > 0 { sum.add(jaw: Float(hold.stop * hold.overlap), stiffness: Float(hold.stop)) }
    sum.add(torque: Vector3(hold.turning * hold.turn), stiffness: Float(hold.turning))
  }

  /// What a thread that lies against an instrument does to it.
  private func loadThread(_ h: Int, _ state: UnsafeMutablePointer<SutureState>, _ sum: InstrumentLoads) {
    let body = contact.body(h)
    for k in 0..<min(body.count, SutureModel.shapes) {
      let press = state.pointee.presses[h * SutureModel.shapes + k]
      guard press.size > 0 else { continue }
      let part = body.primitives[k].part
      let p = body.worldPlace(press.place, part)
      let force = press.force(at: p)
      guard force > 0 else { continue }
      var block = SymmetricBlock.zero
      block.addDyad(ThreadPress.stiffness, press.way)
      sum.add(force * press.way, at: p, stiffness: block, on: body, part)
    }
  }

  /// Where the jaws of a hand hold, world axes, m.
  private func jawPlace(_ h: Int, _ grasp: ThreadGrasp) -> Vector3 {
    contact.body(h).worldPlace(grasp.place, grasp.part)
  }

  /// Friction of both pads, N; none where one blade pushes.
  private func jawGrip(_ h: Int, _ grasp: ThreadGrasp) -> Float {
    guard grasp.part == .body else { return 0 }
    return contact.body(h).jawFriction(closing: -instrument(h).jawTorque, at: grasp.place)
  }
}
