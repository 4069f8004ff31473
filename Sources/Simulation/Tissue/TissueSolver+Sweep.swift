import CSIMD
import SimMath
import WideTissue

extension TissueSolver {
  /// Scratch of one worker: sums of a batch, then its moves (``TissueKernel``).
  typealias Scratch = TissueKernel.Sums

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
    if let wideKernel {
      wideBatches(range, backward: backward, contact: contact, scratch: scratch, wideKernel)
    } else if hasLaws {
      batchesWithLaws(range, backward: backward, contact: contact, scratch: scratch)
    } else {
      plainBatches(range, backward: backward, contact: contact, scratch: scratch)
    }
  }

  // Three copies of the sweep, of which none is burdened with the others' registers.
  @inline(never) private func plainBatches(_ range: Range<Int>, backward: Bool, contact: ContactSolver, scratch: Scratch) {
    run(
      range, backward: backward, contact: contact, scratch: scratch, gradients: { gradients($0, scratch, laws: false) },
      blocks: { blocks($0, scratch, laws: false) })
  }

  @inline(never) private func batchesWithLaws(
    _ range: Range<Int>, backward: Bool, contact: ContactSolver, scratch: Scratch
  ) {
    run(
      range, backward: backward, contact: contact, scratch: scratch, gradients: { gradients($0, scratch, laws: true) },
      blocks: { blocks($0, scratch, laws: true) })
  }

  @inline(never) private func wideBatches(
    _ range: Range<Int>, backward: Bool, contact: ContactSolver, scratch: Scratch, _ kernel: WideTissueKernel
  ) {
    run(
      range, backward: backward, contact: contact, scratch: scratch, gradients: { kernel.gradients($0, into: scratch) },
      blocks: { kernel.gradientsAndHessians($0, into: scratch) })
  }

  /// - Parameters:
  ///   - gradients: those of the elements' energies by the vertices of a batch, into the scratch.
  ///   - blocks: these and the Hessians.
  @inline(__always) private func run(
    _ range: Range<Int>, backward: Bool, contact: ContactSolver, scratch: Scratch, gradients: (Int) -> Void,
    blocks: (Int) -> Void
  ) {
    for k in 0..<range.count {
      let b = backward ? range.upperBound - 1 - k : range.lowerBound + k
      // Lanes are filled from the first on: a batch without it waits for vertices that cuts will add.
      guard batches[8 * b] >= 0 else { continue }
      let inverse = inverseBlocks + 48 * b
      if backward && !contact.touches(batches + 8 * b) {
        gradients(b)
        addOwn(b, to: scratch)
        if hasShells { addShells(b, to: scratch) }
      } else {
        blocks(b)
        addOwn(b, to: scratch)
        addDiagonals(b, contact: contact, to: scratch)
        invert(scratch, into: inverse)
      }
      solve(inverse, scratch)
      move(b, contact: contact, moves: scratch)
      follow(b, moves: scratch)
    }
  }

  // MARK: What is by element

  @inline(__always) private func gradients(_ b: Int, _ scratch: Scratch, laws: Bool) {
    kernel.gradients(b, into: scratch) { r, tetrahedra, e, g in
      if laws && roundTerms[r] != 0 { addLaws(e, Int(tetrahedra[0]), Int(tetrahedra[1]), &g) }
    }
  }

  @inline(__always) private func blocks(_ b: Int, _ scratch: Scratch, laws: Bool) {
    kernel.gradientsAndHessians(b, into: scratch) { r, tetrahedra, e, g, h in
      if laws && roundTerms[r] != 0 { addLaws(e, Int(tetrahedra[0]), Int(tetrahedra[1]), &g, &h) }
    }
  }

  /// Gradients and Hessians of the eight vertices of a batch with all that belongs to them, into the scratch.
  func gradientsAndHessians(_ b: Int, contact: ContactSolver, scratch: Scratch) {
    blocks(b, scratch, laws: hasLaws)
    addOwn(b, to: scratch)
    addDiagonals(b, contact: contact, to: scratch)
  }

  // MARK: What is by vertex

  /// Inertia and held load: their part of the gradients. The fourth component of positions, targets and loads is zero.
  @inline(__always) private func addOwn(_ b: Int, to sums: Scratch) {
    for pair in 0..<4 {
      let v = Int(batches[8 * b + 2 * pair])
      guard v >= 0 else {
        Lanes.zero.store(at: sums + 8 * pair)
        continue
      }
      let second = Int(batches[8 * b + 2 * pair + 1])
      let u = second >= 0 ? second : v
      let m = Lanes(splat: mass + v, mass + u) * Lanes(Self.inverseSquareStep)
      let (p, q) = (4 * v, 4 * u)
      let own =
        m * (Lanes(at: positions + p, positions + q) - Lanes(at: target + p, target + q)) - Lanes(at: load + p, load + q)
      (Lanes(at: sums + 8 * pair) + own).store(at: sums + 8 * pair)
      if second < 0 { for c in 4..<8 { sums[8 * pair + c] = 0 } }
    }
  }

  /// Shells' part of the gradients.
  @inline(never) private func addShells(_ b: Int, to sums: Scratch) {
    for lane in 0..<8 {
      let v = Int(batches[8 * b + lane])
      guard v >= 0 else { continue }
      let g = shells.gradient(v)
      sums[4 * lane] += g.x
      sums[4 * lane + 1] += g.y
      sums[4 * lane + 2] += g.z
    }
  }

  /// Inertia and the constant shear stiffness on the diagonals of the Hessians, and what shells and contact add.
  @inline(__always) private func addDiagonals(_ b: Int, contact: ContactSolver, to sums: Scratch) {
    for lane in 0..<8 {
      let g = sums + 4 * lane
      let h = sums + 32 + 4 * lane
      let v = Int(batches[8 * b + lane])
      guard v >= 0 else {
        g[3] = 1
        for c in 0..<4 { h[c] = c == 2 ? 1 : 0 }
        h[32] = 1
        continue
      }
      let d = mass[v] * Self.inverseSquareStep + shearDiagonal[v]
      g[3] += d
      h[2] += d
      h[32] += d
      if hasShells || contact.touches(vertex: v) { addTouch(v, contact, g, h) }
    }
  }

  /// - Parameters:
  ///   - g: gx gy gz hxx.
  ///   - h: hxy hxz hyy hyz, and hzz 32 floats further.
  @inline(never) private func addTouch(_ v: Int, _ contact: ContactSolver, _ g: Scratch, _ h: Scratch) {
    var gradient = Vector3(g[0], g[1], g[2])
    var block = SymmetricBlock(xx: g[3], xy: h[0], xz: h[1], yy: h[2], yz: h[3], zz: h[32])
    if hasShells { shells.add(vertex: v, gradient: &gradient, hessian: &block) }
    contact.add(vertex: v, gradient: &gradient, hessian: &block)
    (g[0], g[1], g[2], g[3]) = (gradient.x, gradient.y, gradient.z, block.xx)
    (h[0], h[1], h[2], h[3]) = (block.xy, block.xz, block.yy, block.yz)
    h[32] = block.zz
  }

  // MARK: Eight blocks at once

  /// Four floats of each of eight vertices, [8][4], as four rows of eight.
  @inline(__always) private func columns(_ p: Scratch) -> (Lanes, Lanes, Lanes, Lanes) {
    Lanes.transposed(Lanes(at: p, p + 16), Lanes(at: p + 4, p + 20), Lanes(at: p + 8, p + 24), Lanes(at: p + 12, p + 28))
  }

  /// Minus the inverses of eight 3 x 3 Hessians at once, by cofactors.
  @inline(__always) private func invert(_ sums: Scratch, into blocks: UnsafeMutablePointer<Float>) {
    let hxx = columns(sums).3
    let (hxy, hxz, hyy, hyz) = columns(sums + 32)
    let hzz = columns(sums + 64).0
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

  /// Newton steps of eight vertices from their gradients, in place of these: [8][4].
  @inline(__always) private func solve(_ blocks: UnsafeMutablePointer<Float>, _ sums: Scratch) {
    let (gx, gy, gz, _) = columns(sums)
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
    func cut(_ a: Lanes) -> Lanes { Lanes(f8_where_positive(share.v, (kept * a).v)) }
    let (a, b, c, d) = Lanes.transposed(cut(x), cut(y), cut(z), .zero)
    a.store(at: sums, sums + 16)
    b.store(at: sums + 4, sums + 20)
    c.store(at: sums + 8, sums + 24)
    d.store(at: sums + 12, sums + 28)
  }

  /// Furthest that a step takes a vertex, m: many times what a tick asks for. Beyond it the inverse that a backward sweep uses again
  /// knows nothing of where the vertex is, and a vertex with next to no material that is pulled by newtons would take the rest along.
  /// A step that is no number is none.
  private static var furthest: Float { 0.02 }

  /// Moves the eight vertices of a batch, and contact samples with them; the moves are left as what was gone.
  @inline(__always) private func move(_ b: Int, contact: ContactSolver, moves: Scratch) {
    for lane in 0..<8 {
      let v = Int(batches[8 * b + lane])
      guard v >= 0 else { continue }
      let m = moves + 4 * lane
      var move = Vector3(m[0], m[1], m[2])
      if hasShells {
        move = shells.cut(move, of: v)
        (m[0], m[1], m[2]) = (move.x, move.y, move.z)
      }
      positions[4 * v] += move.x
      positions[4 * v + 1] += move.y
      positions[4 * v + 2] += move.z
      contact.follow(vertex: v, move: move)
      if hasShells { shells.follow(v) }
    }
  }
  /// The tangents X + m c' after the vertices of a batch have moved, a tetrahedron at a time: nine rows of four points in a line.
  @inline(__always) private func follow(_ b: Int, moves: Scratch) {
    for lane in 0..<8 {
      guard batches[8 * b + lane] >= 0 else { return }
      let m = moves + 4 * lane
      let xy = Lanes(splat: m, m + 1)
      let zx = Lanes(splat: m + 2, m)
      let yz = Lanes(splat: m + 1, m + 2)
      let z = Lanes(m[2])
      let quartet = 2 * b + lane / 4
      for r in Int(kernel.roundStart[quartet])..<Int(kernel.roundStart[quartet + 1]) {
        let entry = kernel.rounds + VertexRounds.stride * r + lane % 4
        let x = tangents + TissueKernel.tangentStride * Int(entry[0])
        let c = referenceColumns + TissueKernel.tangentStride * Int(entry[4])
        fma(xy, Lanes(at: c), Lanes(at: x)).store(at: x)
        fma(zx, Lanes(at: c + 8), Lanes(at: x + 8)).store(at: x + 8)
        fma(yz, Lanes(at: c + 16), Lanes(at: x + 16)).store(at: x + 16)
        fma(xy, Lanes(at: c + 24), Lanes(at: x + 24)).store(at: x + 24)
        fma(z, Lanes(twice: c + 32), Lanes(twice: x + 32)).storeLow(at: x + 32)
      }
    }
  }
}
