import CSIMD
import SimMath

extension TissueSolver {
  /// Scratch of one worker: gradient (3) and Hessian (6) of eight vertices, then their moves; [9][8].
  typealias Scratch = UnsafeMutablePointer<Float>

  /// The units of the sweep (``SweepOrder``) one after the other.
  func sweep(
    units: Range<Int>, backward: Bool, contact: ContactSolver, scratch: Scratch
  ) {
    for u in units {
      let batches = Int(unitStart[u])..<Int(unitStart[u + 1])
      sweep(batches, backward: backward, contact: contact, scratch: scratch)
    }
  }

  /// The units of the last phase there and back; what is visited last on the way there is not visited again.
  func turn(units: Range<Int>, contact: ContactSolver, scratch: Scratch) {
    for u in units {
      let batches = Int(unitStart[u])..<Int(unitStart[u + 1])
      sweep(batches, backward: false, contact: contact, scratch: scratch)
      sweep(
        batches.dropLast(Int(unitTurn[u])), backward: true, contact: contact, scratch: scratch)
    }
  }

  /// One Newton step of each vertex of the batches, one after the other in effect: two vertices of a batch share no
  /// element. The minimised energy is that of the tick: inertia, elasticity, held loads and contact (Chen et al. 2024).
  ///
  /// The forward sweep leaves the inverse of each local Hessian behind and the backward sweep uses it again, which makes
  /// the pair symmetric with one and the same diagonal; vertices that carry contact take a fresh one, since contact may
  /// have begun in between.
  func sweep(_ range: Range<Int>, backward: Bool, contact: ContactSolver, scratch: Scratch) {
    if hasLaws {
      batchesWithLaws(range, backward: backward, contact: contact, scratch: scratch)
    } else {
      plainBatches(range, backward: backward, contact: contact, scratch: scratch)
    }
  }

  // Two copies of the kernel, of which one is not burdened with the other laws' registers.
  @inline(never) private func plainBatches(_ range: Range<Int>, backward: Bool, contact: ContactSolver, scratch: Scratch) {
    run(range, backward: backward, contact: contact, scratch: scratch, laws: false)
  }

  @inline(never) private func batchesWithLaws(
    _ range: Range<Int>, backward: Bool, contact: ContactSolver, scratch: Scratch
  ) {
    run(range, backward: backward, contact: contact, scratch: scratch, laws: true)
  }

  @inline(__always) private func run(
    _ range: Range<Int>, backward: Bool, contact: ContactSolver, scratch: Scratch, laws: Bool
  ) {
    for k in 0..<range.count {
      let b = backward ? range.upperBound - 1 - k : range.lowerBound + k
      // Lanes are filled from the first on: a batch without it waits for vertices that cuts will add.
      guard batches[8 * b] >= 0 else { continue }
      if backward && !contact.touches(batches + 8 * b) {
        gradients(b, scratch: scratch, laws: laws)
      } else {
        gradientsAndHessians(b, contact: contact, scratch: scratch, laws: laws)
        invert(scratch, into: inverseBlocks + 48 * b)
      }
      solve(inverseBlocks + 48 * b, scratch)
      move(b, contact: contact, scratch: scratch)
    }
  }

  /// The four points of two tetrahedra as a vertex sees them.
  struct Couple {
    /// Their numbers.
    let t, s: Int
    /// Tangents, and the vertex's reference gradient.
    let x: MatrixLanes
    let c: VectorLanes
    /// V mu G, and k2 of ``ElementTable``.
    let metric: SymmetricLanes
    let k2: Lanes
    /// k2 det X - k1, and the derivative cof(X) c of the determinant by the vertex.
    let p: Lanes
    let a: VectorLanes

    /// Adds the two parts of the vertex's gradient, X (V mu G) c and p a.
    @inline(__always) func addGradient(_ shear: inout VectorLanes, _ volume: inout VectorLanes) {
      let m = metric.times(c)
      shear.x = fma(x.f0x, m.x, fma(x.f1x, m.y, fma(x.f2x, m.z, shear.x)))
      shear.y = fma(x.f0y, m.x, fma(x.f1y, m.y, fma(x.f2y, m.z, shear.y)))
      shear.z = fma(x.f0z, m.x, fma(x.f1z, m.y, fma(x.f2z, m.z, shear.z)))
      volume.x = fma(p, a.x, volume.x)
      volume.y = fma(p, a.y, volume.y)
      volume.z = fma(p, a.z, volume.z)
    }
  }

