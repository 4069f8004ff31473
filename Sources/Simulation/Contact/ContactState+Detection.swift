import SimMath

extension ContactState {
  /// Finds the samples near the tools at the start of a tick and ties them to their vertices and anchors.
  ///
  /// - Parameters:
  ///   - margin: how far beyond a tool's surface a sample still takes part, m; the surface can come this much closer
  ///     within a tick.
  /// - Returns: false if a tool was near more than `ContactModel.capacity`; the rest is left out.
  mutating func detect(_ solver: ContactSolver, vertices: UnsafeMutablePointer<Float>, margin: Float) -> Bool {
    for slot in 0..<slotCount { vertexSlot[Int(slotVertex[slot])] = -1 }
    count = 0
    slotCount = 0
    entryCount = 0
    var fits = true
    var counts = (0, 0)
    for hand in 0..<solver.hands {
      let pose = solver.body(hand).pose
      pose.reach = 0
      pose.travel = 0
    }
    var nextAnchor = 0
    for face in 0..<solver.faceCount {
      let f = solver.faces + 6 * face
      let a = vertices + 4 * Int(f[0])
      let b = vertices + 4 * Int(f[1])
      let c = vertices + 4 * Int(f[2])
      let third: Float = 1.0 / 3
      let middle = Vector3(third * (a[0] + b[0] + c[0]), third * (a[1] + b[1] + c[1]), third * (a[2] + b[2] + c[2]))
      let bound = margin + solver.faceRadius[face]
      let nearFirst = Self.isNear(solver.first, middle, bound)
      let nearSecond = solver.hands == 2 && Self.isNear(solver.second, middle, bound)
      guard nearFirst || nearSecond else { continue }
      for s in 0..<ContactModel.samplesPerFace where solver.exists(face: face, sample: s) {
        let p = solver.interpolate(face: face, sample: s, vertices)
        let id = Int32(16 * face + s)
        for hand in 0..<solver.hands where hand == 0 ? nearFirst : nearSecond {
          let body = solver.body(hand)
          for number in 0..<ShapePrimitive.Part.count {
            let part = ShapePrimitive.Part(number: number)
            guard let near = Self.nearest(body, p, part, margin) else { continue }
            if solver.sampleMask != nil && body.primitives[near.primitive].isBlade { continue }
            guard (hand == 0 ? counts.0 : counts.1) < ContactModel.capacity else {
              fits = false
              continue
            }
            if hand == 0 { counts.0 += 1 } else { counts.1 += 1 }
            body.pose.reach = max(body.pose.reach, (p - body.pose.center).length + margin)
            take(
              solver, id, p, ContactOwner(hand: hand, part: part, primitive: near.primitive), clear: near.distance, face: f,
              nextAnchor: &nextAnchor)
          }
        }
      }
    }
    tie(solver, vertices: vertices)
    return fits
  }

  /// More than rounding makes of a distance from a tool, m.
  private static var rounding: Float { 2e-6 }

  /// Whether any point within `bound` of `p` can be inside the tool.
  private static func isNear(_ body: InstrumentBody, _ p: Vector3, _ bound: Float) -> Bool {
    guard body.isBall else { return body.distance(p) < bound }
    let reach = bound + body.constants.radius
    return (p - body.pose.center).lengthSquared < reach * reach
  }

  /// The primitive of a part that a point is nearest to, and its distance (of a ball no distance is asked); nil if it is further
  /// than `margin`.
  @inline(__always) private static func nearest(
    _ body: InstrumentBody, _ p: Vector3, _ part: ShapePrimitive.Part, _ margin: Float
  ) -> (primitive: Int, distance: Float)? {
    guard body.isBall else {
      guard let near = body.nearest(p, part), near.distance < margin else { return nil }
      return near
    }
    let reach = body.constants.radius + margin
    return part == .body && (p - body.pose.center).lengthSquared < reach * reach ? (0, 0) : nil
  }

  /// Ties a sample to its vertices and its anchor.
  private mutating func take(
    _ solver: ContactSolver, _ id: Int32, _ p: Vector3, _ who: ContactOwner, clear distance: Float,
    face f: UnsafeMutablePointer<Int32>, nextAnchor: inout Int
  ) {
    let i = count
    count += 1
    sample[i] = id
    owner[i] = who.rawValue
    pull[i] = 0
    position[4 * i] = p.x
    position[4 * i + 1] = p.y
    position[4 * i + 2] = p.z
    clearance[4 * i] = p.x
    clearance[4 * i + 1] = p.y
    clearance[4 * i + 2] = p.z
    clearance[4 * i + 3] = distance - Self.rounding
    // Anchors are in ascending order of their keys, and so is the detection.
    let key = who.key(sample: id)
    while nextAnchor < anchorCount && anchorKey[nextAnchor] < key { nextAnchor += 1 }
    if nextAnchor < anchorCount && anchorKey[nextAnchor] == key {
      for k in 0..<3 { hold[4 * i + k] = anchor[4 * nextAnchor + k] }
      hold[4 * i + 3] = 1
    } else {
      for k in 0..<4 { hold[4 * i + k] = 0 }
    }
    let s = Int(id) & 15
    for k in 0..<6 { enter(i, vertex: f[k], weight: solver.sampleWeights[8 * s + k]) }
  }

  /// Puts this tick's ties after the samples.
  mutating func tie(_ solver: ContactSolver, vertices: UnsafeMutablePointer<Float>) {
    for k in 0..<tieCount where ties[k].hasPlace {
      let i = solver.tieBase + k
      solver.setPosition(i, ties[k].place(vertices))
      guard ties[k].isActive else { continue }
      for a in 0..<TissueTie.vertexCount { enter(i, vertex: ties[k].vertex[a], weight: ties[k].weight[a]) }
    }
  }

  /// Notes that a vertex carries a sample.
  private mutating func enter(_ i: Int, vertex v: Int32, weight: Float) {
    var slot = Int(vertexSlot[Int(v)])
    if slot < 0 {
      slot = slotCount
      slotCount += 1
      vertexSlot[Int(v)] = Int16(slot)
      slotVertex[slot] = v
      slotHead[slot] = -1
    }
    let e = entryCount
    entryCount += 1
    entrySample[e] = Int32(i)
    entryWeight[e] = weight
    entryNext[e] = slotHead[slot]
    slotHead[slot] = Int32(e)
  }

  /// Keeps the anchors for the next tick: those that slipped are dragged to the friction cone, new touches anchor where
  /// they are.
  mutating func settle(_ solver: ContactSolver) {
    anchorCount = 0
    for i in 0..<count {
      guard let point = solver.evaluate(i), point.touches else { continue }
      let who = ContactOwner(rawValue: owner[i])
      let body = solver.body(who.hand)
      let p = solver.samplePosition(i)
      var rest = body.isBall ? p - body.pose.center : body.local(p, who.part)
      if hold[4 * i + 3] != 0 {
        // The spring at the force it carries: k_t stretch, or mu N where it slipped.
        let full = solver.sampleStiffness[2 * (Int(sample[i]) >> 4) + 1]
        let slip = body.isBall ? point.slip : body.local(direction: point.slip, who.part)
        rest = rest - (point.tangentialStiffness / full) * slip
      }
      let k = anchorCount
      anchorCount += 1
      anchorKey[k] = who.key(sample: sample[i])
      anchor[4 * k] = rest.x
      anchor[4 * k + 1] = rest.y
      anchor[4 * k + 2] = rest.z
    }
  }
}
