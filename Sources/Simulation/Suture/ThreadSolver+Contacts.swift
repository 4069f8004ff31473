import SimMath

extension ThreadSolver {
  /// Friction's spring as a share of the contact's.
  static var tangentialShare: Double { 0.5 }

  /// Share of the skin that a step may go into without a contact to stop it.
  private static var touch: Double { 0.1 }

  /// Speed of slip at which friction is twice as large, m/s. It keeps a snap that no tick can follow to some
  /// ticks; lower values make fast pulls through a knot hard.
  private static var slipSpeed: Double { 0.1 }
  /// Friction's growth per way slipped in a tick, N/m.
  @inline(__always) private static func slipViscosity(_ c: ThreadContact) -> Double {
    c.limit / (slipSpeed * tick)
  }

  // MARK: Evaluation

  /// Puts the last tick's contacts aside, by segment.
  mutating func startContacts() {
    oldCount = contactCount
    for k in 0..<oldCount { oldContacts[k] = contacts[k] }
    var k = 0
    for i in 0...segments {
      while k < oldCount && Int(oldContacts[k].a) < i { k += 1 }
      oldStart[i] = Int32(k)
    }
    for k in 0..<model.obstacleCapacity {
      obstacles[k].fromA = obstacles[k].atA
      obstacles[k].fromB = obstacles[k].atB
    }
  }

  /// Contacts at `x`, in the order of their segments.
  ///
  /// - Parameter ahead: also those into which `step` would lead, as springs from the skin's edge on.
  /// - Returns: whether a contact is another than without `ahead`.
  @discardableResult mutating func evaluateContacts(ahead: Bool = false) -> Bool {
    var seesMore = false
    contactCount = 0
    var c = 0
    setObstacleBoxes(ahead: ahead, around: 0.5 * model.material.diameter + model.skin)
    for i in 0..<segments {
      while c < candidateCount && Int(candidates[2 * c]) == i {
        if touch(i, Int(candidates[2 * c + 1]), ahead: ahead) { seesMore = true }
        c += 1
      }
      for k in 0..<model.obstacleCapacity where obstacles[k].shape != .none && broken[i] == 0 {
        if obstacles[k].spares(i) || (obstacles[k].shape == .capsule && isBeside(i, obstacle: k, ahead: ahead)) { continue }
        if touch(i, obstacle: k, ahead: ahead) { seesMore = true }
      }
      if restCount > 0 && touchRests(i, ahead: ahead) { seesMore = true }
    }
    output.contactCount = contactCount
    return seesMore
  }

  /// Boxes of the capsules, larger by a length on all sides; with `ahead` those of their way too.
  private func setObstacleBoxes(ahead: Bool, around: Double) {
    for k in 0..<model.obstacleCapacity where obstacles[k].shape == .capsule {
      let o = obstacles[k]
      let half = o.radius + around
      var (low, high) = Self.box(o.atA, o.atB)
      if ahead {
        let (l, h) = Self.box(o.a, o.b)
        low = Vector3D(min(low.x, l.x), min(low.y, l.y), min(low.z, l.z))
        high = Vector3D(max(high.x, h.x), max(high.y, h.y), max(high.z, h.z))
      }
      let margin = Vector3D(half, half, half)
      put(obstacleBoxes, 2 * k, low - margin)
      put(obstacleBoxes, 2 * k + 1, high + margin)
    }
  }

  @inline(__always) private static func box(_ a: Vector3D, _ b: Vector3D) -> (low: Vector3D, high: Vector3D) {
    (Vector3D(min(a.x, b.x), min(a.y, b.y), min(a.z, b.z)), Vector3D(max(a.x, b.x), max(a.y, b.y), max(a.z, b.z)))
  }

  /// Whether a segment, with `ahead` also on its way, is outside an obstacle's box.
  @inline(__always) private func isBeside(_ i: Int, obstacle k: Int, ahead: Bool) -> Bool {
    for a in 0..<3 {
      let (low, high) = extent(i, axis: a, ahead: ahead)
      if low > obstacleBoxes[6 * k + 3 + a] || high < obstacleBoxes[6 * k + a] { return true }
    }
    return false
  }

  /// Of a segment along an axis, with `ahead` also on its way.
  @inline(__always) func extent(_ i: Int, axis a: Int, ahead: Bool) -> (low: Double, high: Double) {
    let (p, q) = (x[3 * i + a], x[3 * i + 3 + a])
    let (low, high) = (min(p, q), max(p, q))
    guard ahead else { return (low, high) }
    let (u, w) = (p + step[3 * i + a], q + step[3 * i + 3 + a])
    return (min(low, min(u, w)), max(high, max(u, w)))
  }

