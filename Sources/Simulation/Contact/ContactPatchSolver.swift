import SimMath

/// Solves the coarse tissue together with the tools and the samples in contact.
///
/// Without the contact's stiffness in the coarse operator a correction would push the tissue out from under the tool as
/// if nothing held it, many times too far: the two-level pass is stable only while a correction overshoots by less than
/// a third. With K_s the stiffness of a sample and D its motion against its tool, the correction q, c minimises the
/// quadratic energy of coarse tissue, tools and sum of 1/2 K_s |D|^2; with lambda = K^(1/2) xi the force of a sample,
/// (I + K^(1/2) D M D' K^(1/2)) xi = K^(1/2) D (y, c_y), where M is the compliance of tissue and tools and y, c_y their
/// motion without contact. Conjugate gradients (Hestenes and Stiefel 1952) solve it; the same operator serves both
/// corrections of a tick.
struct ContactPatchSolver {
  var vertexCount = 0
  var sampleCount = 0
  /// Each hand's tool is an instrument that turns, not a ball.
  private var turning = InlineArray<2, Bool>(repeating: false)

  let vertex: UnsafeMutablePointer<Int32>
  let slotPlace: UnsafeMutablePointer<Int16>
  let compliance: UnsafeMutablePointer<Float>
  let sample: UnsafeMutablePointer<Int32>
  let place: UnsafeMutablePointer<Int16>
  let weight: UnsafeMutablePointer<Float>
  let law: UnsafeMutablePointer<Float>
  let hand: UnsafeMutablePointer<UInt8>
  let vectors: UnsafeMutablePointer<Float>
  let force: UnsafeMutablePointer<Float>
  let motion: UnsafeMutablePointer<Float>
  let index: UnsafeMutablePointer<Int32>
  let columns: UnsafeMutablePointer<Float>
  let coarse: CoarseSolver
  private let stride: Int
  private let vertexCapacity: Int
  private let sampleCapacity: Int

  /// - Parameters:
  ///   - index: row of each vertex in the response, as `SurfaceResponse.index`.
  ///   - columns: the surface's response to the coarse operator in force, as `SurfaceResponse.columns`.
  init(
    _ patch: borrowing ContactPatch, index: UnsafeMutablePointer<Int32>, columns: UnsafeMutablePointer<Float>,
    _ coarse: CoarseSolver
  ) {
    vertex = patch.vertex.base
    slotPlace = patch.slotPlace.base
    compliance = patch.compliance.base
    sample = patch.sample.base
    place = patch.place.base
    weight = patch.weight.base
    law = patch.law.base
    hand = patch.hand.base
    vectors = patch.vectors.base
    force = patch.fields.base
    motion = patch.fields.base + patch.stride
    stride = patch.stride
    vertexCapacity = patch.vertexCapacity
    sampleCapacity = patch.sampleCapacity
    self.index = index
    self.columns = columns
    self.coarse = coarse
  }

  private var size: Int { coarse.vectorCount }

  // MARK: The operator of the tick

  /// Gathers the samples that touch, their vertices and the compliance between these.
  mutating func prepare(_ contact: ContactSolver, samples: Int, slots: Int) {
    vertexCount = 0
    sampleCount = 0
    for slot in 0..<slots { slotPlace[slot] = -1 }
    for h in 0..<2 { turning[h] = !contact.body(h).isBall }
    for i in 0..<samples {
      guard let point = contact.evaluate(i), point.touches else { continue }
      let face = contact.faces + 6 * (Int(contact.sample[i]) >> 4)
      let weights = contact.sampleWeights + 8 * (Int(contact.sample[i]) & 15)
      guard let k = add(contact, point, carriers: 6, { (Int(face[$0]), weights[$0]) }) else { continue }
      sample[k] = Int32(i)
      let who = ContactOwner(rawValue: contact.owner[i])
      hand[k] = UInt8(who.hand)
      let body = contact.body(who.hand)
      guard !body.isBall else { continue }
      let p = contact.samplePosition(i)
      set(k, at: 5, p - body.pose.center)
      set(k, at: 8, body.jawArm(p, who.part))
    }
    for i in 0..<contact.tieCount {
      let tie = contact.ties[i]
      // What is light is left to the sweeps.
      guard tie.isActive, !tie.isLight, let point = contact.evaluate(contact.tieBase + i) else { continue }
      let carriers = TissueTie.vertexCount
      guard let k = add(contact, point, carriers: carriers, { (Int(tie.vertex[$0]), tie.weight[$0]) }) else { continue }
      sample[k] = Int32(contact.tieBase + i)
      hand[k] = 2
    }
    fillCompliance()
  }

