import SimMath

/// Solves the coarse tissue together with the tool and the samples in contact.
///
/// Without the contact's stiffness in the coarse operator a correction would push the tissue out from under the tool as
/// if nothing held it, many times too far: the two-level pass is stable only while a correction overshoots by less than
/// a third. With K_s the stiffness of a sample and D its motion against the tool, the correction q, c minimises the
/// quadratic energy of coarse tissue, tool and sum of 1/2 K_s |D|^2; with lambda = K^(1/2) xi the force of a sample,
/// (I + K^(1/2) D M D' K^(1/2)) xi = K^(1/2) D (y, c_y), where M is the compliance of tissue and tool and y, c_y their
/// motion without contact. Conjugate gradients (Hestenes and Stiefel 1952) solve it; the same operator serves both
/// corrections of a tick.
struct ContactPatchSolver {
  var vertexCount = 0
  var sampleCount = 0

  let vertex: UnsafeMutablePointer<Int32>
  let slotPlace: UnsafeMutablePointer<Int16>
  let compliance: UnsafeMutablePointer<Float>
  let sample: UnsafeMutablePointer<Int32>
  let place: UnsafeMutablePointer<Int16>
  let weight: UnsafeMutablePointer<Float>
  let law: UnsafeMutablePointer<Float>
  let vectors: UnsafeMutablePointer<Float>
  let force: UnsafeMutablePointer<Float>
  let motion: UnsafeMutablePointer<Float>
  let index: UnsafeMutablePointer<Int32>
  let columns: UnsafeMutablePointer<Float>
  let coarse: CoarseSolver

  init(_ patch: borrowing ContactPatch, _ response: SurfaceResponse, _ coarse: CoarseSolver) {
    vertex = patch.vertex.base
    slotPlace = patch.slotPlace.base
    compliance = patch.compliance.base
    sample = patch.sample.base
    place = patch.place.base
    weight = patch.weight.base
    law = patch.law.base
    vectors = patch.vectors.base
    force = patch.fields.base
    motion = patch.fields.base + ContactPatch.stride
    index = response.index.base
    columns = response.columns.base
    self.coarse = coarse
  }

  private var size: Int { coarse.vectorCount }

  // MARK: The operator of the tick

  /// Gathers the samples that touch, their vertices and the compliance between these.
  mutating func prepare(_ contact: ContactSolver, samples: Int, slots: Int) {
    vertexCount = 0
    sampleCount = 0
    for slot in 0..<slots { slotPlace[slot] = -1 }
    for i in 0..<samples {
      guard let point = contact.evaluate(i) else { continue }
      let face = contact.faces + 6 * (Int(contact.sample[i]) >> 4)
      let weights = contact.sampleWeights + 8 * (Int(contact.sample[i]) & 15)
      var fits = true
      for a in 0..<6 {
        let v = Int(face[a])
        let slot = Int(contact.vertexSlot[v])
        if index[v] >= 0 && slotPlace[slot] < 0 {
          if vertexCount < ContactPatch.vertexCapacity {
            slotPlace[slot] = Int16(vertexCount)
            vertex[vertexCount] = Int32(v)
            vertexCount += 1
          } else {
            fits = false
          }
        }
      }
      guard fits else { continue }
      let k = sampleCount
      sampleCount += 1
      sample[k] = Int32(i)
      for a in 0..<6 {
        let v = Int(face[a])
        place[8 * k + a] = index[v] >= 0 ? slotPlace[Int(contact.vertexSlot[v])] : -1
        weight[8 * k + a] = weights[a]
      }
      law[8 * k] = point.normal.x
      law[8 * k + 1] = point.normal.y
      law[8 * k + 2] = point.normal.z
      law[8 * k + 3] = point.normalStiffness.squareRoot()
      law[8 * k + 4] = point.tangentialStiffness.squareRoot()
    }
    fillCompliance()
  }

  /// G = P A_c^-1 P' from the stored columns; the lower half is computed, the upper mirrored, so that it is symmetric.
  private func fillCompliance() {
    let stride = ContactPatch.stride
    let width = (3 * vertexCount + 7) & ~7
    for i in 0..<vertexCount {
      let z = columns + 3 * Int(index[Int(vertex[i])]) * size
      for j in 0...i {
        let w = Int(vertex[j])
        for axis in 0..<3 {
          let m = coarse.motion(of: w, z + axis * size)
          let row = 3 * i + axis
          set(row, 3 * j, m.x, stride)
          set(row, 3 * j + 1, m.y, stride)
          set(row, 3 * j + 2, m.z, stride)
        }
      }
      // The lanes beyond the last vertex.
      for axis in 0..<3 { for k in (3 * vertexCount)..<width { compliance[(3 * i + axis) * stride + k] = 0 } }
    }
  }

  @inline(__always) private func set(_ row: Int, _ column: Int, _ value: Float, _ stride: Int) {
    compliance[row * stride + column] = value
    compliance[column * stride + row] = value
  }

  // MARK: A correction

