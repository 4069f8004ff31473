import SimMath

/// Pledgets and snares as blocks of a tick, beside their threads.
extension TickContext {
  /// Solves the bolsters of a thread against it and the tissue as they are: on both sides of its own solve, so that the pass stays
  /// symmetric.
  func relaxBolsters(_ state: UnsafeMutablePointer<SutureState>, ties: Int) {
    guard state.pointee.bolsters.count > 0 else { return }
    for b in 0..<state.pointee.bolsters.count {
      var pulls = InlineArray<4, Vector3D?>(repeating: nil)
      for k in 0..<BolsterModel.mouthCount {
        let i = state.pointee.model.guide(ofMouth: k, of: b)
        state.pointee.thread[guide: i].position = state.pointee.bolsters.mouth(k, of: b)
        let g = state.pointee.thread[guide: i]
        if g.isActive { pulls[k] = Vector3D(state.pointee.anchor(state.pointee.point(at: g.arc).place, of: g)) }
      }
      state.pointee.bolsters.relax(b, gravity: Vector3D(gravity), { place(ofTie: ties + $0) }, { pulls[$0] })
      for k in 0..<BolsterModel.mouthCount {
        let i = state.pointee.model.guide(ofMouth: k, of: b)
        state.pointee.thread[guide: i].position = state.pointee.bolsters.mouth(k, of: b)
      }
    }
  }

  /// Takes the ties of a thread's bolsters along with them, once these have been solved.
  func moveBolsterTies(_ state: UnsafeMutablePointer<SutureState>, ties: Int) {
    state.pointee.bolsters.moveTies(contact.ties + ties) { place(ofTie: ties + $0) }
  }

  /// Where the tissue's place of a tie is, m.
  @inline(__always) private func place(ofTie i: Int) -> Vector3D { Vector3D(contact.samplePosition(contact.tieBase + i)) }

  /// Takes the bolsters' new velocities; after the pass.
  func finishBolsters() {
    var n = 0
    for s in 0..<sutureCount {
      let state = suture(s)
      n += state.pointee.model.tieCount
      guard state.pointee.bolsters.count > 0 else { continue }
      let first = n - BolsterState.tieCount(state.pointee.bolsters.count)
      state.pointee.bolsters.finish { place(ofTie: first + $0) }
    }
  }

  /// Energy of a thread's bolsters and of the springs of their beds, and what the springs at their mouths have more than the thread
  /// counts, J.
  func bolsterSprings(_ state: UnsafeMutablePointer<SutureState>, ties: Int) -> Double {
    guard state.pointee.bolsters.count > 0 else { return 0 }
    var sum = state.pointee.bolsters.energy(gravity: Vector3D(gravity)) { place(ofTie: ties + $0) }
    for b in 0..<state.pointee.bolsters.count {
      for k in 0..<BolsterModel.mouthCount {
        let g = state.pointee.thread[guide: state.pointee.model.guide(ofMouth: k, of: b)]
        guard g.isActive else { continue }
        let now = (state.pointee.point(at: g.arc).place - g.position).lengthSquared
        sum += 0.5 * g.stiffness * now - 0.5 * g.force.lengthSquared / g.stiffness
      }
    }
    return sum
  }
}