  /// Takes a sample with the vertices that carry it into the patch, and returns its place; nil if there is no room
  /// for them.
  @inline(__always) private mutating func add(
    _ contact: ContactSolver, _ point: ContactPoint, carriers: Int, _ carrier: (Int) -> (vertex: Int, weight: Float)
  ) -> Int? {
    var fits = true
    for a in 0..<carriers {
      let v = carrier(a).vertex
      let slot = Int(contact.vertexSlot[v])
      if index[v] >= 0 && slotPlace[slot] < 0 {
        if vertexCount < vertexCapacity {
          slotPlace[slot] = Int16(vertexCount)
          vertex[vertexCount] = Int32(v)
          vertexCount += 1
        } else {
          fits = false
        }
      }
    }
    guard fits else { return nil }
    let k = sampleCount
    sampleCount += 1
    for a in 0..<carriers {
      let (v, w) = carrier(a)
      place[16 * k + a] = index[v] >= 0 ? slotPlace[Int(contact.vertexSlot[v])] : -1
      weight[16 * k + a] = w
    }
    for a in carriers..<16 { place[16 * k + a] = -1 }
    law[16 * k] = point.normal.x
    law[16 * k + 1] = point.normal.y
    law[16 * k + 2] = point.normal.z
    law[16 * k + 3] = point.normalStiffness.squareRoot()
    law[16 * k + 4] = point.tangentialStiffness.squareRoot()
    return k
  }

