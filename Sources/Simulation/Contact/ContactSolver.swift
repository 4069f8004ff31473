import SimMath

/// Pointers to one tick's contact, and what the sweep asks of it. Two vertices of one colour share no face, so that
/// workers never touch the same sample at once.
struct ContactSolver {
  let faceCount: Int
  let faces: UnsafeMutablePointer<Int32>
  let faceRadius: UnsafeMutablePointer<Float>
  let sampleStiffness: UnsafeMutablePointer<Float>
  let sampleWeights: UnsafeMutablePointer<Float>
  /// Samples of each face that a cut has left it, bit by bit; nil where nothing can be cut.
  let sampleMask: UnsafeMutablePointer<UInt16>?

  let sample: UnsafeMutablePointer<Int32>
  let owner: UnsafeMutablePointer<Int32>
  let position: UnsafeMutablePointer<Float>
  let hold: UnsafeMutablePointer<Float>
  let clearance: UnsafeMutablePointer<Float>
  let pull: UnsafeMutablePointer<Float>
  let vertexSlot: UnsafeMutablePointer<Int16>
  let slotVertex: UnsafeMutablePointer<Int32>
  let slotHead: UnsafeMutablePointer<Int32>
  let entrySample: UnsafeMutablePointer<Int32>
  let entryNext: UnsafeMutablePointer<Int32>
  let entryWeight: UnsafeMutablePointer<Float>
  let anchorKey: UnsafeMutablePointer<Int32>
  let anchor: UnsafeMutablePointer<Float>
  /// Ties of the tick; the first one's number among the samples.
  let ties: UnsafeMutablePointer<TissueTie>
  let tieCount: Int
  let tieBase: Int
  /// The instrument in each hand; in a scene for one hand the second is the first again and `hands` is 1.
  let first: InstrumentBody
  let second: InstrumentBody
  let hands: Int

  init(
    _ model: ContactModel, _ state: borrowing ContactState, cut: borrowing CutState, _ first: InstrumentBody,
    second: InstrumentBody? = nil
  ) {
    faceCount = cut.faceCount
    faces = cut.isOn ? cut.tables.faces.base : model.faces.base
    faceRadius = cut.isOn ? cut.tables.faceRadius.base : model.faceRadius.base
    sampleStiffness = cut.isOn ? cut.tables.sampleStiffness.base : model.sampleStiffness.base
    sampleMask = cut.isOn ? cut.tables.sampleMask.base : nil
    sampleWeights = model.sampleWeights.base
    sample = state.sample.base
    owner = state.owner.base
    position = state.position.base
    hold = state.hold.base
    clearance = state.clearance.base
    pull = state.pull.base
    vertexSlot = state.vertexSlot.base
    slotVertex = state.slotVertex.base
    slotHead = state.slotHead.base
    entrySample = state.entrySample.base
    entryNext = state.entryNext.base
    entryWeight = state.entryWeight.base
    anchorKey = state.anchorKey.base
    anchor = state.anchor.base
    ties = state.ties.base
    tieCount = state.tieCount
    tieBase = state.sample.count
    self.first = first
    self.second = second ?? first
    hands = second == nil ? 1 : 2
  }

  @inline(__always) func body(_ hand: Int) -> InstrumentBody { hand == 0 ? first : second }

  @inline(__always) func samplePosition(_ i: Int) -> Vector3 {
    Vector3(position[4 * i], position[4 * i + 1], position[4 * i + 2])
  }

  @inline(__always) func setPosition(_ i: Int, _ p: Vector3) {
    position[4 * i] = p.x
    position[4 * i + 1] = p.y
    position[4 * i + 2] = p.z
  }

  /// Force and stiffness of sample or tie `i` of this tick, nil where its tool does not reach it.
  @inline(__always) func evaluate(_ i: Int) -> ContactPoint? {
    if i >= tieBase { return ties[i - tieBase].point(at: samplePosition(i)) }
    let who = ContactOwner(rawValue: owner[i])
    if who.hand == 0 {
      if first.isBall { return evaluate(i, onBall: first) }
      return isClear(i, of: first) ? nil : evaluate(i, on: first, who)
    }
    if second.isBall { return evaluate(i, onBall: second) }
    return isClear(i, of: second) ? nil : evaluate(i, on: second, who)
  }

  /// Whether sample and tool have not moved far enough since the start of the tick to meet. Most samples within the margin never
  /// do, and need not ask for their distance from the tool each time.
  @inline(__always) func isClear(_ i: Int, of body: InstrumentBody) -> Bool {
    let c = clearance + 4 * i
    let left = c[3] - body.pose.travel
    return left > 0 && (samplePosition(i) - Vector3(c[0], c[1], c[2])).lengthSquared < left * left
  }

  /// A tool that turns with the hand: its friction sees translation only.
  @inline(__always) private func evaluate(_ i: Int, onBall body: InstrumentBody) -> ContactPoint? {
    let radius = body.constants.radius
    let r = samplePosition(i) - body.pose.center
    let squared = r.lengthSquared
    guard squared < radius * radius, squared > 0 else { return nil }
    let distance = squared.squareRoot()
    return point(i, normal: (1 / distance) * r, depth: radius - distance, friction: body.friction) {
      r - Vector3(hold[4 * i], hold[4 * i + 1], hold[4 * i + 2])
    }
  }

