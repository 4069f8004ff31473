import SimMath

extension ContactSolver {
  /// Positions of this tick's samples after the vertices were moved together (start, coarse correction).
  func refresh(count: Int, vertices: UnsafeMutablePointer<Float>) {
    for i in 0..<count {
      let p = interpolate(face: Int(sample[i]) >> 4, sample: Int(sample[i]) & 15, vertices)
      position[4 * i] = p.x
      position[4 * i + 1] = p.y
      position[4 * i + 2] = p.z
    }
    for k in 0..<tieCount where ties[k].hasPlace { setPosition(tieBase + k, ties[k].place(vertices)) }
  }

  /// What touches a ball: force of the tissue on it and stiffness.
  func total(count: Int, onBall hand: Int) -> (force: Vector3, stiffness: SymmetricBlock) {
    var force = Vector3.zero
    var stiffness = SymmetricBlock.zero
    for i in 0..<count where ContactOwner(rawValue: owner[i]).hand == hand {
      guard let point = evaluate(i) else { continue }
      force -= point.force
      stiffness = stiffness + point.stiffness
    }
    return (force, stiffness)
  }

  /// What touches an instrument: force of the tissue on all its unknowns, and stiffness.
  func total(count: Int, on hand: Int) -> (force: BodyVector, stiffness: BodyMatrix) {
    let body = body(hand)
    var force = BodyVector.zero
    var stiffness = BodyMatrix()
    for i in 0..<count {
      let who = ContactOwner(rawValue: owner[i])
      guard who.hand == hand, let point = evaluate(i) else { continue }
      let p = samplePosition(i)
      let arm = p - body.pose.center
      let jawArm = body.jawArm(p, who.part)
      force = force - BodyVector(force: point.force, arm: arm, jawArm: jawArm)
      stiffness.add(
        normal: point.normalStiffness, tangential: point.tangentialStiffness, along: point.normal, arm: arm,
        jawArm: jawArm)
    }
    return (force, stiffness)
  }

  /// Force of the tissue on the tool of a hand.
  func force(count: Int, on hand: Int) -> BodyVector {
    body(hand).isBall
      ? BodyVector(linear: total(count: count, onBall: hand).force) : total(count: count, on: hand).force
  }

  /// Contact force on the tissue times the samples' part of `move` ([N][4] m), J.
  func along(_ move: UnsafeMutablePointer<Float>, count: Int) -> Double {
    var sum = 0.0
    for i in 0..<count {
      guard let point = evaluate(i) else { continue }
      sum += Double(point.force.dot(interpolate(face: Int(sample[i]) >> 4, sample: Int(sample[i]) & 15, move)))
    }
    for k in 0..<tieCount where ties[k].hasPlace {
      guard let point = evaluate(tieBase + k) else { continue }
      sum += Double(point.force.dot(ties[k].place(move)))
    }
    return sum
  }

  /// Adds the contact force of every vertex to the residual.
  func addForces(slots: Int, residual: UnsafeMutablePointer<Float>, isFree: UnsafeMutablePointer<UInt8>) {
    for slot in 0..<slots {
      let v = Int(slotVertex[slot])
      guard isFree[v] != 0 else { continue }
      var force = Vector3.zero
      var e = Int(slotHead[slot])
      while e >= 0 {
        if let point = evaluate(Int(entrySample[e])) { force += entryWeight[e] * point.force }
        e = Int(entryNext[e])
      }
      residual[4 * v] += force.x
      residual[4 * v + 1] += force.y
      residual[4 * v + 2] += force.z
    }
  }
}
