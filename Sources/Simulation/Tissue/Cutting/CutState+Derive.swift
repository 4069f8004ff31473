import SimMath

/// The tables that follow from a cut. Every one is made anew from the mesh and the state, in an order fixed by the slots, so
/// that a restored state has the bits of one that was cut.
extension CutState {
  /// Least and largest share of a material point's stiffness that a side of a cut gets. Usual: 0.01; a tetrahedron of which only
  /// one point were left could bend without resistance (the finite cell method does the same, Parvizian, Duester and Rank 2007).
  private static var leastShare: Float { 0.01 }

  /// All but the pairs, which every split has brought up to date.
  mutating func derive(_ tissue: TissueModel, _ contact: ContactModel) {
    guard let cut = tissue.cut else { return }
    deriveVertices(tissue, cut)
    for t in 0..<elementCount where isCut(t) { deriveElement(t, tissue) }
    deriveMasses(cut, tissue)
    deriveRounds()
    deriveFaces(contact, cut)
  }

  /// Place as loaded, lane of the sweep, coarse motions and response of the doubles.
  private func deriveVertices(_ tissue: TissueModel, _ cut: CutModel) {
    for c in 0..<cut.spareStart.count {
      let first = 8 * Int(cut.spareStart[c])
      for lane in first..<(first + 8 * cut.capacity.batchesPerColour) { tables.batches[lane] = -1 }
      guard doubles[c] > 0 else { continue }
      var lane = first
      for v in cut.vertexCount..<vertexCount where Int(cut.colour[Int(origin[v])]) == c {
        tables.batches[lane] = Int32(v)
        lane += 1
      }
    }
    for v in cut.vertexCount..<vertexCount {
      let o = Int(origin[v])
      for k in 0..<4 { tables.rest[4 * v + k] = tissue.rest[4 * o + k] }
      tables.isFree[v] = tissue.isFree[o]
      tables.responseIndex[v] = tables.responseIndex[o]
      let begin = Int(tables.entryStart[v])
      let own = Int(tissue.coarse.entryStart[o])..<Int(tissue.coarse.entryStart[o + 1])
      for (k, e) in own.enumerated() {
        tables.entryGroup[begin + k] = tissue.coarse.entryGroup[e]
        for c in 0..<4 { tables.entryWeights[4 * (begin + k) + c] = tissue.coarse.entryWeights[4 * e + c] }
      }
      tables.entryStart[v + 1] = Int32(begin + own.count)
    }
    for v in vertexCount..<tissue.vertexCount { tables.entryStart[v + 1] = tables.entryStart[v] }
  }

  /// The stiffness of a slot of which a cut has left a part.
  private func deriveElement(_ t: Int, _ tissue: TissueModel) {
    let w = Int(whole[t])
    let share = stiffnessShares(t)
    for row in 0..<8 {
      for q in 0..<4 {
        tables.elements[ElementTable.stride * t + 4 * row + q] =
          share[q] * tissue.elements[ElementTable.stride * w + 4 * row + q]
      }
    }
    for q in 0..<4 {
      tables.coefficients[12 * t + q] = share[q] * tissue.coefficients[12 * w + q]
      tables.coefficients[12 * t + 4 + q] = share[q] * tissue.coefficients[12 * w + 4 + q]
      tables.coefficients[12 * t + 8 + q] = tissue.coefficients[12 * w + 8 + q]
    }
    let from = Int(tissue.lawPlace[w])
    guard from > 0 else { return }
    // The places of slots to come are the last ones.
    let place = t == w ? from : tissue.lawTerms.count - (tissue.tetrahedronCount - t)
    tables.lawPlace[t] = Int32(place)
    tables.lawTerms[place] = tissue.lawTerms[from]
    tables.lawMuscle[place] = tissue.lawMuscle[from]
    for row in LawTable.Row.allCases {
      for q in 0..<4 {
        let k = 4 * row.rawValue + q
        tables.lawRows[LawTable.stride * place + k] =
          (row.isExtensive ? share[q] : 1) * tissue.lawRows[LawTable.stride * from + k]
      }
    }
    for k in 0..<36 { tables.lawFrames[36 * place + k] = tissue.lawFrames[36 * from + k] }
  }

  /// Shares of the points' stiffness that a cut slot has. Those of both sides sum to one, so that a cut changes no energy.
  private func stiffnessShares(_ t: Int) -> InlineArray<4, Float> {
    var result = pointShares(t)
    for q in 0..<4 { result[q] = min(1 - Self.leastShare, max(Self.leastShare, result[q])) }
    return result
  }

