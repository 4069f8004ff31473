import CSIMD

/// What the laws beyond neo-Hookean add to the kernels, from the same formulas as the laws in `Materials`, eight material
/// points at a time. Every law but Mooney and Rivlin's is a convex function of Green and Lagrange's strain E: it gives a second
/// Piola-Kirchhoff stress S, so that P = F S and a vertex of gradient b feels F S b.
extension TissueSolver {
  /// The rows of two tetrahedra and what varies with time.
  struct Laws {
    let terms: LawTerms
    /// Places of both in the tables of laws, and the tables of constants and of strains at the start of the tick.
    let low, high: Int
    let rows: UnsafeMutablePointer<Float>
    let startStrains: UnsafeMutablePointer<Float>
    /// W by columns.
    let frame: MatrixLanes
    /// Share of the full tension that each muscle has now.
    let activation: Lanes
    /// d of each tetrahedron.
    let damage: Lanes

    @inline(__always) func callAsFunction(_ row: LawTable.Row) -> Lanes {
      Lanes(rows + 4 * row.rawValue, LanePlaces(low: LawTable.stride * low, high: LawTable.stride * high))
    }
    @inline(__always) var fibre: VectorLanes { VectorLanes(x: self(.fibreX), y: self(.fibreY), z: self(.fibreZ)) }
    @inline(__always) var sheet: VectorLanes { VectorLanes(x: self(.sheetX), y: self(.sheetY), z: self(.sheetZ)) }
    @inline(__always) var active: VectorLanes { VectorLanes(x: self(.activeX), y: self(.activeY), z: self(.activeZ)) }
    /// E at the start of the tick.
    @inline(__always) var startStrain: SymmetricLanes {
      SymmetricLanes(startStrains, LanePlaces(low: 24 * low, high: 24 * high))
    }
  }

  /// Deformation gradients F = X W of two tetrahedra.
  @inline(__always) func deformation(_ x: MatrixLanes, _ laws: Laws) -> MatrixLanes { x.times(laws.frame) }

  /// The laws of two tetrahedra.
  @inline(__always) func laws(_ t: Int, _ s: Int) -> Laws {
    let p = Int(lawPlace[t])
    let q = Int(lawPlace[s])
    return Laws(
      terms: LawTerms(rawValue: lawTerms[p] | lawTerms[q]), low: p, high: q, rows: lawRows, startStrains: startStrain,
      frame: MatrixLanes(lawFrames, ElementPair(t: p, s: q)),
      activation: Lanes(splat: activation + Int(lawMuscle[p]), activation + Int(lawMuscle[q])),
      damage: Lanes(splat: damage + p, damage + q))
  }

  /// S of the laws of strain, 2 c2 (I1 I - C) of Mooney and Rivlin's, and dS b = M (F'u) of the former for a vertex of
  /// gradient b that moves by u.
  struct LawStress {
    var strain = SymmetricLanes.zero
    var mooney = SymmetricLanes.zero
    var tangent = SymmetricLanes.zero
  }

  @inline(__always) static func strain(_ f: MatrixLanes) -> SymmetricLanes {
    let c0 = VectorLanes(x: f.f0x, y: f.f0y, z: f.f0z)
    let c1 = VectorLanes(x: f.f1x, y: f.f1y, z: f.f1z)
    let c2 = VectorLanes(x: f.f2x, y: f.f2y, z: f.f2z)
    let half = Lanes(0.5)
    return SymmetricLanes(
      xx: fms(half, c0.dot(c0), half), yy: fms(half, c1.dot(c1), half), zz: fms(half, c2.dot(c2), half),
      xy: half * c0.dot(c1), xz: half * c0.dot(c2), yz: half * c1.dot(c2))
  }

  /// - Parameter b: gradient of a vertex, 1/m; nil where no tangent is wanted.
  @inline(__always) func stress(_ laws: Laws, _ f: MatrixLanes, along b: VectorLanes?) -> LawStress {
    let e = Self.strain(f)
    var r = LawStress()
    if laws.terms.contains(.guccione) { addGuccione(laws, e, b, &r) }
    if laws.terms.contains(.holzapfelOgden) { addHolzapfelOgden(laws, e, b, &r) }
    if laws.terms.contains(.active) { r.strain.addDyad(laws.activation * laws(.tension), laws.active) }
    if laws.terms.contains(.viscous) { addViscosity(laws, e, b, &r) }
    if laws.terms.contains(.mooney) {
      // 2 c2 (I1 I - C) with C = I + 2E.
      let k = laws(.mooney)
      r.mooney.addDiagonal(k * fma(Lanes(2), e.trace, Lanes(2)))
      r.mooney.add(Lanes(-2) * k, e)
      if let b {
        // Not a convex function of E: together with b.Sb the block is exact and positive all the same.
        r.tangent.addDyad(k, b)
        r.tangent.addDiagonal(fnma(k, b.dot(b), .zero))
      }
    }
    return r
  }

