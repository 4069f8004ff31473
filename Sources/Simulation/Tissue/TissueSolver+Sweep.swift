import CSIMD
import SimMath

extension TissueSolver {
  /// Scratch of one worker: gradient (3) and Hessian (6) of eight vertices, then their moves; [9][8].
  typealias Scratch = UnsafeMutablePointer<Float>

  /// One Newton step of each vertex of the batches, one after the other in effect: two vertices of a batch share no
  /// element. The minimised energy is that of the tick: inertia, elasticity, held loads and contact (Chen et al. 2024).
  ///
  /// The forward sweep leaves the inverse of each local Hessian behind and the backward sweep uses it again, which makes
  /// the pair symmetric with one and the same diagonal; vertices that carry contact take a fresh one, since contact may
  /// have begun in between.
  /// - Parameters:
  ///   - sink: 36 floats that nobody reads, for the lanes of this worker without a tetrahedron.
  func sweep(
    _ range: Range<Int>, backward: Bool, contact: ContactSolver, scratch: Scratch, sink: UnsafeMutablePointer<Float>
  ) {
    for k in 0..<range.count {
      let b = backward ? range.upperBound - 1 - k : range.lowerBound + k
      let vertices = batches + 8 * b
      if backward && !contact.touches(vertices) {
        gradients(vertices, scratch: scratch, sink: sink)
      } else {
        gradientsAndHessians(vertices, contact: contact, scratch: scratch, sink: sink)
        invert(scratch, into: inverseBlocks + 48 * b)
      }
      solve(inverseBlocks + 48 * b, scratch)
      move(vertices, contact: contact, scratch: scratch, sink: sink)
    }
  }

  /// The four points of two tetrahedra, with the deformation gradient and the cofactors that both kernels need.
  struct Couple {
    let f: Deformation
    let b0, b1, b2: Lanes
    let mu: Lanes
    let volume: Lanes
    /// l (J - alpha), and dJ/dx = cof(F) b of the vertex.
    let p: Lanes
    let ax, ay, az: Lanes

    /// Adds P b, the vertex's gradient: mu F b + l (J - alpha) cof(F) b.
    @inline(__always) func addGradient(_ gx: inout Lanes, _ gy: inout Lanes, _ gz: inout Lanes) {
      gx = fma(mu, fma(f.f0x, b0, fma(f.f1x, b1, f.f2x * b2)), fma(p, ax, gx))
      gy = fma(mu, fma(f.f0y, b0, fma(f.f1y, b1, f.f2y * b2)), fma(p, ay, gy))
      gz = fma(mu, fma(f.f0z, b0, fma(f.f1z, b1, f.f2z * b2)), fma(p, az, gz))
    }
  }

