import Frames
import SimMath

extension SimulationState {
  private static var magic: UInt32 { 0x5359_5354 }
  /// Raised whenever the meaning of the bytes changes.
  private static var version: UInt32 { 2 }

  /// The whole state that the next step depends on, as little-endian bytes. Not for the 1 kHz thread: allocates.
  public func save() -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: savedCapacity) { bytes, count in
      count = save(into: UnsafeMutableRawBufferPointer(bytes))
    }
  }

  /// Bytes that a saved state has at most.
  public var savedCapacity: Int {
    4 * (tissue.positions.count + tissue.velocities.count + externalLoad.count) + 16 * ContactModel.capacity
      + 4 * TissueModel.muscles + 4 * tissue.damage.peak.count + 512
  }

  /// As `save()`, without allocating.
  ///
  /// - Parameter bytes: at least `savedCapacity`.
  /// - Returns: bytes written.
  public func save(into bytes: UnsafeMutableRawBufferPointer) -> Int {
    precondition(bytes.count >= savedCapacity)
    var w = ByteWriter(into: bytes)
    w.put(Self.magic)
    w.put(Self.version)
    w.put(UInt32(tissue.positions.count))
    w.put(UInt32(externalLoad.count))
    for i in 0..<tissue.positions.count { w.put(tissue.positions[i].bitPattern) }
    for i in 0..<tissue.velocities.count { w.put(tissue.velocities[i].bitPattern) }
    for i in 0..<externalLoad.count { w.put(externalLoad[i].bitPattern) }
    if tissue.hasLaws { for i in 0..<TissueModel.muscles { w.put(tissue.activation[i].bitPattern) } }
    for i in 0..<tissue.damage.peak.count { w.put(tissue.damage.peak[i].bitPattern) }
    w.put(UInt32(contact.anchorCount))
    for i in 0..<contact.anchorCount {
      w.put(UInt32(bitPattern: contact.anchorSample[i]))
      for k in 0..<3 { w.put(contact.anchor[4 * i + k].bitPattern) }
    }
    for k in 0..<3 { w.put(toolCenter[k].bitPattern) }
    let c = control
    w.put(c.tick.rawValue)
    w.put(UInt32(c.tool.tool.rawValue))
    w.put(UInt32(c.tool.placed ? 1 : 0))
    w.put(c.tool.orientation)
    w.put(c.tool.velocity)
    w.put(c.tool.hand)
    w.put(c.tool.previousHand)
    w.put(c.tool.previous)
    w.put(c.tool.target)
    w.put(UInt32(bitPattern: c.safety.engaged))
    w.put(c.safety.sent)
    w.put(c.safety.observed.bitPattern)
    w.put(c.safety.heat.bitPattern)
    w.put(UInt32((c.safety.hot ? 1 : 0) | (c.safety.quarantined ? 2 : 0)))
    w.put(c.pulse.phase.bitPattern)
    w.put(c.pulse.rate.bitPattern)
    w.put(c.random.state)
    w.put(c.random.increment)
    w.put(UInt32((c.paused ? 1 : 0) | (c.wasInContact ? 2 : 0) | (c.energyKnown ? 4 : 0)))
    w.put(c.pressure.bitPattern)
    w.put(c.storedEnergy.bitPattern)
    w.put(c.positionHash.value)
    w.put(c.velocityHash.value)
    w.put(c.contactHash.value)
    w.put(c.randomHash.value)
    return w.count
  }

  /// The state that `save()` gave; stepping on from it gives the same bits as without the interruption.
  ///
  /// - Throws: `StateError` for bytes of another model or version, or damaged ones.
  public init(model: SimulationModel, restoring bytes: [UInt8]) throws(StateError) {
    self.init(model: model)
    var r = ByteReader(bytes)
    guard try r.word() == Self.magic else { throw .malformed }
    let version = try r.word()
    guard version == Self.version else { throw .version(found: version, expected: Self.version) }
    guard try r.word() == UInt32(tissue.positions.count), try r.word() == UInt32(externalLoad.count) else {
      throw .otherModel
    }
    for i in 0..<tissue.positions.count { tissue.positions[i] = try r.float() }
    for i in 0..<tissue.velocities.count { tissue.velocities[i] = try r.float() }
    for i in 0..<externalLoad.count { externalLoad[i] = try r.float() }
    if tissue.hasLaws { for i in 0..<TissueModel.muscles { tissue.activation[i] = try r.float() } }
    for i in 0..<tissue.damage.peak.count { tissue.damage.peak[i] = try r.float() }
    tissue.damage.derive(model.tissue)
    let anchors = Int(try r.word())
    guard anchors <= ContactModel.capacity else { throw .malformed }
    contact.anchorCount = anchors
    for i in 0..<anchors {
      let sample = Int32(bitPattern: try r.word())
      guard sample >= 0, Int(sample) < 16 * model.contact.faceCount else { throw .otherModel }
      contact.anchorSample[i] = sample
      for k in 0..<3 { contact.anchor[4 * i + k] = try r.float() }
    }
    for k in 0..<3 { toolCenter[k] = try r.float() }
    control.tick = Tick(try r.long())
    guard let tool = Tool(rawValue: UInt8(truncatingIfNeeded: try r.word())) else { throw .malformed }
    control.tool.tool = tool
    control.tool.placed = try r.word() != 0
    control.tool.orientation = try r.quaternion()
    control.tool.velocity = try r.vector()
    control.tool.hand = try r.vector()
    control.tool.previousHand = try r.vector()
    control.tool.previous = try r.vector()
    control.tool.target = try r.vector()
    control.safety.engaged = Int32(bitPattern: try r.word())
    control.safety.sent = try r.vector()
    control.safety.observed = try r.float()
    control.safety.heat = try r.float()
    let safety = try r.word()
    control.safety.hot = safety & 1 != 0
    control.safety.quarantined = safety & 2 != 0
    control.pulse.phase = Double(bitPattern: try r.long())
    control.pulse.rate = Double(bitPattern: try r.long())
    control.random = Random(state: try r.long(), increment: try r.long())
    let flags = try r.word()
    control.paused = flags & 1 != 0
    control.wasInContact = flags & 2 != 0
    control.energyKnown = flags & 4 != 0
    control.pressure = try r.float()
    control.storedEnergy = Double(bitPattern: try r.long())
    control.positionHash = StateHash(seed: try r.long())
    control.velocityHash = StateHash(seed: try r.long())
    control.contactHash = StateHash(seed: try r.long())
    control.randomHash = StateHash(seed: try r.long())
    guard r.isAtEnd else { throw .malformed }
  }
}