  /// An instrument with a shape: the primitive that was nearest at the start of the tick, so that the energy is smooth
  /// within it.
  @inline(never) private func evaluate(_ i: Int, on body: InstrumentBody, _ who: ContactOwner) -> ContactPoint? {
    let part = who.part
    let local = body.local(samplePosition(i), part)
    let primitive = body.primitives[who.primitive]
    let field = primitive.field(local)
    if pull[i] > 0, let suction = body.constants.suction {
      return pulled(i, suction, field, on: body, part, primitive, local)
    }
    guard field.distance < 0 else { return nil }
    let mu = primitive.friction < 0 ? body.friction : primitive.friction
    return point(i, normal: body.world(field.normal, part), depth: -field.distance, friction: mu) {
      body.world(local - Vector3(hold[4 * i], hold[4 * i + 1], hold[4 * i + 2]), part)
    }
  }

  /// A sample before a sucker's opening, touched or not. The pull grows as the tissue comes nearer: a block without its
  /// stiffness, which is negative, is at least the true one.
  private func pulled(
    _ i: Int, _ suction: Suction, _ field: (distance: Float, normal: Vector3), on body: InstrumentBody,
    _ part: ShapePrimitive.Part, _ primitive: ShapePrimitive, _ local: Vector3
  ) -> ContactPoint {
    let n = body.world(field.normal, part)
    var sample = ContactPoint(
      normal: n, depth: 0, force: .zero, normalForce: 0, normalStiffness: 0, tangentialStiffness: 0, slip: .zero)
    if field.distance < 0 {
      let mu = primitive.friction < 0 ? body.friction : primitive.friction
      sample = point(i, normal: n, depth: -field.distance, friction: mu) {
        body.world(local - Vector3(hold[4 * i], hold[4 * i + 1], hold[4 * i + 2]), part)
      }
    }
    sample.force += pull[i] * suction.falloff(-local.y) * body.world(Vector3(0, 1, 0), part)
    return sample
  }

  /// - Parameter stretch: from the sample's anchor to it, world axes, m.
  @inline(__always) private func point(
    _ i: Int, normal n: Vector3, depth: Float, friction: Float, stretch: () -> Vector3
  ) -> ContactPoint {
    let face = Int(sample[i]) >> 4
    let kn = sampleStiffness[2 * face]
    let normalForce = kn * depth
    var kt = sampleStiffness[2 * face + 1]
    var force = normalForce * n
    var slip = Vector3.zero
    if hold[4 * i + 3] != 0 {
      let d = stretch()
      slip = d - d.dot(n) * n
      let length = slip.length
      if kt * length > friction * normalForce { kt = friction * normalForce / length }
      force -= kt * slip
    } else {
      kt = 0
    }
    return ContactPoint(
      normal: n, depth: depth, force: force, normalForce: normalForce, normalStiffness: kn, tangentialStiffness: kt,
      slip: slip)
  }

  /// Whether any vertex of a batch (8, -1 for none) carries a sample of this tick.
  @inline(__always) func touches(_ batch: UnsafeMutablePointer<Int32>) -> Bool {
    var any = false
    for lane in 0..<8 where batch[lane] >= 0 && touches(vertex: Int(batch[lane])) { any = true }
    return any
  }

  @inline(__always) func touches(vertex v: Int) -> Bool { vertexSlot[v] >= 0 }

  /// Adds the contact of one vertex to its gradient and Hessian.
  @inline(__always) func add(vertex v: Int, gradient: inout Vector3, hessian: inout SymmetricBlock) {
    let slot = Int(vertexSlot[v])
    guard slot >= 0 else { return }
    addSlot(slot, gradient: &gradient, hessian: &hessian)
  }

  @inline(never) private func addSlot(_ slot: Int, gradient: inout Vector3, hessian: inout SymmetricBlock) {
    var e = Int(slotHead[slot])
    while e >= 0 {
      if let point = evaluate(Int(entrySample[e])) {
        let w = entryWeight[e]
        gradient -= w * point.force
        let ww = w * w
        hessian.addDiagonal(ww * point.tangentialStiffness)
        hessian.addDyad(ww * (point.normalStiffness - point.tangentialStiffness), point.normal)
      }
      e = Int(entryNext[e])
    }
  }

  /// Moves the samples that a vertex carries.
  @inline(__always) func follow(vertex v: Int, move: Vector3) {
    let slot = Int(vertexSlot[v])
    guard slot >= 0 else { return }
    var e = Int(slotHead[slot])
    while e >= 0 {
      let i = Int(entrySample[e])
      let w = entryWeight[e]
      position[4 * i] += w * move.x
      position[4 * i + 1] += w * move.y
      position[4 * i + 2] += w * move.z
      e = Int(entryNext[e])
    }
  }

  /// Whether a sample of a face is on the face's side of a cut.
  @inline(__always) func exists(face: Int, sample s: Int) -> Bool {
    guard let sampleMask else { return true }
    return sampleMask[face] >> UInt16(s) & 1 != 0
  }

  /// A sample of a face in the given vertex positions ([N][4] m).
  @inline(__always) func interpolate(face: Int, sample s: Int, _ vertices: UnsafeMutablePointer<Float>) -> Vector3 {
    var p = Vector3.zero
    for a in 0..<6 {
      let w = sampleWeights[8 * s + a]
      let x = vertices + 4 * Int(faces[6 * face + a])
      p += w * Vector3(x[0], x[1], x[2])
    }
    return p
  }
}
