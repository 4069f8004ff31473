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
  }

  /// The whole patch: force of the tissue on the tool and stiffness.
  func total(count: Int) -> (force: Vector3, stiffness: SymmetricBlock) {
    var force = Vector3.zero
    var stiffness = SymmetricBlock.zero
    for i in 0..<count {
      guard let point = evaluate(i) else { continue }
      force -= point.force
      stiffness = stiffness + point.stiffness
    }
    return (force, stiffness)
  }

  /// Adds the contact force of every vertex to the residual, and puts the coupling of the patch's stiffness to the
  /// coarse unknowns, P' sum(w K), into the three columns `modes` ([3][8 C]).
  func couple(
    slots: Int, residual: UnsafeMutablePointer<Float>, isFree: UnsafeMutablePointer<UInt8>, coarse: CoarseSolver,
    modes: UnsafeMutablePointer<Float>?
  ) {
    let size = 8 * coarse.aggregateCount
    if let modes { modes.update(repeating: 0, count: 3 * size) }
    for slot in 0..<slots {
      let v = Int(slotVertex[slot])
      guard isFree[v] != 0 else { continue }
      var force = Vector3.zero
      var stiffness = SymmetricBlock.zero
      var e = Int(slotHead[slot])
      while e >= 0 {
        if let point = evaluate(Int(entrySample[e])) {
          let w = entryWeight[e]
          force += w * point.force
          stiffness.addDiagonal(w * point.tangentialStiffness)
          stiffness.addDyad(w * (point.normalStiffness - point.tangentialStiffness), point.normal)
        }
        e = Int(entryNext[e])
      }
      residual[4 * v] += force.x
      residual[4 * v + 1] += force.y
      residual[4 * v + 2] += force.z
      if let modes {
        coarse.addRow(v, Vector3(stiffness.xx, stiffness.xy, stiffness.xz), into: modes)
        coarse.addRow(v, Vector3(stiffness.xy, stiffness.yy, stiffness.yz), into: modes + size)
        coarse.addRow(v, Vector3(stiffness.xz, stiffness.yz, stiffness.zz), into: modes + 2 * size)
      }
    }
  }
}