  @inline(__always) private func couple(_ k: Int) -> Couple {
    let t = Int(couples[4 * k])
    let s = Int(couples[4 * k + 1])
    let x = MatrixLanes(at: tangents + 36 * t, tangents + 36 * s)
    let c = referenceGradient(k)
    let et = elements + ElementTable.stride * t
    let es = elements + ElementTable.stride * s
    let k2 = Lanes(at: et + 24, es + 24)
    let cofactor = x.cofactor
    return Couple(
      t: t, s: s, x: x, c: c, metric: metric(et, es), k2: k2,
      p: fms(k2, x.determinant(cofactor), Lanes(at: et + 28, es + 28)), a: cofactor.times(c))
  }

  /// The reference gradients of the vertex in both tetrahedra of a couple.
  @inline(__always) private func referenceGradient(_ k: Int) -> VectorLanes {
    let p = reference + Int(couples[4 * k + 2])
    let q = reference + Int(couples[4 * k + 3])
    return VectorLanes(x: Lanes(at: p, q), y: Lanes(at: p + 8, q + 8), z: Lanes(at: p + 16, q + 16))
  }

  /// Inertia and held load of a vertex: their part of the gradient, and the diagonal of their Hessian with the shear.
  @inline(__always) private func own(_ v: Int) -> (gradient: Vector3, diagonal: Float) {
    let m = mass[v] * Self.inverseSquareStep
    return (
      Vector3(
        m * (positions[4 * v] - target[4 * v]) - load[4 * v],
        m * (positions[4 * v + 1] - target[4 * v + 1]) - load[4 * v + 1],
        m * (positions[4 * v + 2] - target[4 * v + 2]) - load[4 * v + 2]), m + shearDiagonal[v]
    )
  }

  /// Gradients of the eight vertices of a batch into rows 0 to 2 of the scratch.
  @inline(__always) private func gradients(_ b: Int, scratch: Scratch, laws: Bool) {
    for lane in 0..<8 {
      let v = Int(batches[8 * b + lane])
      guard v >= 0 else {
        for c in 0..<3 { scratch[8 * c + lane] = 0 }
        continue
      }
      var g = VectorLanes.zero
      var volume = VectorLanes.zero
      var k = Int(coupleStart[8 * b + lane])
      let end = Int(coupleStart[8 * b + lane + 1])
      while k < end {
        let e = couple(k)
        e.addGradient(&g, &volume)
        if laws && coupleTerms[k] != 0 { addLaws(e, &volume) }
        k &+= 1
      }
      let sums = f8_sum_halves((g.x + volume.x).v, (g.y + volume.y).v, (g.z + volume.z).v)
      var own = own(v).gradient
      if hasShells { own += shells.gradient(v) }
      scratch[lane] = sums[0] + sums[4] + own.x
      scratch[8 + lane] = sums[1] + sums[5] + own.y
      scratch[16 + lane] = sums[2] + sums[6] + own.z
    }
  }

  /// Gradients and Hessians of the eight vertices of a batch into the scratch.
  ///
  /// The Hessian of the neo-Hookean part is exact: the shear part is constant, and J is linear in each vertex.
  @inline(__always) func gradientsAndHessians(_ b: Int, contact: ContactSolver, scratch: Scratch, laws: Bool) {
    for lane in 0..<8 {
      let v = Int(batches[8 * b + lane])
      guard v >= 0 else {
        for c in 0..<9 { scratch[8 * c + lane] = c == 3 || c == 6 || c == 8 ? 1 : 0 }
        continue
      }
      var sum = VectorLanes.zero
      var volume = VectorLanes.zero
      var block = SymmetricLanes.zero
      var k = Int(coupleStart[8 * b + lane])
      let end = Int(coupleStart[8 * b + lane + 1])
      while k < end {
        let e = couple(k)
        e.addGradient(&sum, &volume)
        block.addDyad(e.k2, e.a)
        if laws && coupleTerms[k] != 0 { addLaws(e, &volume, &block) }
        k &+= 1
      }
      let sums = f8_sum_each(
        (sum.x + volume.x).v, (sum.y + volume.y).v, (sum.z + volume.z).v, block.xx.v, block.xy.v, block.xz.v,
        block.yy.v, block.yz.v)
      let own = own(v)
      let d = own.diagonal
      var g = Vector3(sums[0] + own.gradient.x, sums[1] + own.gradient.y, sums[2] + own.gradient.z)
      var h = SymmetricBlock(
        xx: sums[3] + d, xy: sums[4], xz: sums[5], yy: sums[6] + d, yz: sums[7], zz: block.zz.sum + d)
      if hasShells { shells.add(vertex: v, gradient: &g, hessian: &h) }
      contact.add(vertex: v, gradient: &g, hessian: &h)
      scratch[lane] = g.x
      scratch[8 + lane] = g.y
      scratch[16 + lane] = g.z
      scratch[24 + lane] = h.xx
      scratch[32 + lane] = h.xy
      scratch[40 + lane] = h.xz
      scratch[48 + lane] = h.yy
      scratch[56 + lane] = h.yz
      scratch[64 + lane] = h.zz
    }
  }

