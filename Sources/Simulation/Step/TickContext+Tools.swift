import Frames
import SimMath

/// The tools as blocks of a tick; worker 0 alone runs them.
extension TickContext {
  /// The instrument of a hand.
  @inline(__always) func instrument(_ hand: Int) -> InstrumentSolver {
    InstrumentSolver(
      body: contact.body(hand), coupling: work.pointee.hands[hand].coupling, tool: tools + hand,
      loads: InstrumentLoads(base: loads + hand * InstrumentLoads.stride))
  }

  /// Lets inertia carry the tools.
  func startTools() { for h in 0..<contact.hands { instrument(h).start() } }

  /// Lets suckers pull on what is near.
  func startSuction() {
    work.pointee.suctionEnergy = 0
    for h in 0..<contact.hands {
      work.pointee.suctionEnergy += contactState.pointee.suck(
        contact, hand: h, strength: work.pointee.hands[h].suction, areaStiffness: areaStiffness,
        previous: tissue.previous, tool: tools[h])
    }
  }

  /// One Newton step of each tool against all that touches it; backward in the other order.
  func relaxTools(backward: Bool) {
    loadTools()
    let count = contactState.pointee.count
    for k in 0..<contact.hands {
      let h = backward ? contact.hands - 1 - k : k
      let block = instrument(h)
      if block.body.isBall {
        let patch = contact.total(count: count, onBall: h)
        var stiffness = patch.stiffness
        stiffness.addDiagonal(block.ballStiffness)
        block.move(BodyVector(linear: stiffness.solve(block.force.linear + patch.force)))
      } else {
        let patch = contact.total(count: count, on: h)
        block.move((block.stiffness + patch.stiffness).solve(block.force + patch.force))
      }
    }
    moveEdges()
  }

  /// Notes the forces left over on the tools, contact included.
  func measureTools() {
    loadTools()
    for h in 0..<contact.hands { work.pointee.hands[h].residual = leftOver(onTool: h) }
  }

  private func leftOver(onTool h: Int) -> BodyVector {
    instrument(h).force + contact.force(count: contactState.pointee.count, on: h)
  }

  /// The left-over forces on the tools before or after the correction times their part of it, J.
  func toolsAlongCorrection(after: Bool) -> Double {
    if after { loadTools() }
    var sum = 0.0
    for h in 0..<contact.hands {
      let force = after ? leftOver(onTool: h) : work.pointee.hands[h].residual
      sum += Double(force.dot(work.pointee.corrections[h]))
    }
    return sum
  }

  /// Moves the tools by a share of their last correction.
  func shiftTools(_ share: Float) {
    for h in 0..<contact.hands { instrument(h).move(share * work.pointee.corrections[h]) }
    moveEdges()
  }

  /// Solves the coarse tissue together with the tools and the contact between them.
  ///
  /// - Parameter prepare: makes the tick's operator; without, the one of the first correction is used again.
  func solveCoarse(prepare: Bool) {
    if prepare { work.pointee.coupled.isOn = work.pointee.coupled.isWorthwhile(contact) }
    if work.pointee.coupled.isOn { solveCoupled(prepare: prepare) } else { solvePatch(prepare: prepare) }
    for h in 0..<contact.hands { instrument(h).move(work.pointee.corrections[h]) }
    moveEdges()
  }

  /// By one factorisation.
  private func solveCoupled(prepare: Bool) {
    var tools = InlineArray<2, BodyVector>(repeating: .zero)
    for h in 0..<contact.hands { tools[h] = work.pointee.hands[h].residual }
    if prepare {
      // What a tool does not have is held and bears nothing.
      var stiffness = InlineArray<2, BodyMatrix>(repeating: BodyMatrix())
      for h in 0..<2 { for i in 0..<BodyMatrix.size { stiffness[h][i, i] = 1 } }
      for h in 0..<contact.hands {
        let block = instrument(h)
        if block.body.isBall {
          for i in 0..<3 { stiffness[h][i, i] = block.ballStiffness }
        } else {
          stiffness[h] = block.stiffness
        }
      }
      work.pointee.coupled.prepare(contact, samples: contactState.pointee.count, tools: stiffness)
    }
    work.pointee.coupled.correct(coarseVectors, parts: CoarseSolver.parts, tools: &tools)
    work.pointee.corrections = tools
  }

  /// By the compliance of the patch in contact.
  private func solvePatch(prepare: Bool) {
    let parts = CoarseSolver.parts
    coarse.solve(coarseVectors, parts: parts, scratch: coarseVectors + coarse.vectorCount * parts)
    let state = contactState
    if prepare {
      work.pointee.patch.prepare(contact, samples: state.pointee.count, slots: state.pointee.slotCount)
      for h in 0..<contact.hands {
        let block = instrument(h)
        if block.body.isBall {
          work.pointee.compliance[h].ball = 1 / block.ballStiffness
        } else {
          work.pointee.compliance[h].isBall = false
          work.pointee.compliance[h].matrix = block.stiffness.inverse
        }
      }
    }
    var moves = InlineArray<2, BodyVector>(repeating: .zero)
    for h in 0..<contact.hands { moves[h] = work.pointee.compliance[h] * work.pointee.hands[h].residual }
    work.pointee.patch.correct(coarseVectors, tools: &moves, compliance: work.pointee.compliance)
    work.pointee.corrections = moves
  }
}