  /// S = C/2 e^Q A with A = dQ/dE, and dS = C/2 e^Q (A(dE) + (A : dE) A).
  @inline(__always) private func addGuccione(
    _ laws: Laws, _ e: SymmetricLanes, _ b: VectorLanes?, _ r: inout LawStress
  ) {
    let f = laws.fibre
    let (along, ground, cross) = (laws(.guccioneFibre), laws(.guccioneGround), laws(.guccioneCross))
    let ef = e.times(f)
    var a = SymmetricLanes.zero
    a.add(ground, e)
    a.addDyad(along * f.dot(ef), f)
    a.addDyads(cross, ef, f)
    let k = laws(.guccione)
    let scale = fma(k, Lanes.exponentialLessOne(Lanes(0.5) * a.contraction(e)), k)
    r.strain.add(scale, a)
    guard let b else { return }
    let fb = f.dot(b)
    let bb = b.dot(b)
    let half = Lanes(0.5)
    // A(dE) b for dE the symmetric part of w b'.
    r.tangent.addDyad(scale * fma(along, fb * fb, half * (cross * bb)), f)
    r.tangent.addDyad(scale * (half * ground), b)
    r.tangent.addDyads(scale * (half * (cross * fb)), b, f)
    r.tangent.addDiagonal(scale * (half * fma(ground, bb, cross * (fb * fb))))
    r.tangent.addDyad(scale, a.times(b))
  }

  /// S = a e^(b (I1-3)) I + sum of 2 a x e^(b x^2) f f' over the families, x = I4 - 1 above zero, + a x e^(b x^2) (f s' + s f').
  @inline(__always) private func addHolzapfelOgden(
    _ laws: Laws, _ e: SymmetricLanes, _ b: VectorLanes?, _ r: inout LawStress
  ) {
    let two = Lanes(2)
    let a = laws(.ground)
    let rate = laws(.groundRate)
    let ground = fma(a, Lanes.exponentialLessOne(two * (rate * e.trace)), a)
    r.strain.addDiagonal(ground)
    if let b { r.tangent.addDyad(two * (rate * ground), b) }

    @inline(__always) func family(_ d: VectorLanes, _ a: Lanes, _ rate: Lanes) {
      let x = Lanes.maximum(two * d.dot(e.times(d)), .zero)
      let q = rate * (x * x)
      let k = fma(a, Lanes.exponentialLessOne(q), a)
      r.strain.addDyad(k * x, d)
      guard let b else { return }
      let db = d.dot(b)
      // Zero for a slack family: it carries nothing until it is taut.
      let taut = Lanes(f8_where_positive(x.v, k.v))
      r.tangent.addDyad(two * (taut * fma(two, q, Lanes(1))) * (db * db), d)
    }
    family(laws.fibre, laws(.first), laws(.firstRate))
    family(laws.sheet, laws(.second), laws(.secondRate))

    let (f, s) = (laws.fibre, laws.sheet)
    // I8 - I8 at rest = 2 f.Es, exactly.
    let x = two * f.dot(e.times(s))
    let q = laws(.couplingRate) * (x * x)
    let k = fma(laws(.coupling), Lanes.exponentialLessOne(q), laws(.coupling))
    r.strain.addDyads(k * x, f, s)
    guard let b else { return }
    let (fb, sb) = (f.dot(b), s.dot(b))
    let n = VectorLanes(x: fma(sb, f.x, fb * s.x), y: fma(sb, f.y, fb * s.y), z: fma(sb, f.z, fb * s.z))
    r.tangent.addDyad(k * fma(two, q, Lanes(1)), n)
  }

  /// S = eta/h (E - E0).
  @inline(__always) private func addViscosity(
    _ laws: Laws, _ e: SymmetricLanes, _ b: VectorLanes?, _ r: inout LawStress
  ) {
    let k = laws(.viscosity)
    r.strain.add(k, e)
    r.strain.add(Lanes(0) - k, laws.startStrain)
    guard let b else { return }
    let half = Lanes(0.5) * k
    r.tangent.addDyad(half, b)
    r.tangent.addDiagonal(half * b.dot(b))
  }

  // MARK: In the sweep

  /// Points as vertices see them by the stress-free state: F, the vertex's gradient b, and cof(F) b.
  struct PhysicalPoints {
    let f: MatrixLanes
    let b: VectorLanes
    let a: VectorLanes

    @inline(__always) init(_ e: IncidentPoints, _ laws: Laws) {
      f = e.x.times(laws.frame)
      b = laws.frame.transposeTimes(e.c)
      let ratio = laws.frame.determinant
      a = VectorLanes(x: ratio * e.a.x, y: ratio * e.a.y, z: ratio * e.a.z)
    }
  }