  /// - Returns: whether the contact is one that only `step` would lead into.
  private mutating func touch(_ i: Int, _ j: Int, ahead: Bool) -> Bool {
    let (p0, p1, q0, q1) = (at(x, i), at(x, i + 1), at(x, j), at(x, j + 1))
    let (s, t) = Self.nearest(p0, p1 - p0, q0, q1 - q0, rounding: 0.01)
    let r = (p0 + s * (p1 - p0)) - (q0 + t * (q1 - q0))
    let material = model.material
    return append(
      i, Int32(j), s, t, r, surfaces: material.diameter, stiffness: material.contactStiffness,
      friction: material.friction, ahead: ahead)
  }

  private mutating func touch(_ i: Int, obstacle k: Int, ahead: Bool) -> Bool {
    let o = obstacles[k]
    let radius = 0.5 * model.material.diameter
    if o.shape == .halfSpace {
      var isExpected = false
      for vertex in ownVertices(i) {
        if touchPlane(
          i, vertex, Int32(-1 - k), through: o.atA, normal: o.atB, distance: radius, stiffness: o.stiffness, friction: o.friction,
          ahead: ahead)
        {
          isExpected = true
        }
      }
      return isExpected
    }
    let (p0, p1) = (at(x, i), at(x, i + 1))
    let (s, t) = Self.nearest(p0, p1 - p0, o.atA, o.atB - o.atA, rounding: 0.01)
    let r = (p0 + s * (p1 - p0)) - (o.atA + t * (o.atB - o.atA))
    return append(
      i, Int32(-1 - k), s, t, r, surfaces: radius + o.radius, stiffness: o.stiffness, friction: o.friction, ahead: ahead)
  }

  /// The vertices whose contacts with planes are a segment's: its first, and the last one's second.
  @inline(__always) func ownVertices(_ i: Int) -> ClosedRange<Int> { i...(i == segments - 1 ? i + 1 : i) }

  /// Contact of a vertex of a segment with a plane that is the other side `b`.
  ///
  /// - Parameter distance: from the plane at which the vertex is held, m.
  /// - Returns: whether it is one that only `step` would lead into.
  @inline(__always) mutating func touchPlane(
    _ i: Int, _ vertex: Int, _ b: Int32, through a: Vector3D, normal: Vector3D, distance: Double, stiffness: Double,
    friction: Double, ahead: Bool
  ) -> Bool {
    let h = (at(x, vertex) - a).dot(normal)
    return append(
      i, b, Double(vertex - i), 0, h * normal, surfaces: distance, stiffness: stiffness, friction: friction, normal: normal,
      distance: h, ahead: ahead)
  }

  /// - Parameter surfaces: distance of the axes at which the surfaces meet, m.
  /// - Returns: whether the contact is one that only `step` would lead into.
  private mutating func append(
    _ a: Int, _ b: Int32, _ s: Double, _ t: Double, _ r: Vector3D, surfaces: Double, stiffness: Double,
    friction: Double, normal: Vector3D? = nil, distance: Double? = nil, ahead: Bool
  ) -> Bool {
    let d = distance ?? r.length
    let skin = model.skin
    let gap = d - surfaces
    let q = skin - gap
    guard q > 0 || ahead, d > 0 || normal != nil else { return false }
    let n = normal ?? (1 / d) * r
    // What hardly touches is next to weightless: a spring from the skin's edge on lets it lie there at once, where from deeper
    // in each step would halve the depth.
    var isExpected = false
    if ahead && q < skin {
      isExpected = q - stepAhead(a, b, s, t).dot(n) > (q > 0 ? skin : Self.touch * skin)
    }
    guard q > 0 || isExpected else { return false }
    guard contactCount < model.contactCapacity else {
      output.status.insert(.full)
      return false
    }
    let isSoft = q < skin
    // The straight line to the force at the skin's end. From where it leads, what is left is found without going beyond that again;
    // a stiffer one is left from too near the edge, is expected anew, and so on.
    let expected = 0.5 * stiffness
    var contact = ThreadContact(
      a: Int32(a), b: b, s: s, t: t, normal: n, gap: gap,
      force: isExpected ? expected * q : isSoft ? stiffness * q * q / (2 * skin) : stiffness * (q - 0.5 * skin),
      stiffness: isExpected ? expected : isSoft ? stiffness * q / skin : stiffness, heldBefore: .zero, held: .zero,
      slides: false, tangential: Self.tangentialShare * stiffness, limit: 0)
    let before = oldContact(a, b)
    // A pair that a step has just run into presses with many times what is left when the tick is solved; friction of that
    // much would throw the thread aside, for it is as good as weightless. And a limit that is the same in all steps of a tick
    // leaves them one answer to come to.
    contact.limit = friction * max(0, before.force)
    contact.isExpected = isExpected
    contact.heldBefore = before.held
    let trial = before.held + motion(contact)
    let across = trial - trial.dot(n) * n
    let limit = contact.limit / contact.tangential
    let length = across.length
    if length > limit || limit == 0 {
      contact.slides = true
      contact.held = length > 0 ? (limit / length) * across : .zero
    } else {
      contact.held = across
    }
    contacts[contactCount] = contact
    contactCount += 1
    return isExpected
  }

