import SimMath

/// Threads as blocks of a tick; worker 0 alone runs them.
///
/// A thread is solved once a tick, at the turning point of the symmetric pass: tissue, tools, thread, tools, tissue.
/// Its springs to punctures and jaws are parts of one energy; whichever side moves takes the other one as it is.
extension TickContext {
  @inline(__always) private func suture(_ s: Int) -> UnsafeMutablePointer<SutureState> { sutures + s }

  /// Puts the ties of all punctures, and what jaws hold, to where inertia takes the threads.
  func startSutures() {
    var n = 0
    for s in 0..<sutureCount {
      let state = suture(s)
      for k in 0..<state.pointee.punctureCount {
        let g = state.pointee.thread[guide: SutureModel.hands + k]
        contact.ties[n] = state.pointee.tie(k)
        if g.isActive {
          let (p, v) = state.pointee.point(at: g.arc)
          contact.ties[n].anchor = Vector3(p + 0.001 * v)
          contact.ties[n].stiffness = Float(g.stiffness)
        }
        n += 1
      }
      for h in 0..<contact.hands where state.pointee.grasps[h].isActive {
        let (p, v) = state.pointee.point(at: state.pointee.thread[guide: h].arc)
        state.pointee.grasps[h].anchor = Vector3(p + 0.001 * v)
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
      state.pointee.output = state.pointee.thread.advance(state.pointee.model.thread)
      for k in 0..<state.pointee.punctureCount {
        let g = state.pointee.thread[guide: SutureModel.hands + k]
        // A thread that has slipped out of a puncture no longer holds it.
        if g.isActive {
          contact.ties[first + k].anchor = Vector3(state.pointee.point(at: g.arc).place)
        } else {
          contact.ties[first + k].stiffness = 0
        }
      }
      for h in 0..<contact.hands where state.pointee.grasps[h].isActive {
        let g = state.pointee.thread[guide: h]
        state.pointee.grasps[h].isActive = g.isActive
        if g.isActive { state.pointee.grasps[h].anchor = Vector3(state.pointee.point(at: g.arc).place) }
      }
    }
  }

  /// What the threads do to the instruments as both are now.
  func loadTools() {
    guard sutureCount > 0 else { return }
    for h in 0..<contact.hands {
      let sum = InstrumentLoads(base: loads + h * InstrumentLoads.stride)
      sum.reset()
      for s in 0..<sutureCount where suture(s).pointee.grasps[h].isActive {
        let grasp = suture(s).pointee.grasps[h]
        let p = jawPlace(h, grasp)
        let k = Float(SutureModel.graspStiffness)
        var block = SymmetricBlock.zero
        block.addDiagonal(k)
        sum.add(k * (grasp.anchor - p), at: p, stiffness: block, on: contact.body(h), .body)
      }
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
      for h in 0..<contact.hands where state.pointee.grasps[h].isActive {
        let now = (state.pointee.grasps[h].anchor - jawPlace(h, state.pointee.grasps[h])).lengthSquared
        let g = state.pointee.thread[guide: h]
        sum += 0.5 * SutureModel.graspStiffness * Double(now) - 0.5 * g.force.lengthSquared / g.stiffness
      }
    }
    return sum
  }

  // MARK: Jaws

  /// Where the jaws of a hand hold, world axes, m.
  private func jawPlace(_ h: Int, _ grasp: ThreadGrasp) -> Vector3 { contact.body(h).worldPlace(grasp.place) }

  /// Friction of both pads, N.
  private func jawGrip(_ h: Int, _ grasp: ThreadGrasp) -> Float {
    contact.body(h).jawFriction(closing: -instrument(h).jawTorque, at: grasp.place)
  }
}