  /// Adds the laws of two tetrahedra to the gradients of a vertex of each.
  @inline(__always) func addLaws(_ e: IncidentPoints, _ t: Int, _ s: Int, _ g: inout VectorLanes) {
    let laws = laws(t, s)
    let own = PhysicalPoints(e, laws)
    var stress = stress(laws, own.f, along: nil)
    stress.strain.add(Lanes(1), stress.mooney)
    addForce(laws, e, own, stress.strain.times(own.b), &g)
  }

  /// Adds F v - pressure cof(F) b; where the law is damaged, what it then differs by from the neo-Hookean part, which the
  /// kernel adds whole.
  @inline(__always) private func addForce(
    _ laws: Laws, _ e: IncidentPoints, _ own: PhysicalPoints, _ v: VectorLanes, _ g: inout VectorLanes
  ) {
    let p = laws(.pressure)
    let m = own.f.times(v)
    let more = VectorLanes(x: fnma(p, own.a.x, m.x), y: fnma(p, own.a.y, m.y), z: fnma(p, own.a.z, m.z))
    guard laws.terms.contains(.damage) else {
      g = VectorLanes(x: g.x + more.x, y: g.y + more.y, z: g.z + more.z)
      return
    }
    let base = e.gradient
    g.x = g.x + Self.weaken(more.x, base.x, by: laws.damage)
    g.y = g.y + Self.weaken(more.y, base.y, by: laws.damage)
    g.z = g.z + Self.weaken(more.z, base.z, by: laws.damage)
  }

  /// As `addLaws` above, with the block F M F' + max(0, b.Sb) I, which is never under the true one and never negative
  /// (`HyperelasticLaw.localHessian`).
  @inline(__always) func addLaws(
    _ e: IncidentPoints, _ t: Int, _ s: Int, _ g: inout VectorLanes, _ block: inout SymmetricLanes
  ) {
    let laws = laws(t, s)
    let own = PhysicalPoints(e, laws)
    let b = own.b
    let stress = stress(laws, own.f, along: b)
    let sb = stress.strain.times(b)
    let mb = stress.mooney.times(b)
    addForce(laws, e, own, VectorLanes(x: sb.x + mb.x, y: sb.y + mb.y, z: sb.z + mb.z), &g)
    var h = SymmetricLanes.zero
    h.addDiagonal(Lanes.maximum(b.dot(sb), .zero) + b.dot(mb))
    // F M F': the rows of F first.
    let f = own.f
    let m = stress.tangent
    let rx = VectorLanes(x: f.f0x, y: f.f1x, z: f.f2x)
    let ry = VectorLanes(x: f.f0y, y: f.f1y, z: f.f2y)
    let rz = VectorLanes(x: f.f0z, y: f.f1z, z: f.f2z)
    let mx = m.times(rx)
    let my = m.times(ry)
    h.xx = h.xx + rx.dot(mx)
    h.xy = h.xy + ry.dot(mx)
    h.xz = h.xz + rz.dot(mx)
    h.yy = h.yy + ry.dot(my)
    h.yz = h.yz + rz.dot(my)
    h.zz = h.zz + rz.dot(m.times(rz))
    if laws.terms.contains(.damage) {
      var base = SymmetricLanes.zero
      base.addDiagonal(e.c.dot(e.metric.times(e.c)))
      base.addDyad(e.k2, e.a)
      let d = laws.damage
      h.xx = Self.weaken(h.xx, base.xx, by: d)
      h.xy = Self.weaken(h.xy, base.xy, by: d)
      h.xz = Self.weaken(h.xz, base.xz, by: d)
      h.yy = Self.weaken(h.yy, base.yy, by: d)
      h.yz = Self.weaken(h.yz, base.yz, by: d)
      h.zz = Self.weaken(h.zz, base.zz, by: d)
    }
    block.add(Lanes(1), h)
  }

  // MARK: By tetrahedron