  /// How a contact's piece of thread has moved against the other side since the start of the tick.
  func motion(_ c: ThreadContact) -> Vector3D {
    let i = Int(c.a)
    let mine = (1 - c.s) * (at(x, i) - at(previous, i)) + c.s * (at(x, i + 1) - at(previous, i + 1))
    if c.b >= 0 {
      let j = Int(c.b)
      return mine - ((1 - c.t) * (at(x, j) - at(previous, j)) + c.t * (at(x, j + 1) - at(previous, j + 1)))
    }
    return mine - bodyMotion(c)
  }

  /// How what a contact presses that is no thread has moved since the start of the tick.
  @inline(__always) private func bodyMotion(_ c: ThreadContact) -> Vector3D {
    let k = Int(-1 - c.b)
    guard k < model.obstacleCapacity else { return restMotion(k - model.obstacleCapacity) }
    let o = obstacles[k]
    if o.shape == .halfSpace { return o.atA - o.fromA }
    return (1 - c.t) * (o.atA - o.fromA) + c.t * (o.atB - o.fromB)
  }

  /// How it will move on to where its owner has put it.
  @inline(__always) private func bodyAhead(_ b: Int32, _ t: Double) -> Vector3D {
    let k = Int(-1 - b)
    guard k < model.obstacleCapacity else { return restAhead(k - model.obstacleCapacity) }
    let o = obstacles[k]
    if o.shape == .halfSpace { return o.a - o.atA }
    return (1 - t) * (o.a - o.atA) + t * (o.b - o.atB)
  }

  /// How far `step` takes a contact's piece of thread from the other side.
  @inline(__always) private func stepAhead(_ i: Int, _ b: Int32, _ s: Double, _ t: Double) -> Vector3D {
    let mine = (1 - s) * at(step, i) + s * at(step, i + 1)
    guard b >= 0 else { return mine - bodyAhead(b, t) }
    return mine - ((1 - t) * at(step, Int(b)) + t * at(step, Int(b) + 1))
  }

  /// Takes out contacts that were expected and that `step`, found with them, leaves: they would hold the thread.
  ///
  /// - Returns: whether there were any.
  mutating func dropPulling() -> Bool {
    var count = 0
    for k in 0..<contactCount {
      let c = contacts[k]
      if c.isExpected && model.skin - c.gap < stepAhead(Int(c.a), c.b, c.s, c.t).dot(c.normal) { continue }
      contacts[count] = c
      count += 1
    }
    let dropped = count < contactCount
    contactCount = count
    return dropped
  }

  /// The contact of the last tick from which a pair takes its friction: its own, else a neighbouring pair's from which
  /// it may have slid.
  private func oldContact(_ a: Int, _ b: Int32) -> ThreadContact {
    var near = ThreadContact.none
    var found = false
    for i in max(0, a - 1)...min(segments - 1, a + 1) {
      for k in Int(oldStart[i])..<Int(oldStart[i + 1]) {
        let c = oldContacts[k]
        let isSame = i == a && c.b == b
        if isSame { return c }
        let isNear = b >= 0 ? (c.b >= 0 && abs(c.b - b) <= 1) : c.b == b
        if isNear && !found {
          near = c
          found = true
        }
      }
    }
    return near
  }

