import CSIMD

/// What runs over tetrahedra, two at a time: their tangents, the forces on their nodes, work and energy. See ``ElementTable``
/// for the equations.
extension TissueSolver {
  /// Tangents from the positions.
  func updateTangents(_ range: Range<Int>) {
    forEachPair(range) { pair in gatherTangents(pair).store(tangents, pair) }
  }

  /// Tangents from the positions, and the forces of the elements on their nodes.
  func updateTangentsAndForces(_ range: Range<Int>) {
    forEachPair(range) { pair in
      let x = gatherTangents(pair)
      x.store(tangents, pair)
      storeForces(stress(x, pair), pair)
    }
  }

  /// Forces of the elements from the tangents that the sweeps kept up to date.
  func updateForces(_ range: Range<Int>) {
    forEachPair(range) { pair in storeForces(stress(MatrixLanes(tangents, pair), pair), pair) }
  }

  /// Tangents from the positions, and by element the work P : dX, J, that the stress after the change does along it.
  func updateTangentsAndWork(_ range: Range<Int>) {
    forEachPair(range) { pair in
      let x = gatherTangents(pair)
      storeWork(stress(x, pair), since: MatrixLanes(tangents, pair), to: x, pair)
      x.store(tangents, pair)
    }
  }

  /// As `updateTangentsAndWork`, and the energies, for the end of a tick; the tangents are left as they were.
  func updateWorkAndEnergy(_ range: Range<Int>) {
    forEachPair(range) { pair in
      let x = gatherTangents(pair)
      storeWork(stress(x, pair), since: MatrixLanes(tangents, pair), to: x, pair)
      storeEnergy(x, pair)
    }
  }

  /// The energy of each element from the positions.
  func updateEnergy(_ range: Range<Int>) {
    forEachPair(range) { pair in storeEnergy(gatherTangents(pair), pair) }
  }

  // MARK: Two tetrahedra

  /// Two tetrahedra whose four points are the low and the high lanes; the last of an odd number goes with itself.
  struct ElementPair {
    let t, s: Int
  }

  @inline(__always) private func forEachPair(_ range: Range<Int>, _ body: (ElementPair) -> Void) {
    var t = range.lowerBound
    while t < range.upperBound {
      body(ElementPair(t: t, s: t + 1 < range.upperBound ? t + 1 : t))
      t += 2
    }
  }

  /// X = sum over the nodes of x c'.
  @inline(__always) func gatherTangents(_ pair: ElementPair) -> MatrixLanes {
    var m = MatrixLanes.zero
    let nt = tetrahedra + 10 * pair.t
    let ns = tetrahedra + 10 * pair.s
    // Relative to the first node: the shape functions sum to one, and small differences keep their digits.
    let ot = positions + 4 * Int(nt[0])
    let os = positions + 4 * Int(ns[0])
    let ox = Lanes(splat: ot, os)
    let oy = Lanes(splat: ot + 1, os + 1)
    let oz = Lanes(splat: ot + 2, os + 2)
    for a in 1..<10 {
      let pt = positions + 4 * Int(nt[a])
      let ps = positions + 4 * Int(ns[a])
      let x = Lanes(splat: pt, ps) - ox
      let y = Lanes(splat: pt + 1, ps + 1) - oy
      let z = Lanes(splat: pt + 2, ps + 2) - oz
      m.addDyad(VectorLanes(x: x, y: y, z: z), VectorLanes(at: reference + ReferenceTetrahedron.stride * a))
    }
    return m
  }

  /// V mu G of both.
  @inline(__always) func metric(_ pair: ElementPair) -> SymmetricLanes {
    SymmetricLanes(elements, LanePlaces(pair, stride: ElementTable.stride))
  }