  @inline(__always) private func couple(_ k: Int, sink: UnsafeMutablePointer<Float>) -> Couple {
    let s = Int(couples[2 * k + 1])
    let f = loadDeformation(
      deformation + 36 * Int(couples[2 * k]), s < tetrahedronCount ? deformation + 36 * s : sink)
    let points = couplePoints + 40 * k
    let b0 = Lanes(at: points)
    let b1 = Lanes(at: points + 8)
    let b2 = Lanes(at: points + 16)
    let mu = Lanes(at: points + 24)
    let volume = Lanes(at: points + 32)
    let c = f.cofactor
    return Couple(
      f: f, b0: b0, b1: b1, b2: b2, mu: mu, volume: volume, p: fms(volume, f.determinant(c) - Lanes(1), mu),
      ax: fma(c.f0x, b0, fma(c.f1x, b1, c.f2x * b2)),
      ay: fma(c.f0y, b0, fma(c.f1y, b1, c.f2y * b2)), az: fma(c.f0z, b0, fma(c.f1z, b1, c.f2z * b2)))
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

  /// Gradients of eight vertices into rows 0 to 2 of the scratch.
  @inline(__always) private func gradients(
    _ vertices: UnsafeMutablePointer<Int32>, scratch: Scratch, sink: UnsafeMutablePointer<Float>
  ) {
    for lane in 0..<8 {
      let v = Int(vertices[lane])
      guard v >= 0 else {
        for c in 0..<3 { scratch[8 * c + lane] = 0 }
        continue
      }
      var gx = Lanes.zero
      var gy = Lanes.zero
      var gz = Lanes.zero
      for k in Int(coupleStart[v])..<Int(coupleStart[v + 1]) {
        let e = couple(k, sink: sink)
        e.addGradient(&gx, &gy, &gz)
        if hasLaws && coupleTerms[k] != 0 { addLaws(k, e, &gx, &gy, &gz) }
      }
      let sums = f8_sum_halves(gx.v, gy.v, gz.v)
      var own = own(v).gradient
      if hasShells { own += shells.gradient(v) }
      scratch[lane] = sums[0] + sums[4] + own.x
      scratch[8 + lane] = sums[1] + sums[5] + own.y
      scratch[16 + lane] = sums[2] + sums[6] + own.z
    }
  }

  /// Gradients and Hessians of eight vertices into the scratch.
  ///
  /// The Hessian of the neo-Hookean part is exact: the shear part is constant, and J is linear in each vertex.
  @inline(__always) func gradientsAndHessians(
    _ vertices: UnsafeMutablePointer<Int32>, contact: ContactSolver, scratch: Scratch,
    sink: UnsafeMutablePointer<Float>
  ) {
    for lane in 0..<8 {
      let v = Int(vertices[lane])
      guard v >= 0 else {
        for c in 0..<9 { scratch[8 * c + lane] = c == 3 || c == 6 || c == 8 ? 1 : 0 }
        continue
      }
      var gx = Lanes.zero
      var gy = Lanes.zero
      var gz = Lanes.zero
      var hxx = Lanes.zero
      var hxy = Lanes.zero
      var hxz = Lanes.zero
      var hyy = Lanes.zero
      var hyz = Lanes.zero
      var hzz = Lanes.zero
      for k in Int(coupleStart[v])..<Int(coupleStart[v + 1]) {
        let e = couple(k, sink: sink)
        e.addGradient(&gx, &gy, &gz)
        let qx = e.volume * e.ax
        let qy = e.volume * e.ay
        let qz = e.volume * e.az
        hxx = fma(qx, e.ax, hxx)
        hxy = fma(qx, e.ay, hxy)
        hxz = fma(qx, e.az, hxz)
        hyy = fma(qy, e.ay, hyy)
        hyz = fma(qy, e.az, hyz)
        hzz = fma(qz, e.az, hzz)
        if hasLaws && coupleTerms[k] != 0 {
          var more = SymmetricLanes.zero
          addLaws(k, e, &gx, &gy, &gz, &more)
          hxx = hxx + more.xx
          hxy = hxy + more.xy
          hxz = hxz + more.xz
          hyy = hyy + more.yy
          hyz = hyz + more.yz
          hzz = hzz + more.zz
        }
      }
      let sums = f8_sum_each(gx.v, gy.v, gz.v, hxx.v, hxy.v, hxz.v, hyy.v, hyz.v)
      let own = own(v)
      let d = own.diagonal
      var g = Vector3(sums[0] + own.gradient.x, sums[1] + own.gradient.y, sums[2] + own.gradient.z)
      var h = SymmetricBlock(xx: sums[3] + d, xy: sums[4], xz: sums[5], yy: sums[6] + d, yz: sums[7], zz: hzz.sum + d)
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
    fma(xx, gx, fma(xy, gy, xz * gz)).store(at: scratch)
    fma(xy, gx, fma(yy, gy, yz * gz)).store(at: scratch + 8)
    fma(xz, gx, fma(yz, gy, zz * gz)).store(at: scratch + 16)
  }

  /// Moves eight vertices, and the deformation gradients and contact samples with them.
  @inline(__always) private func move(
    _ vertices: UnsafeMutablePointer<Int32>, contact: ContactSolver, scratch: Scratch,
    sink: UnsafeMutablePointer<Float>
  ) {
    for lane in 0..<8 {
      let v = Int(vertices[lane])
      guard v >= 0 else { continue }
      var move = Vector3(scratch[lane], scratch[8 + lane], scratch[16 + lane])
      if hasShells { move = shells.cut(move, of: v) }
      positions[4 * v] += move.x
      positions[4 * v + 1] += move.y
      positions[4 * v + 2] += move.z
      contact.follow(vertex: v, move: move)
      if hasShells { shells.follow(v) }
      let x = Lanes(move.x)
      let y = Lanes(move.y)
      let z = Lanes(move.z)
      for k in Int(coupleStart[v])..<Int(coupleStart[v + 1]) {
        let s = Int(couples[2 * k + 1])
        let ft = deformation + 36 * Int(couples[2 * k])
        let fs = s < tetrahedronCount ? deformation + 36 * s : sink
        let points = couplePoints + 40 * k
        let b0 = Lanes(at: points)
        let b1 = Lanes(at: points + 8)
        let b2 = Lanes(at: points + 16)
        fma(x, b0, Lanes(at: ft, fs)).store(at: ft, fs)
        fma(y, b0, Lanes(at: ft + 4, fs + 4)).store(at: ft + 4, fs + 4)
        fma(z, b0, Lanes(at: ft + 8, fs + 8)).store(at: ft + 8, fs + 8)
        fma(x, b1, Lanes(at: ft + 12, fs + 12)).store(at: ft + 12, fs + 12)
        fma(y, b1, Lanes(at: ft + 16, fs + 16)).store(at: ft + 16, fs + 16)
        fma(z, b1, Lanes(at: ft + 20, fs + 20)).store(at: ft + 20, fs + 20)
        fma(x, b2, Lanes(at: ft + 24, fs + 24)).store(at: ft + 24, fs + 24)
        fma(y, b2, Lanes(at: ft + 28, fs + 28)).store(at: ft + 28, fs + 28)
        fma(z, b2, Lanes(at: ft + 32, fs + 32)).store(at: ft + 32, fs + 32)
      }
    }
  }
}