  /// Where two segments p + s d and q + t e are nearest, 0 ... 1 each. With `rounding` the answer is that of a slightly
  /// changed distance that also draws both places to the middle, so that nearly parallel segments have one answer.
  @inline(__always) static func nearest(
    _ p: Vector3D, _ d: Vector3D, _ q: Vector3D, _ e: Vector3D, rounding: Double
  ) -> (s: Double, t: Double) {
    let r = p - q
    let dd = d.lengthSquared
    let ee = e.lengthSquared
    let a = max(dd * (1 + rounding), 1e-30)
    let c = max(ee * (1 + rounding), 1e-30)
    let b = d.dot(e)
    let f = 0.5 * rounding * dd - d.dot(r)
    let g = 0.5 * rounding * ee + e.dot(r)
    // Minimise 1/2 (a s2 - 2 b s t + c t2) - f s - g t in the unit square.
    func clamp(_ x: Double) -> Double { min(1, max(0, x)) }
    let determinant = a * c - b * b
    var s = determinant > 1e-12 * a * c ? clamp((f * c + b * g) / determinant) : 0.5
    var t = (b * s + g) / c
    if t < 0 {
      t = 0
      s = clamp(f / a)
    } else if t > 1 {
      t = 1
      s = clamp((f + b) / a)
    }
    return (s, t)
  }

  // MARK: Matrix

  /// Adds a contact's force and stiffness: k n n' + kt (1 - n n') where it sticks; where it slides, friction
  /// keeps its size and only its turning is stiff. What couples two distant pieces is kept for the joined matrix.
  mutating func addContact(_ number: Int) {
    let c = contacts[number]
    guard c.stiffness > 0 else { return }
    let i = Int(c.a)
    let n = c.normal
    var force = c.force * n - c.tangential * c.held
    var across = c.tangential
    var along = c.tangential
    var direction = Vector3D.zero
    if c.slides {
      let way = c.held.length
      direction = way > 0 ? (1 / way) * c.held : .zero
      let trial = c.heldBefore + motion(c)
      let length = max((trial - trial.dot(n) * n).length, 1e-15)
      across = c.limit / length
      along = min(across, Self.slipViscosity(c))
      // Friction grows with the speed of slip.
      force = force - (along * motion(c).dot(direction)) * direction
    }
    // K = across 1 + (stiffness - across) n n' + (along - across) d d'
    let kn = c.stiffness - across
    let kd = direction == .zero ? 0 : along - across
    if c.b < 0 {
      let move = bodyAhead(c.b, c.t)
      force = force + across * move + (kn * n.dot(move)) * n + (kd * direction.dot(move)) * direction
    }
    var k = SymmetricBlockD(across: across, along: c.stiffness, n)
    if kd != 0 { k = k + SymmetricBlockD(across: 0, along: kd, direction) }
    let w0 = 1 - c.s
    let w1 = c.s
    add(load, i, w0 * force)
    add(load, i + 1, w1 * force)
    let double = isDecoupled && c.b >= 0 ? 2.0 : 1.0
    addPiece(i, double * w0 * w0, double * w0 * w1, double * w1 * w1, k)
    guard c.b >= 0 else { return }
    let j = Int(c.b)
    let u0 = 1 - c.t
    let u1 = c.t
    add(load, j, -u0 * force)
    add(load, j + 1, -u1 * force)
    addPiece(j, double * u0 * u0, double * u0 * u1, double * u1 * u1, k)
    contacts[number].block = k
  }

  /// Adds multiples of a block to both vertices of a segment, and to what couples them.
  @inline(__always) func addPiece(_ i: Int, _ first: Double, _ both: Double, _ second: Double, _ k: SymmetricBlockD) {
    band.own[i] += first * k
    band.next[i] += both * k
    band.own[i + 1] += second * k
  }

  // MARK: Free way

  /// The share of `step`, and of the obstacles' way, that can be gone without anything passing through anything.
  func freeShare(within limit: Double) -> Double {
    var share = limit
    let diameter = model.material.diameter
    for c in 0..<candidateCount {
      let i = Int(candidates[2 * c])
      let j = Int(candidates[2 * c + 1])
      let m = largestMotion(at(step, i), at(step, i + 1), at(step, j), at(step, j + 1))
      if m * share > 0.5 * diameter && ((at(x, i) + at(x, i + 1)) - (at(x, j) + at(x, j + 1))).length < 2.5 * diameter {
        share = 0.5 * diameter / m
      }
      share = freeShare(
        share, m, at(x, i), at(x, i + 1), at(step, i), at(step, i + 1), at(x, j), at(x, j + 1), at(step, j),
        at(step, j + 1)
      ) { distance in min(0.3 * diameter, 0.5 * distance) }
    }
    setObstacleBoxes(ahead: true, around: 0)
    for k in 0..<model.obstacleCapacity where obstacles[k].shape != .none {
      let o = obstacles[k]
      let (moveA, moveB) = (o.a - o.atA, o.b - o.atB)
      if o.shape == .halfSpace {
        for i in 0..<n {
          let h = (at(x, i) - o.atA).dot(o.atB)
          let way = (at(step, i) - moveA).dot(o.atB)
          let least = min(0, h - 0.15 * diameter)
          if h + way < least { share = min(share, max(0, (h - least) / -way)) }
        }
        continue
      }
      for i in 0..<segments where broken[i] == 0 && !o.spares(i) && !isBeside(i, obstacle: k, ahead: true) {
        let m = largestMotion(at(step, i), at(step, i + 1), moveA, moveB)
        share = freeShare(
          share, m, at(x, i), at(x, i + 1), at(step, i), at(step, i + 1), o.atA, o.atB, moveA, moveB
        ) { distance in min(o.radius, distance - 0.15 * diameter) }
      }
    }
    for i in 0..<restCount where rests[i].isActive { share = freeShare(share, rest: i) }
    return share
  }