  /// Turns the correction without contact (coarse unknowns `q`, tool motion `toolMotion`) into that with it.
  ///
  /// - Parameter toolCompliance: inverse of the tool's own stiffness, m/N.
  /// - Returns: the tool's motion, m.
  func correct(
    _ q: UnsafeMutablePointer<Float>, toolMotion: Vector3, toolCompliance: Float
  ) -> Vector3 {
    guard sampleCount > 0 else { return toolMotion }
    let n = 3 * sampleCount
    let xi = vectors
    let r = vectors + 3 * ContactModel.capacity
    let p = vectors + 6 * ContactModel.capacity
    let ap = vectors + 9 * ContactModel.capacity

    // Right-hand side: the gap that opens or closes without contact.
    for i in 0..<vertexCount {
      let m = coarse.motion(of: Int(vertex[i]), q)
      motion[3 * i] = m.x
      motion[3 * i + 1] = m.y
      motion[3 * i + 2] = m.z
    }
    gather(toolMotion, into: r)
    var rho: Float = 0
    for i in 0..<n {
      xi[i] = 0
      p[i] = r[i]
      rho += r[i] * r[i]
    }
    let goal = 1e-10 * rho
    var iteration = 0
    while rho > goal && iteration < 40 {
      apply(p, into: ap, toolCompliance)
      var curvature: Float = 0
      for i in 0..<n { curvature += p[i] * ap[i] }
      guard curvature > 0 else { break }
      let alpha = rho / curvature
      var next: Float = 0
      for i in 0..<n {
        xi[i] += alpha * p[i]
        r[i] -= alpha * ap[i]
        next += r[i] * r[i]
      }
      let beta = next / rho
      rho = next
      for i in 0..<n { p[i] = r[i] + beta * p[i] }
      iteration += 1
    }

    // Forces of the samples back on tissue and tool.
    let total = scatter(xi)
    for i in 0..<vertexCount {
      let z = columns + 3 * Int(index[Int(vertex[i])]) * size
      let fx = Lanes(force[3 * i])
      let fy = Lanes(force[3 * i + 1])
      let fz = Lanes(force[3 * i + 2])
      var k = 0
      while k < size {
        var s = Lanes(at: q + k)
        s = fnma(fx, Lanes(at: z + k), s)
        s = fnma(fy, Lanes(at: z + size + k), s)
        s = fnma(fz, Lanes(at: z + 2 * size + k), s)
        s.store(at: q + k)
        k += 8
      }
    }
    return toolMotion + toolCompliance * total
  }

  /// K^(1/2) u for sample `k`.
  @inline(__always) private func root(_ k: Int, _ u: Vector3) -> Vector3 {
    let n = Vector3(law[8 * k], law[8 * k + 1], law[8 * k + 2])
    return ((law[8 * k + 3] - law[8 * k + 4]) * u.dot(n)) * n + law[8 * k + 4] * u
  }

  /// K^(1/2) times the motion of each sample against the tool, from the patch's `motion`, which is in the vertices' own
  /// frames.
  private func gather(_ tool: Vector3, into out: UnsafeMutablePointer<Float>) {
    let turned = coarse.turned
    for k in 0..<sampleCount {
      var u = -tool
      for a in 0..<6 {
        let i = Int(place[8 * k + a])
        guard i >= 0 else { continue }
        var m = Vector3(motion[3 * i], motion[3 * i + 1], motion[3 * i + 2])
        if let turned { m = turned.frame(Int(vertex[i])).rotate(m) }
        u += weight[8 * k + a] * m
      }
      let g = root(k, u)
      out[3 * k] = g.x
      out[3 * k + 1] = g.y
      out[3 * k + 2] = g.z
    }
  }

  /// Forces K^(1/2) xi of the samples, summed on the vertices of the patch in their frames; returns their total, the force
  /// on the tool.
  private func scatter(_ xi: UnsafeMutablePointer<Float>) -> Vector3 {
    let width = (3 * vertexCount + 7) & ~7
    for i in 0..<width { force[i] = 0 }
    let turned = coarse.turned
    var total = Vector3.zero
    for k in 0..<sampleCount {
      let f = root(k, Vector3(xi[3 * k], xi[3 * k + 1], xi[3 * k + 2]))
      total += f
      for a in 0..<6 {
        let i = Int(place[8 * k + a])
        guard i >= 0 else { continue }
        let w = weight[8 * k + a]
        let own = turned.map { $0.frame(Int(vertex[i])).conjugate.rotate(f) } ?? f
        force[3 * i] += w * own.x
        force[3 * i + 1] += w * own.y
        force[3 * i + 2] += w * own.z
      }
    }
    return total
  }

  /// xi + K^(1/2) D M D' K^(1/2) xi.
  private func apply(_ xi: UnsafeMutablePointer<Float>, into out: UnsafeMutablePointer<Float>, _ toolCompliance: Float) {
    let total = scatter(xi)
    let width = (3 * vertexCount + 7) & ~7
    for row in 0..<(3 * vertexCount) {
      let g = compliance + row * ContactPatch.stride
      var s = Lanes.zero
      var k = 0
      while k < width {
        s = fma(Lanes(at: g + k), Lanes(at: force + k), s)
        k += 8
      }
      motion[row] = s.sum
    }
    gather(-(toolCompliance * total), into: out)
    for i in 0..<(3 * sampleCount) { out[i] += xi[i] }
  }
}
