import CSIMD
import SimMath

extension TissueSolver {
  /// Scratch of one worker: gradient (3) and Hessian (6) of eight vertices, then their moves; [9][8].
  typealias Scratch = UnsafeMutablePointer<Float>

  /// One Newton step of each vertex of the batches, one after the other in effect: two vertices of a batch share no
  /// element. The minimised energy is that of the tick: inertia, elasticity, held loads and contact (Chen et al. 2024).
  ///
  /// The local Hessian is exact for this material: the shear part is constant, and J is linear in each vertex.
  /// - Parameters:
  ///   - sink: 36 floats that nobody reads, for the unpaired lanes of this worker.
  func sweep(
    _ range: Range<Int>, backward: Bool, contact: ContactSolver, scratch: Scratch, sink: UnsafeMutablePointer<Float>
  ) {
    for k in 0..<range.count {
      let b = backward ? range.upperBound - 1 - k : range.lowerBound + k
      relax(batches + 8 * b, contact: contact, scratch: scratch, sink: sink)
    }
  }

  @inline(__always) private func relax(
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
      var k = Int(pairStart[v])
      let end = Int(pairStart[v + 1])
      while k < end {
        let i = Int(pairs[k])
        let paired = k + 1 < end
        let j = paired ? Int(pairs[k + 1]) : i
        let t = i / 10
        let s = j / 10
        let ft = deformation + 36 * t
        let fs = paired ? deformation + 36 * s : sink
        let ct = coefficients + 12 * t
        let cs = coefficients + 12 * s
        let bt = gradients + 12 * i
        let bs = gradients + 12 * j
        let f0x = Lanes(at: ft, fs)
        let f0y = Lanes(at: ft + 4, fs + 4)
        let f0z = Lanes(at: ft + 8, fs + 8)
        let f1x = Lanes(at: ft + 12, fs + 12)
        let f1y = Lanes(at: ft + 16, fs + 16)
        let f1z = Lanes(at: ft + 20, fs + 20)
        let f2x = Lanes(at: ft + 24, fs + 24)
        let f2y = Lanes(at: ft + 28, fs + 28)
        let f2z = Lanes(at: ft + 32, fs + 32)
        // An unpaired lane has zero coefficients: it adds nothing.
        let mu = paired ? Lanes(at: ct, cs) : Lanes(at: ct, zeros)
        let lv = paired ? Lanes(at: ct + 4, cs + 4) : Lanes(at: ct + 4, zeros)
        let la = paired ? Lanes(at: ct + 8, cs + 8) : Lanes(at: ct + 8, zeros)
        let b0 = Lanes(at: bt, bs)
        let b1 = Lanes(at: bt + 4, bs + 4)
        let b2 = Lanes(at: bt + 8, bs + 8)
        // a = dJ/dx = cof(F) b.
        let c0x = f1y * f2z - f1z * f2y
        let c0y = f1z * f2x - f1x * f2z
        let c0z = f1x * f2y - f1y * f2x
        let c1x = f2y * f0z - f2z * f0y
        let c1y = f2z * f0x - f2x * f0z
        let c1z = f2x * f0y - f2y * f0x
        let c2x = f0y * f1z - f0z * f1y
        let c2y = f0z * f1x - f0x * f1z
        let c2z = f0x * f1y - f0y * f1x
        let ax = fma(c0x, b0, fma(c1x, b1, c2x * b2))
        let ay = fma(c0y, b0, fma(c1y, b1, c2y * b2))
        let az = fma(c0z, b0, fma(c1z, b1, c2z * b2))
        let det = fma(f0x, c0x, fma(f0y, c0y, f0z * c0z))
        let p = fma(lv, det, Lanes.zero - la)
        gx = fma(mu, fma(f0x, b0, fma(f1x, b1, f2x * b2)), fma(p, ax, gx))
        gy = fma(mu, fma(f0y, b0, fma(f1y, b1, f2y * b2)), fma(p, ay, gy))
        gz = fma(mu, fma(f0z, b0, fma(f1z, b1, f2z * b2)), fma(p, az, gz))
        let qx = lv * ax
        let qy = lv * ay
        let qz = lv * az
        hxx = fma(qx, ax, hxx)
        hxy = fma(qx, ay, hxy)
        hxz = fma(qx, az, hxz)
        hyy = fma(qy, ay, hyy)
        hyz = fma(qy, az, hyz)
        hzz = fma(qz, az, hzz)
        k += 2
      }
      let sums = f8_sum_each(gx.v, gy.v, gz.v, hxx.v, hxy.v, hxz.v, hyy.v, hyz.v)
      let m = mass[v] * Self.inverseSquareStep
      let d = m + shearDiagonal[v]
      var g = Vector3(
        sums[0] + (m * (positions[4 * v] - target[4 * v]) - load[4 * v]),
        sums[1] + (m * (positions[4 * v + 1] - target[4 * v + 1]) - load[4 * v + 1]),
        sums[2] + (m * (positions[4 * v + 2] - target[4 * v + 2]) - load[4 * v + 2]))
      var h = SymmetricBlock(xx: sums[3] + d, xy: sums[4], xz: sums[5], yy: sums[6] + d, yz: sums[7], zz: hzz.sum + d)
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

    // Eight 3 x 3 systems at once, by cofactors.
    let gx = Lanes(at: scratch)
    let gy = Lanes(at: scratch + 8)
    let gz = Lanes(at: scratch + 16)
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
    let dx = fma(c00, gx, fma(c01, gy, c02 * gz)) * inverse
    let dy = fma(c01, gx, fma(c11, gy, c12 * gz)) * inverse
    let dz = fma(c02, gx, fma(c12, gy, c22 * gz)) * inverse
    dx.store(at: scratch)
    dy.store(at: scratch + 8)
    dz.store(at: scratch + 16)

    for lane in 0..<8 {
      let v = Int(vertices[lane])
      guard v >= 0 else { continue }
      let move = Vector3(scratch[lane], scratch[8 + lane], scratch[16 + lane])
      positions[4 * v] += move.x
      positions[4 * v + 1] += move.y
      positions[4 * v + 2] += move.z
      contact.follow(vertex: v, move: move)
      let x = Lanes(move.x)
      let y = Lanes(move.y)
      let z = Lanes(move.z)
      var k = Int(pairStart[v])
      let end = Int(pairStart[v + 1])
      while k < end {
        let i = Int(pairs[k])
        let paired = k + 1 < end
        let j = paired ? Int(pairs[k + 1]) : i
        let ft = deformation + 36 * (i / 10)
        let fs = paired ? deformation + 36 * (j / 10) : sink
        let bt = gradients + 12 * i
        let bs = paired ? gradients + 12 * j : zeros
        let b0 = Lanes(at: bt, bs)
        let b1 = Lanes(at: bt + 4, bs + 4)
        let b2 = Lanes(at: bt + 8, bs + 8)
        fma(x, b0, Lanes(at: ft, fs)).store(at: ft, fs)
        fma(y, b0, Lanes(at: ft + 4, fs + 4)).store(at: ft + 4, fs + 4)
        fma(z, b0, Lanes(at: ft + 8, fs + 8)).store(at: ft + 8, fs + 8)
        fma(x, b1, Lanes(at: ft + 12, fs + 12)).store(at: ft + 12, fs + 12)
        fma(y, b1, Lanes(at: ft + 16, fs + 16)).store(at: ft + 16, fs + 16)
        fma(z, b1, Lanes(at: ft + 20, fs + 20)).store(at: ft + 20, fs + 20)
        fma(x, b2, Lanes(at: ft + 24, fs + 24)).store(at: ft + 24, fs + 24)
        fma(y, b2, Lanes(at: ft + 28, fs + 28)).store(at: ft + 28, fs + 28)
        fma(z, b2, Lanes(at: ft + 32, fs + 32)).store(at: ft + 32, fs + 32)
        k += 2
      }
    }
  }
}
