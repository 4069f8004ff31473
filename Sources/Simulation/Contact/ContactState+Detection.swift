import SimMath

extension ContactState {
  /// Finds the samples near the tool at the start of a tick and ties them to their vertices and anchors.
  ///
  /// - Parameters:
  ///   - margin: how far beyond the tool's surface a sample still takes part, m; the surface can come this much closer
  ///     within a tick.
  /// - Returns: false if there were more than `ContactModel.capacity`; the rest is left out.
  mutating func detect(_ solver: ContactSolver, vertices: UnsafeMutablePointer<Float>, margin: Float) -> Bool {
    for slot in 0..<slotCount { vertexSlot[Int(slotVertex[slot])] = -1 }
    count = 0
    slotCount = 0
    entryCount = 0
    var fits = true
    let center = solver.centerPosition
    let reach = solver.radius + margin
    var nextAnchor = 0
    for face in 0..<solver.faceCount {
      let f = solver.faces + 6 * face
      let a = vertices + 4 * Int(f[0])
      let b = vertices + 4 * Int(f[1])
      let c = vertices + 4 * Int(f[2])
      let third: Float = 1.0 / 3
      let middle = Vector3(third * (a[0] + b[0] + c[0]), third * (a[1] + b[1] + c[1]), third * (a[2] + b[2] + c[2]))
      let bound = reach + solver.faceRadius[face]
      guard (middle - center).lengthSquared < bound * bound else { continue }
      for s in 0..<ContactModel.samplesPerFace {
        let p = solver.interpolate(face: face, sample: s, vertices)
        guard (p - center).lengthSquared < reach * reach else { continue }
        guard count < ContactModel.capacity else {
          fits = false
          continue
        }
        let id = Int32(16 * face + s)
        let i = count
        count += 1
        sample[i] = id
        position[4 * i] = p.x
        position[4 * i + 1] = p.y
        position[4 * i + 2] = p.z
        // Anchors are in ascending order of sample, and so is this loop.
        while nextAnchor < anchorCount && anchorSample[nextAnchor] < id { nextAnchor += 1 }
        if nextAnchor < anchorCount && anchorSample[nextAnchor] == id {
          for k in 0..<3 { hold[4 * i + k] = anchor[4 * nextAnchor + k] }
          hold[4 * i + 3] = 1
        } else {
          for k in 0..<4 { hold[4 * i + k] = 0 }
        }
        for k in 0..<6 {
          let v = f[k]
          var slot = Int(vertexSlot[Int(v)])
          if slot < 0 {
            slot = slotCount
            slotCount += 1
            vertexSlot[Int(v)] = Int16(slot)
            slotVertex[slot] = v
            slotHead[slot] = -1
          }
          let e = entryCount
          entryCount += 1
          entrySample[e] = Int32(i)
          entryWeight[e] = solver.sampleWeights[8 * s + k]
          entryNext[e] = slotHead[slot]
          slotHead[slot] = Int32(e)
        }
      }
    }
    return fits
  }

  /// Keeps the anchors for the next tick: those that slipped are dragged to the friction cone, new touches anchor where
  /// they are.
  mutating func settle(_ solver: ContactSolver) {
    anchorCount = 0
    for i in 0..<count {
      guard let point = solver.evaluate(i) else { continue }
      let r = solver.samplePosition(i) - solver.centerPosition
      var rest = r
      if hold[4 * i + 3] != 0 {
        // The spring at the force it carries: k_t stretch, or mu N where it slipped.
        let full = solver.sampleStiffness[2 * (Int(sample[i]) >> 4) + 1]
        rest = r - (point.tangentialStiffness / full) * point.slip
      }
      let k = anchorCount
      anchorCount += 1
      anchorSample[k] = sample[i]
      anchor[4 * k] = rest.x
      anchor[4 * k + 1] = rest.y
      anchor[4 * k + 2] = rest.z
    }
  }
}