  /// Adds (F S - pressure cof F) W' to the derivative of the energy by the tangents.
  @inline(__always) func addLaws(_ laws: Laws, _ x: MatrixLanes, to p: inout MatrixLanes) {
    let f = deformation(x, laws)
    let c = f.cofactor
    var stress = stress(laws, f, along: nil)
    stress.strain.add(Lanes(1), stress.mooney)
    let s = stress.strain
    let r = laws(.pressure)
    let more = MatrixLanes(
      f0x: fma(f.f0x, s.xx, fma(f.f1x, s.xy, fms(f.f2x, s.xz, r * c.f0x))),
      f0y: fma(f.f0y, s.xx, fma(f.f1y, s.xy, fms(f.f2y, s.xz, r * c.f0y))),
      f0z: fma(f.f0z, s.xx, fma(f.f1z, s.xy, fms(f.f2z, s.xz, r * c.f0z))),
      f1x: fma(f.f0x, s.xy, fma(f.f1x, s.yy, fms(f.f2x, s.yz, r * c.f1x))),
      f1y: fma(f.f0y, s.xy, fma(f.f1y, s.yy, fms(f.f2y, s.yz, r * c.f1y))),
      f1z: fma(f.f0z, s.xy, fma(f.f1z, s.yy, fms(f.f2z, s.yz, r * c.f1z))),
      f2x: fma(f.f0x, s.xz, fma(f.f1x, s.yz, fms(f.f2x, s.zz, r * c.f2x))),
      f2y: fma(f.f0y, s.xz, fma(f.f1y, s.yz, fms(f.f2y, s.zz, r * c.f2y))),
      f2z: fma(f.f0z, s.xz, fma(f.f1z, s.yz, fms(f.f2z, s.zz, r * c.f2z))))
    p = p + more.timesTransposed(laws.frame)
    guard laws.terms.contains(.damage) else { return }
    let keep = Lanes(1) - laws.damage
    p = MatrixLanes(
      f0x: keep * p.f0x, f0y: keep * p.f0y, f0z: keep * p.f0z, f1x: keep * p.f1x, f1y: keep * p.f1y,
      f1z: keep * p.f1z, f2x: keep * p.f2x, f2y: keep * p.f2y, f2z: keep * p.f2z)
  }

  /// What passive laws store, and the work that active fibres do by shortening since the start of the tick, J.
  @inline(__always) func energy(_ laws: Laws, _ f: MatrixLanes, volumeRatio j: Lanes) -> (stored: Lanes, active: Lanes) {
    let e = Self.strain(f)
    let half = Lanes(0.5)
    let two = Lanes(2)
    var w = fnma(laws(.pressure), j - Lanes(1), .zero)
    var active = Lanes.zero
    if laws.terms.contains(.guccione) {
      let d = laws.fibre
      let ef = e.times(d)
      var a = SymmetricLanes.zero
      a.add(laws(.guccioneGround), e)
      a.addDyad(laws(.guccioneFibre) * d.dot(ef), d)
      a.addDyads(laws(.guccioneCross), ef, d)
      w = fma(laws(.guccione), Lanes.exponentialLessOne(half * a.contraction(e)), w)
    }
    if laws.terms.contains(.holzapfelOgden) {
      // a/2b (e^q - 1); where a point has no such term a is zero and b is made one.
      @inline(__always) func add(_ a: Lanes, _ b: Lanes, _ q: Lanes) {
        let rate = Lanes.maximum(b, Lanes(1e-6))
        w = fma(a / (two * rate), Lanes.exponentialLessOne(q), w)
      }
      add(laws(.ground), laws(.groundRate), two * (laws(.groundRate) * e.trace))
      let (f, s) = (laws.fibre, laws.sheet)
      let x = Lanes.maximum(two * f.dot(e.times(f)), .zero)
      let y = Lanes.maximum(two * s.dot(e.times(s)), .zero)
      add(half * laws(.first), laws(.firstRate), laws(.firstRate) * (x * x))
      add(half * laws(.second), laws(.secondRate), laws(.secondRate) * (y * y))
      let z = two * f.dot(e.times(s))
      add(laws(.coupling), laws(.couplingRate), laws(.couplingRate) * (z * z))
    }
    if laws.terms.contains(.mooney) {
      // c2 (I2 - 3) = 2 c2 (2 tr E + (tr E)^2 - tr E^2).
      let t = e.trace
      w = fma(laws(.mooney), fma(two, t, fms(t, t, e.contraction(e))), w)
    }
    if laws.terms.contains(.active) {
      var change = e
      change.add(Lanes(-1), laws.startStrain)
      let d = laws.active
      active = fnma(laws.activation * laws(.tension), d.dot(change.times(d)), .zero)
    }
    return (w, active)
  }

  /// Keeps the strain at the start of the tick where a law asks for it.
  func keepStrain(_ range: Range<Int>) {
    guard hasTimedLaws else { return }
    for t in range where !LawTerms(rawValue: lawTerms[Int(lawPlace[t])]).isDisjoint(with: .timed) {
      let e = Self.strain(deformation(gatherTangents(ElementPair(t: t, s: t)), laws(t, t)))
      let p = startStrain + 24 * Int(lawPlace[t])
      e.xx.storeLow(at: p)
      e.yy.storeLow(at: p + 4)
      e.zz.storeLow(at: p + 8)
      e.xy.storeLow(at: p + 12)
      e.xz.storeLow(at: p + 16)
      e.yz.storeLow(at: p + 20)
    }
  }
}