  /// Share of the material of a cut slot's tetrahedron that the slot has, 0 ... 1.
  private func materialShare(_ t: Int, _ cut: CutModel) -> Float {
    let shares = pointShares(t)
    var sum: Float = 0
    for q in 0..<4 { sum += cut.pointShare[4 * Int(whole[t]) + q] * shares[q] }
    return sum
  }

  /// Masses, and the diagonal of the shear stiffness. Both sides of a cut have the mass distribution of the whole, so that
  /// momentum and kinetic energy go on through it; the middle of a side's mass is off by less than its tetrahedron's size.
  private func deriveMasses(_ cut: CutModel, _ tissue: TissueModel) {
    for v in 0..<vertexCount {
      tables.mass[v] = 0
      tables.shearDiagonal[v] = 0
    }
    for t in 0..<elementCount {
      let w = Int(whole[t])
      let isCut = isCut(t)
      let share = isCut ? materialShare(t, cut) : 1
      let rows = tables.elements.base + ElementTable.stride * t
      for a in 0..<10 {
        let v = Int(tetrahedra[10 * t + a])
        tables.mass[v] += share * cut.nodeMass[10 * w + a]
        tables.shearDiagonal[v] +=
          isCut ? CutModel.shear(rows, tissue.reference.base, node: a) : cut.nodeShear[10 * w + a]
      }
    }
  }

  /// The tetrahedra of each vertex, slots in ascending order.
  func derivePairs() {
    let start = tables.pairStart.base
    let count = tables.pairStart.count
    for v in 0..<count { start[v] = 0 }
    for k in 0..<(10 * elementCount) { start[Int(tetrahedra[k]) + 1] += 1 }
    for v in 1..<count { start[v] += start[v - 1] }
    // Each start moves to its end while it is filled, and then back by one vertex.
    for k in 0..<(10 * elementCount) {
      let v = Int(tetrahedra[k])
      tables.pairs[Int(start[v])] = Int32(k)
      start[v] += 1
    }
    for v in stride(from: count - 1, to: 0, by: -1) { start[v] = start[v - 1] }
    start[0] = 0
  }

  private func deriveRounds() {
    var n = 0
    for quartet in 0..<(tables.batches.count / 4) {
      tables.roundStart[quartet] = Int32(n)
      VertexRounds.forEachRound(tables.batches.base + 4 * quartet, tables.pairStart.base, tables.pairs.base) { round in
        for c in 0..<VertexRounds.stride { tables.rounds[VertexRounds.stride * n + c] = round[c] }
        var terms: UInt8 = 0
        for lane in 0..<4 { terms |= tables.lawTerms[Int(tables.lawPlace[Int(round[lane])])] }
        tables.roundTerms[n] = terms
        n += 1
      }
    }
    tables.roundStart[tables.batches.count / 4] = Int32(n)
  }

  /// The touchable faces: a face that is cut goes to both sides, each with the samples that lie on it.
  private mutating func deriveFaces(_ contact: ContactModel, _ cut: CutModel) {
    faceCount = cut.faceCount
    for f in 0..<cut.faceCount {
      let w = Int(cut.faceElement[f])
      fill(face: f, like: f, slot: w, contact, cut)
    }
    for t in cut.elementCount..<elementCount {
      for k in 0..<4 {
        let f = Int(cut.facesOfElement[4 * Int(whole[t]) + k])
        guard f >= 0, faceCount < tables.sampleMask.count else { continue }
        fill(face: faceCount, like: f, slot: t, contact, cut)
        faceCount += 1
      }
    }
  }

  private func fill(face: Int, like f: Int, slot t: Int, _ contact: ContactModel, _ cut: CutModel) {
    for k in 0..<6 { tables.faces[6 * face + k] = tetrahedra[10 * t + Int(cut.faceNode[6 * f + k])] }
    tables.faceRadius[face] = contact.faceRadius[f]
    tables.sampleStiffness[2 * face] = contact.sampleStiffness[2 * f]
    tables.sampleStiffness[2 * face + 1] = contact.sampleStiffness[2 * f + 1]
    var mask: UInt16 = 0xffff
    if isCut(t) {
      mask = 0
      for s in 0..<ContactModel.samplesPerFace {
        // Shape functions of a corner, l (2 l - 1), and of the middles at it, 4 l m, give its own coordinate back.
        let w = contact.sampleWeights.base + 8 * s
        var value: Float = 0
        for k in 0..<3 {
          let l = w[k] + 0.5 * (w[3 + k] + w[3 + (k + 2) % 3])
          value += l * level[4 * t + Int(cut.faceNode[6 * f + k])]
        }
        if value > 0 { mask |= 1 << UInt16(s) }
      }
    }
    tables.sampleMask[face] = mask
  }
}
