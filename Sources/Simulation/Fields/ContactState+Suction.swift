import SimMath

/// Suckers. Tissue before an opening is pulled along the opening's axis with pressure times area; the instrument takes the
/// opposite force through the same sample, in the same energy.
extension ContactState {
  /// Sets what each sample near a hand's sucker is pulled with in this tick, after the detection.
  ///
  /// - Parameters:
  ///   - strength: how far its line is closed, 0 to 1.
  ///   - areaStiffness: contact pressure per depth, Pa/m.
  ///   - previous: vertices at the start of the tick, [N][4] m.
  ///   - tool: the instrument's state, for where it was then.
  /// - Returns: what the pull has stored with the tissue and the tool as they were then, J.
  mutating func suck(
    _ solver: ContactSolver, hand: Int, strength: Float, areaStiffness: Float,
    previous: UnsafeMutablePointer<Float>, tool: ToolState
  ) -> Double {
    let body = solver.body(hand)
    guard let suction = body.constants.suction, strength > 0 else { return 0 }
    var energy = 0.0
    for i in 0..<count {
      guard ContactOwner(rawValue: owner[i]).hand == hand else { continue }
      let (face, s) = (Int(sample[i]) >> 4, Int(sample[i]) & 15)
      let area = solver.sampleStiffness[2 * face] / areaStiffness
      let cover = suction.cover(body.local(solver.samplePosition(i), .body))
      guard cover > 0 else { continue }
      pull[i] = strength * suction.pressure * area * cover
      clearance[4 * i + 3] = 0
      let p = solver.interpolate(face: face, sample: s, previous)
      let before = tool.previousOrientation.conjugate.rotate(p - tool.previous) + body.constants.center
      energy += Double(pull[i] * suction.potential(-before.y))
    }
    return energy
  }
}

extension ContactSolver {
  /// What the pull on a sample has stored, J.
  func suctionEnergy(_ i: Int) -> Double {
    guard pull[i] > 0 else { return 0 }
    let body = body(ContactOwner(rawValue: owner[i]).hand)
    guard let suction = body.constants.suction else { return 0 }
    return Double(pull[i] * suction.potential(-body.local(samplePosition(i), .body).y))
  }
}