  @inline(__always) private func largestMotion(_ a: Vector3D, _ b: Vector3D, _ c: Vector3D, _ d: Vector3D) -> Double {
    let ab = max((a - c).lengthSquared, (a - d).lengthSquared)
    let cd = max((b - c).lengthSquared, (b - d).lengthSquared)
    return max(ab, cd).squareRoot()
  }

  /// Conservative advancement of two moving segments: the time until their axes are as near as `least` of their
  /// first distance.
  @inline(__always) private func freeShare(
    _ share: Double, _ motion: Double, _ p0: Vector3D, _ p1: Vector3D, _ u0: Vector3D, _ u1: Vector3D, _ q0: Vector3D,
    _ q1: Vector3D, _ w0: Vector3D, _ w1: Vector3D, least: (Double) -> Double
  ) -> Double {
    guard motion > 0 else { return share }
    // Bounding spheres first.
    let middle = (0.5 * ((p0 + p1) - (q0 + q1))).length
    let bound = middle - 0.5 * ((p1 - p0).length + (q1 - q0).length) - share * motion
    if bound > 0 && bound > least(middle) { return share }
    func distance(_ time: Double) -> Double {
      let (a, b) = (p0 + time * u0, p1 + time * u1)
      let (c, d) = (q0 + time * w0, q1 + time * w1)
      let (s, t) = Self.nearest(a, b - a, c, d - c, rounding: 0)
      return ((a + s * (b - a)) - (c + t * (d - c))).length
    }
    var now = distance(0)
    let limit = least(now)
    var time = 0.0
    for _ in 0..<24 {
      time += (now - limit) / motion
      if time >= share { return share }
      now = distance(time)
      if now - limit < 1e-3 * limit { return time }
    }
    return time
  }

  /// Moves the shapes by the share of their way that the thread could go too.
  func moveObstacles(_ share: Double) {
    for k in 0..<model.obstacleCapacity where obstacles[k].shape != .none {
      if share == 1 {
        obstacles[k].atA = obstacles[k].a
        obstacles[k].atB = obstacles[k].b
      } else {
        obstacles[k].atA += share * (obstacles[k].a - obstacles[k].atA)
        obstacles[k].atB += share * (obstacles[k].b - obstacles[k].atB)
      }
    }
    moveRests(share)
  }

  // MARK: After the steps

  /// Forces on the shapes, heat of friction, and what contacts hold.
  mutating func finishContacts() {
    for k in 0..<model.obstacleCapacity {
      obstacles[k].force = .zero
      obstacles[k].moment = .zero
    }
    for i in 0..<restCount {
      rests[i].force = .zero
      rests[i].stiffness = 0
    }
    for k in 0..<contactCount {
      let c = contacts[k]
      let q = c.held
      let slip = motion(c) - (q - c.heldBefore)
      output.energy.friction += c.tangential * q.dot(slip)
      output.energy.springs += 0.5 * c.tangential * q.lengthSquared
      let depth = model.skin - c.gap
      output.energy.springs +=
        c.gap > 0
        ? c.force * depth / 3
        : 0.5 * c.stiffness * (depth - 0.5 * model.skin) * (depth - 0.5 * model.skin)
          + c.stiffness * model.skin * model.skin / 24
      output.largestDepth = max(output.largestDepth, -c.gap / model.material.diameter)
      if c.b < 0 {
        let o = Int(-1 - c.b)
        let force = -1 * (c.force * c.normal - c.tangential * q)
        output.energy.work -= force.dot(bodyMotion(c))
        guard o < model.obstacleCapacity else {
          rests[o - model.obstacleCapacity].force = force
          rests[o - model.obstacleCapacity].stiffness = c.stiffness
          continue
        }
        let i = Int(c.a)
        let point = (1 - c.s) * at(x, i) + c.s * at(x, i + 1)
        obstacles[o].force += force
        obstacles[o].moment += (point - obstacles[o].atA).cross(force)
      }
    }
  }
}
