import SimMath

extension ThreadState {
  private static var magic: UInt32 { 0x5448_5244 }
  /// Raised whenever the meaning of the bytes changes.
  private static var version: UInt32 { 5 }

  /// Bytes that a saved thread has at most.
  public var savedCapacity: Int {
    40 + 8 * (9 * vertexCount + 2 * (vertexCount - 1)) + 184 * (guides.count + obstacles.count) + 40 * contacts.count
      + 8 * rests.count
  }

  /// All that the next tick depends on, as little-endian bytes. Not for the 1 kHz thread: allocates.
  public func save() -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: savedCapacity) { bytes, count in
      count = save(into: UnsafeMutableRawBufferPointer(bytes))
    }
  }

  /// As `save()`, without allocating.
  /// - Parameter bytes: at least `savedCapacity`.
  /// - Returns: bytes written.
  public func save(into bytes: UnsafeMutableRawBufferPointer) -> Int {
    precondition(bytes.count >= savedCapacity)
    var w = ByteWriter(into: bytes)
    w.put(Self.magic)
    w.put(Self.version)
    w.put(UInt32(vertexCount))
    w.put(UInt32(guides.count))
    w.put(UInt32(obstacles.count))
    w.put(UInt32(contactCount))
    for i in 0..<(3 * vertexCount) {
      w.put(x[i].bitPattern)
      w.put(v[i].bitPattern)
      w.put(set[i].bitPattern)
    }
    for i in 0..<(vertexCount - 1) {
      w.put(burden[i].bitPattern)
      w.put(UInt32(broken[i]))
    }
    for k in 0..<guides.count {
      let g = guides[k]
      w.put(UInt32((g.isActive ? 1 : 0) | (g.slides ? 2 : 0) | (g.holdsTwist ? 4 : 0)))
      w.put(g.position)
      w.put(g.direction)
      w.put(g.force)
      w.put(g.previous)
      w.put(g.stiffness.bitPattern)
      w.put(g.grip.bitPattern)
      w.put(g.friction.bitPattern)
      w.put(g.alignment.bitPattern)
      w.put(g.roll.bitPattern)
      w.put(g.arc.bitPattern)
      w.put(g.holonomy.bitPattern)
    }
    for k in 0..<obstacles.count {
      let o = obstacles[k]
      w.put(UInt32(o.shape.rawValue))
      w.put(o.a)
      w.put(o.b)
      w.put(o.atA)
      w.put(o.atB)
      w.put(o.force)
      w.put(o.moment)
      w.put(o.radius.bitPattern)
      w.put(o.friction.bitPattern)
      w.put(o.stiffness.bitPattern)
      w.put(UInt32(bitPattern: o.sparedFirst))
      w.put(UInt32(bitPattern: o.sparedLast))
    }
    for k in 0..<contactCount {
      w.put(UInt32(bitPattern: contacts[k].a))
      w.put(UInt32(bitPattern: contacts[k].b))
      w.put(contacts[k].held)
      w.put(contacts[k].force.bitPattern)
    }
    for i in 0..<rests.count { w.put(rests[i].clearance.bitPattern) }
    return w.count
  }

  /// The thread that `save()` gave; going on from it gives the same bits as without the interruption.
  ///
  /// - Throws: `StateError` for bytes of another model or version, or damaged ones.
  public init(model: ThreadModel, restoring bytes: [UInt8]) throws(StateError) {
    self.init(model: model, along: [.zero, Vector3D(1, 0, 0)])
    var r = ByteReader(bytes)
    guard try r.word() == Self.magic else { throw .malformed }
    let version = try r.word()
    guard version == Self.version else { throw .version(found: version, expected: Self.version) }
    guard try r.word() == UInt32(vertexCount), try r.word() == UInt32(guides.count),
      try r.word() == UInt32(obstacles.count)
    else { throw .otherModel }
    let count = Int(try r.word())
    guard count <= contacts.count else { throw .malformed }
    contactCount = count
    for i in 0..<(3 * vertexCount) {
      x[i] = try r.double()
      v[i] = try r.double()
      set[i] = try r.double()
    }
    for i in 0..<(vertexCount - 1) {
      burden[i] = try r.double()
      broken[i] = UInt8(truncatingIfNeeded: try r.word())
    }
    for k in 0..<guides.count {
      var g = Self.noGuide
      let flags = try r.word()
      g.isActive = flags & 1 != 0
      g.slides = flags & 2 != 0
      g.holdsTwist = flags & 4 != 0
      g.position = try r.vectorD()
      g.direction = try r.vectorD()
      g.force = try r.vectorD()
      g.previous = try r.vectorD()
      g.stiffness = try r.double()
      g.grip = try r.double()
      g.friction = try r.double()
      g.alignment = try r.double()
      g.roll = try r.double()
      g.arc = try r.double()
      g.holonomy = try r.double()
      guides[k] = g
    }
    for k in 0..<obstacles.count {
      var o = ThreadObstacle.none
      guard let shape = ThreadObstacle.Shape(rawValue: UInt8(truncatingIfNeeded: try r.word())) else {
        throw .malformed
      }
      o.shape = shape
      o.a = try r.vectorD()
      o.b = try r.vectorD()
      o.atA = try r.vectorD()
      o.atB = try r.vectorD()
      o.force = try r.vectorD()
      o.moment = try r.vectorD()
      o.radius = try r.double()
      o.friction = try r.double()
      o.stiffness = try r.double()
      o.sparedFirst = Int32(bitPattern: try r.word())
      o.sparedLast = Int32(bitPattern: try r.word())
      obstacles[k] = o
    }
    for k in 0..<count {
      var c = ThreadContact.none
      c.a = Int32(bitPattern: try r.word())
      c.b = Int32(bitPattern: try r.word())
      c.held = try r.vectorD()
      c.force = try r.double()
      let segments = vertexCount - 1
      guard c.a >= 0, c.a < segments, c.b < segments, Int(c.b) >= -obstacles.count - rests.count
      else { throw .malformed }
      contacts[k] = c
    }
    for i in 0..<rests.count { rests[i].clearance = try r.double() }
    guard r.isAtEnd else { throw .malformed }
  }

  /// A hash of all that the next tick depends on.
  public var hash: UInt64 {
    var h = StateHash()
    for i in 0..<(3 * vertexCount) {
      h.combine(x[i].bitPattern)
      h.combine(v[i].bitPattern)
      h.combine(set[i].bitPattern)
    }
    for i in 0..<(vertexCount - 1) {
      h.combine(burden[i].bitPattern)
      h.combine(UInt32(broken[i]))
    }
    for k in 0..<guides.count where guides[k].isActive {
      h.combine(guides[k].arc.bitPattern)
      h.combine(guides[k].holonomy.bitPattern)
    }
    for k in 0..<obstacles.count where obstacles[k].shape != .none {
      h.combine(obstacles[k].atA)
      h.combine(obstacles[k].atB)
    }
    for k in 0..<contactCount {
      h.combine(UInt32(bitPattern: contacts[k].a))
      h.combine(UInt32(bitPattern: contacts[k].b))
      h.combine(contacts[k].held)
      h.combine(contacts[k].force.bitPattern)
    }
    for i in 0..<rests.count { h.combine(rests[i].clearance.bitPattern) }
    return h.value
  }
}