  /// Derivative of the energy by the tangents: X (V mu G) + (k2 det X - k1) cof X, and what other laws add.
  @inline(__always) private func stress(_ x: MatrixLanes, _ pair: ElementPair) -> MatrixLanes {
    let row = LanePlaces(pair, stride: ElementTable.stride)
    let c = x.cofactor
    let p = fms(Lanes(elements + 24, row), x.determinant(c), Lanes(elements + 28, row))
    let g = metric(pair)
    var stress = MatrixLanes(
      f0x: fma(p, c.f0x, fma(x.f0x, g.xx, fma(x.f1x, g.xy, x.f2x * g.xz))),
      f0y: fma(p, c.f0y, fma(x.f0y, g.xx, fma(x.f1y, g.xy, x.f2y * g.xz))),
      f0z: fma(p, c.f0z, fma(x.f0z, g.xx, fma(x.f1z, g.xy, x.f2z * g.xz))),
      f1x: fma(p, c.f1x, fma(x.f0x, g.xy, fma(x.f1x, g.yy, x.f2x * g.yz))),
      f1y: fma(p, c.f1y, fma(x.f0y, g.xy, fma(x.f1y, g.yy, x.f2y * g.yz))),
      f1z: fma(p, c.f1z, fma(x.f0z, g.xy, fma(x.f1z, g.yy, x.f2z * g.yz))),
      f2x: fma(p, c.f2x, fma(x.f0x, g.xz, fma(x.f1x, g.yz, x.f2x * g.zz))),
      f2y: fma(p, c.f2y, fma(x.f0y, g.xz, fma(x.f1y, g.yz, x.f2y * g.zz))),
      f2z: fma(p, c.f2z, fma(x.f0z, g.xz, fma(x.f1z, g.yz, x.f2z * g.zz))))
    if hasLaws {
      let laws = laws(pair.t, pair.s)
      if !laws.terms.isEmpty { addLaws(laws, x, to: &stress) }
    }
    return stress
  }

  /// Minus the stress times the reference gradients, summed over the four points.
  @inline(__always) private func storeForces(_ p: MatrixLanes, _ pair: ElementPair) {
    for a in 0..<10 {
      let f = p.times(VectorLanes(at: reference + ReferenceTetrahedron.stride * a))
      let sums = Lanes(f8_neg(Lanes.groupSums(f.x, f.y, f.z, .zero).v))
      sums.store(at: elementForce + 4 * (10 * pair.t + a), elementForce + 4 * (10 * pair.s + a))
    }
  }

  @inline(__always) private func storeWork(
    _ p: MatrixLanes, since old: MatrixLanes, to x: MatrixLanes, _ pair: ElementPair
  ) {
    let work = p.contraction(x - old)
    let sums = Lanes.groupSums(work, work, work, .zero).v
    elementWork[pair.t] = sums[0]
    elementWork[pair.s] = sums[4]
  }

  /// Above the stress-free state: (X V mu G : X - 3 V mu) / 2 + V l/2 (J - 1)2 - V mu (J - 1), as l (alpha - 1) = mu.
  @inline(__always) private func storeEnergy(_ x: MatrixLanes, _ pair: ElementPair) {
    let (t, s) = (pair.t, pair.s)
    let g = metric(pair)
    let k = coefficients + 12 * t
    let l = coefficients + 12 * s
    let mu = Lanes(at: k, l)
    let c0 = VectorLanes(x: x.f0x, y: x.f0y, z: x.f0z)
    let c1 = VectorLanes(x: x.f1x, y: x.f1y, z: x.f1z)
    let c2 = VectorLanes(x: x.f2x, y: x.f2y, z: x.f2z)
    let inside = fma(g.xx, c0.dot(c0), fma(g.yy, c1.dot(c1), g.zz * c2.dot(c2)))
    let outside = fma(g.xy, c0.dot(c1), fma(g.xz, c0.dot(c2), g.yz * c1.dot(c2)))
    let half = Lanes(0.5)
    let shear = fma(half, fnma(Lanes(3), mu, inside), outside)
    let stretch = fms(Lanes(at: k + 8, l + 8), x.determinant, Lanes(1))
    var e = fma(stretch, fms(half * Lanes(at: k + 4, l + 4), stretch, mu), shear)
    if hasLaws {
      let laws = laws(t, s)
      if !laws.terms.isEmpty {
        let more = energy(laws, deformation(x, laws), volumeRatio: stretch + Lanes(1))
        e = e + more.stored
        let active = laws.terms.contains(.damage) ? fnma(laws.damage, more.active, more.active) : more.active
        let work = Lanes.groupSums(active, active, active, .zero).v
        // Place 0 belongs to all tetrahedra without such a law.
        if lawPlace[t] != 0 { activeWork[Int(lawPlace[t])] = work[0] }
        if lawPlace[s] != 0 { activeWork[Int(lawPlace[s])] = work[4] }
      }
    }
    let sums = Lanes.groupSums(e, e, e, .zero).v
    elementEnergy[s] = sums[4]
    elementEnergy[t] = sums[0]
  }
}