  /// G = P A_c^-1 P' from the stored columns; the lower half is computed, the upper mirrored, so that it is symmetric.
  private func fillCompliance() {
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

  @inline(__always) private func set(_ k: Int, at place: Int, _ v: Vector3) {
    law[16 * k + place] = v.x
    law[16 * k + place + 1] = v.y
    law[16 * k + place + 2] = v.z
  }

  @inline(__always) private func vector(_ k: Int, at place: Int) -> Vector3 {
    Vector3(law[16 * k + place], law[16 * k + place + 1], law[16 * k + place + 2])
  }

  // MARK: A correction

  /// Turns the correction without contact (coarse unknowns `q`, motions of the tools) into that with it.
  ///
  /// - Parameters:
  ///   - tools: the motion of each hand's tool, in and out.
  ///   - compliance: inverse of each tool's own stiffness.
  func correct(
    _ q: UnsafeMutablePointer<Float>, tools: inout InlineArray<2, BodyVector>,
    compliance: borrowing InlineArray<2, ToolCompliance>
  ) {
    guard sampleCount > 0 else { return }
    let n = 3 * sampleCount
    let xi = vectors
    let r = vectors + 3 * sampleCapacity
    let p = vectors + 6 * sampleCapacity
    let ap = vectors + 9 * sampleCapacity

    // Right-hand side: the gap that opens or closes without contact.
    for i in 0..<vertexCount {
      let m = coarse.motion(of: Int(vertex[i]), q)
      motion[3 * i] = m.x
      motion[3 * i + 1] = m.y
      motion[3 * i + 2] = m.z
    }
    gather(tools, into: r)
    var rho: Float = 0
    for i in 0..<n {
      xi[i] = 0
      p[i] = r[i]
      rho += r[i] * r[i]
    }
    let goal = 1e-10 * rho
    var iteration = 0
    while rho > goal && iteration < 40 {
      apply(p, into: ap, compliance)
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
    for h in 0..<2 { tools[h] = tools[h] + compliance[h] * total[h] }
  }

  /// K^(1/2) u for sample `k`.
  @inline(__always) private func root(_ k: Int, _ u: Vector3) -> Vector3 {
    let n = vector(k, at: 0)
    return ((law[16 * k + 3] - law[16 * k + 4]) * u.dot(n)) * n + law[16 * k + 4] * u
  }

  /// K^(1/2) times the motion of each sample against the tool, from the patch's `motion`, which is in the vertices' own
  /// frames.
  private func gather(_ tools: InlineArray<2, BodyVector>, into out: UnsafeMutablePointer<Float>) {
    let turned = coarse.turned
    for k in 0..<sampleCount {
      var u = Vector3.zero
      let isTie = hand[k] == 2
      if !isTie {
        let tool = tools[Int(hand[k])]
        u = -tool.linear
        if turning[Int(hand[k])] { u = u - (tool.angular.cross(vector(k, at: 5)) + tool.jaw * vector(k, at: 8)) }
      }
      for a in 0..<(isTie ? TissueTie.vertexCount : 6) {
        let i = Int(place[16 * k + a])
        guard i >= 0 else { continue }
        var m = Vector3(motion[3 * i], motion[3 * i + 1], motion[3 * i + 2])
        if let turned { m = turned.frame(Int(vertex[i])).rotate(m) }
        u += weight[16 * k + a] * m
      }
      let g = root(k, u)
      out[3 * k] = g.x
      out[3 * k + 1] = g.y
      out[3 * k + 2] = g.z
    }
  }

  /// Forces K^(1/2) xi of the samples, summed on the vertices of the patch in their frames; returns their total on each
  /// tool.
  private func scatter(_ xi: UnsafeMutablePointer<Float>) -> InlineArray<2, BodyVector> {
    let width = (3 * vertexCount + 7) & ~7
    for i in 0..<width { force[i] = 0 }
    let turned = coarse.turned
    var total = InlineArray<2, BodyVector>(repeating: .zero)
    for k in 0..<sampleCount {
      let f = root(k, Vector3(xi[3 * k], xi[3 * k + 1], xi[3 * k + 2]))
      let h = Int(hand[k])
      let isTie = h == 2
      if !isTie {
        total[h].linear += f
        if turning[h] {
          total[h].angular += vector(k, at: 5).cross(f)
          total[h].jaw += vector(k, at: 8).dot(f)
        }
      }
      for a in 0..<(isTie ? TissueTie.vertexCount : 6) {
        let i = Int(place[16 * k + a])
        guard i >= 0 else { continue }
        let w = weight[16 * k + a]
        let own = turned.map { $0.frame(Int(vertex[i])).conjugate.rotate(f) } ?? f
        force[3 * i] += w * own.x
        force[3 * i + 1] += w * own.y
        force[3 * i + 2] += w * own.z
      }
    }
    return total
  }

  /// xi + K^(1/2) D M D' K^(1/2) xi.
  private func apply(
    _ xi: UnsafeMutablePointer<Float>, into out: UnsafeMutablePointer<Float>,
    _ tools: borrowing InlineArray<2, ToolCompliance>
  ) {
    let total = scatter(xi)
    let width = (3 * vertexCount + 7) & ~7
    for row in 0..<(3 * vertexCount) {
      let g = compliance + row * stride
      var s = Lanes.zero
      var k = 0
      while k < width {
        s = fma(Lanes(at: g + k), Lanes(at: force + k), s)
        k += 8
      }
      motion[row] = s.sum
    }
    var answer = InlineArray<2, BodyVector>(repeating: .zero)
    for h in 0..<2 { answer[h] = -(tools[h] * total[h]) }
    gather(answer, into: out)
    for i in 0..<(3 * sampleCount) { out[i] += xi[i] }
  }
}