  /// Minus the inverses of eight 3 x 3 Hessians at once, by cofactors.
  @inline(__always) private func invert(_ scratch: Scratch, into blocks: UnsafeMutablePointer<Float>) {
    let hxx = Lanes(at: scratch + 24)
    let hxy = Lanes(at: scratch + 32)
    let hxz = Lanes(at: scratch + 40)
    let hyy = Lanes(at: scratch + 48)
    let hyz = Lanes(at: scratch + 56)
    let hzz = Lanes(at: scratch + 64)
    let c00 = hyy * hzz - hyz * hyz
    let c01 = hxz * hyz - hxy * hzz
    let c02 = hxy * hyz - hxz * hyy
    let c11 = hxx * hzz - hxz * hxz
    let c12 = hxy * hxz - hxx * hyz
    let c22 = hxx * hyy - hxy * hxy
    let inverse = Lanes(-1) / fma(hxx, c00, fma(hxy, c01, hxz * c02))
    (c00 * inverse).store(at: blocks)
    (c01 * inverse).store(at: blocks + 8)
    (c02 * inverse).store(at: blocks + 16)
    (c11 * inverse).store(at: blocks + 24)
    (c12 * inverse).store(at: blocks + 32)
    (c22 * inverse).store(at: blocks + 40)
  }

  /// Newton steps of eight vertices from their gradients, in place of these.
  @inline(__always) private func solve(_ blocks: UnsafeMutablePointer<Float>, _ scratch: Scratch) {
    let gx = Lanes(at: scratch)
    let gy = Lanes(at: scratch + 8)
    let gz = Lanes(at: scratch + 16)
    let xx = Lanes(at: blocks)
    let xy = Lanes(at: blocks + 8)
    let xz = Lanes(at: blocks + 16)
    let yy = Lanes(at: blocks + 24)
    let yz = Lanes(at: blocks + 32)
    let zz = Lanes(at: blocks + 40)
    let x = fma(xx, gx, fma(xy, gy, xz * gz))
    let y = fma(xy, gx, fma(yy, gy, yz * gz))
    let z = fma(xz, gx, fma(yz, gy, zz * gz))
    let share = Lanes(Self.furthest) / Lanes(f8_sqrt((x * x + y * y + z * z).v))
    let kept = Lanes.minimum(share, Lanes(1))
    Lanes(f8_where_positive(share.v, (kept * x).v)).store(at: scratch)
    Lanes(f8_where_positive(share.v, (kept * y).v)).store(at: scratch + 8)
    Lanes(f8_where_positive(share.v, (kept * z).v)).store(at: scratch + 16)
  }

  /// Furthest that a step takes a vertex, m: many times what a tick asks for. Beyond it the inverse that a backward sweep uses again
  /// knows nothing of where the vertex is, and a vertex with next to no material that is pulled by newtons would take the rest along.
  /// A step that is no number is none.
  private static var furthest: Float { 0.02 }

  /// Moves the eight vertices of a batch, and tangents and contact samples with them.
  @inline(__always) private func move(
    _ b: Int, contact: ContactSolver, scratch: Scratch
  ) {
    for lane in 0..<8 {
      let v = Int(batches[8 * b + lane])
      guard v >= 0 else { continue }
      var move = Vector3(scratch[lane], scratch[8 + lane], scratch[16 + lane])
      if hasShells { move = shells.cut(move, of: v) }
      positions[4 * v] += move.x
      positions[4 * v + 1] += move.y
      positions[4 * v + 2] += move.z
      contact.follow(vertex: v, move: move)
      if hasShells { shells.follow(v) }
      let m = VectorLanes(x: Lanes(move.x), y: Lanes(move.y), z: Lanes(move.z))
      var k = Int(coupleStart[8 * b + lane])
      let end = Int(coupleStart[8 * b + lane + 1])
      while k < end {
        let pt = tangents + 36 * Int(couples[4 * k])
        let ps = tangents + 36 * Int(couples[4 * k + 1])
        var x = MatrixLanes(at: pt, ps)
        x.addDyad(m, referenceGradient(k))
        x.store(at: pt, ps)
        k &+= 1
      }
    }
  }
}
