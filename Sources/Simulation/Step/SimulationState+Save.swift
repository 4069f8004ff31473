import Frames
import SimMath

extension SimulationState {
  private static var magic: UInt32 { 0x5359_5354 }
  /// Raised whenever the meaning of the bytes changes. A scene for one hand with tools that turn with it saves as
  /// version 2, so that older logs replay; instruments and second hands follow in version 3, sutures
  /// in version 4, and needles in version 6 (5 had them without the ends of their bites).
  private static var version: UInt32 { 2 }
  private static var instrumentVersion: UInt32 { 3 }
  private static var sutureVersion: UInt32 { 4 }
  private static var needleVersion: UInt32 { 6 }
  /// Added where the coarse operator is made anew, whatever else is in the scene.
  private static var refreshFlag: UInt32 { 0x100 }
  /// Added where the tissue can be cut.
  private static var cutFlag: UInt32 { 0x200 }
  /// Added where there is suction or standing blood.
  private static var fieldFlag: UInt32 { 0x400 }
  /// Added where there is cautery.
  private static var heatFlag: UInt32 { 0x800 }
  /// Added where a thread runs through pledgets or snares.
  private static var bolsterFlag: UInt32 { 0x1000 }
  private var hasHeat: Bool { heat.model.vertexCount > 0 }
  private var ownVersion: UInt32 {
    sceneVersion | (refreshes ? Self.refreshFlag : 0) | (cut.isOn ? Self.cutFlag : 0)
      | (hasFields ? Self.fieldFlag : 0) | (hasHeat ? Self.heatFlag : 0)
      | (sutures.haveBolsters ? Self.bolsterFlag : 0)
  }
  private var refreshes: Bool { refresh.positionCount > 0 }
  private var sceneVersion: UInt32 {
    sutures.hasNeedle
      ? Self.needleVersion
      : sutures.count > 0 ? Self.sutureVersion : hasInstruments ? Self.instrumentVersion : Self.version
  }

  /// The whole state that the next step depends on, as little-endian bytes. Not for the 1 kHz thread: allocates.
  public func save() -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: savedCapacity) { bytes, count in
      count = save(into: UnsafeMutableRawBufferPointer(bytes))
    }
  }

  /// Bytes that a saved state has at most.
  public var savedCapacity: Int {
    4 * (tissue.positions.count + tissue.velocities.count + externalLoad.count) + 16 * contact.anchorKey.count
      + 4 * TissueModel.muscles + 4 * tissue.damage.peak.count + 1312 + sutures.savedCapacity
      + refresh.savedCapacity + cut.savedCapacity + edges.savedCapacity
      + (hasHeat ? 2 * CauteryState.savedCapacity + HeatState.savedCapacity(vertices: heat.model.vertexCount) : 0)
  }

  /// As `save()`, without allocating.
  ///
  /// - Parameter bytes: at least `savedCapacity`.
  /// - Returns: bytes written.
  public func save(into bytes: UnsafeMutableRawBufferPointer) -> Int {
    precondition(bytes.count >= savedCapacity)
    var w = ByteWriter(into: bytes)
    w.put(Self.magic)
    w.put(ownVersion)
    w.put(UInt32(tissue.positions.count))
    w.put(UInt32(externalLoad.count))
    for i in 0..<tissue.positions.count { w.put(tissue.positions[i].bitPattern) }
    for i in 0..<tissue.velocities.count { w.put(tissue.velocities[i].bitPattern) }
    for i in 0..<externalLoad.count { w.put(externalLoad[i].bitPattern) }
    if tissue.hasLaws { for i in 0..<TissueModel.muscles { w.put(tissue.activation[i].bitPattern) } }
    for i in 0..<tissue.damage.peak.count { w.put(tissue.damage.peak[i].bitPattern) }
    w.put(UInt32(contact.anchorCount))
    for i in 0..<contact.anchorCount {
      w.put(UInt32(bitPattern: hasInstruments ? contact.anchorKey[i] : contact.anchorKey[i] >> 3))
      for k in 0..<3 { w.put(contact.anchor[4 * i + k].bitPattern) }
    }
    for k in 0..<3 { w.put(bodies[k].bitPattern) }
    let c = control
    let hand = c.hands[0]
    w.put(c.tick.rawValue)
    w.put(UInt32(hand.tool.tool.rawValue))
    w.put(UInt32(hand.tool.placed ? 1 : 0))
    w.put(hand.tool.orientation)
    w.put(hand.tool.velocity)
    w.put(hand.tool.hand)
    w.put(hand.tool.previousHand)
    w.put(hand.tool.previous)
    w.put(hand.tool.target)
    Self.save(hand.safety, into: &w)
    w.put(c.pulse.phase.bitPattern)
    w.put(c.pulse.rate.bitPattern)
    w.put(c.random.state)
    w.put(c.random.increment)
    // States from before energy could be owed have no such word.
    let owes = c.energyOwed > 0
    w.put(
      UInt32(
        (c.paused ? 1 : 0) | (hand.wasInContact ? 2 : 0) | (c.energyKnown ? 4 : 0) | (hand.isStopped ? 8 : 0)
          | (owes ? 16 : 0)))
    if owes { w.put(c.energyOwed.bitPattern) }
    w.put(c.pressure.bitPattern)
    w.put(c.storedEnergy.bitPattern)
    w.put(c.positionHash.value)
    w.put(c.velocityHash.value)
    w.put(c.contactHash.value)
    w.put(c.randomHash.value)
    if hasInstruments { for h in 0..<2 { saveInstrument(h, into: &w) } }
    sutures.save(into: &w)
    if refreshes { saveRefresh(into: &w) }
    cut.save(into: &w)
    edges.save(into: &w)
    if hasFields {
      for h in 0..<2 { w.put(control.hands[h].suction.bitPattern) }
      w.put(control.suctionEnergy.bitPattern)
      w.put(control.blood.bitPattern)
    }
    if hasHeat {
      for h in 0..<2 { control.hands[h].cautery.save(into: &w) }
      heat.save(into: &w)
    }
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
    let expected = ownVersion
    guard version == expected else { throw .version(found: version, expected: expected) }
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
    guard anchors <= contact.anchorKey.count else { throw .malformed }
    contact.anchorCount = anchors
    for i in 0..<anchors {
      let word = Int32(bitPattern: try r.word())
      let sample = hasInstruments ? ContactOwner.sample(ofKey: word) : word
      guard sample >= 0, Int(sample) < 16 * (model.contact.faceCount + (model.tissue.cut?.capacity.faces ?? 0)) else { throw .otherModel }
      contact.anchorKey[i] = hasInstruments ? word : 8 * word
      for k in 0..<3 { contact.anchor[4 * i + k] = try r.float() }
    }
    for k in 0..<3 { bodies[k] = try r.float() }
    control.tick = Tick(try r.long())
    control.hands[0].tool.tool = try Self.tool(&r, model)
    control.hands[0].tool.placed = try r.word() != 0
    control.hands[0].tool.orientation = try r.quaternion()
    control.hands[0].tool.velocity = try r.vector()
    control.hands[0].tool.hand = try r.vector()
    control.hands[0].tool.previousHand = try r.vector()
    control.hands[0].tool.previous = try r.vector()
    control.hands[0].tool.target = try r.vector()
    control.hands[0].safety = try Self.safety(&r)
    control.pulse.phase = Double(bitPattern: try r.long())
    control.pulse.rate = Double(bitPattern: try r.long())
    control.random = Random(state: try r.long(), increment: try r.long())
    let flags = try r.word()
    control.paused = flags & 1 != 0
    control.hands[0].wasInContact = flags & 2 != 0
    control.energyKnown = flags & 4 != 0
    control.hands[0].isStopped = flags & 8 != 0
    if flags & 16 != 0 { control.energyOwed = Double(bitPattern: try r.long()) }
    control.pressure = try r.float()
    control.storedEnergy = Double(bitPattern: try r.long())
    control.positionHash = StateHash(seed: try r.long())
    control.velocityHash = StateHash(seed: try r.long())
    control.contactHash = StateHash(seed: try r.long())
    control.randomHash = StateHash(seed: try r.long())
    if hasInstruments { for h in 0..<2 { try restoreInstrument(h, model, &r) } }
    try sutures.restore(&r, tetrahedra: model.tissue.tetrahedronCount)
    try restoreRefresh(model, &r)
    try cut.restore(&r, model.tissue, model.contact)
    for s in 0..<sutures.count where !sutures.base[s].lies(within: cut.elementCount) { throw .malformed }
    try edges.restore(&r, tetrahedra: model.mesh.tetrahedra.count)
    if hasFields {
      for h in 0..<2 { control.hands[h].suction = try r.float() }
      control.suctionEnergy = try r.double()
      control.blood = try r.double()
    }
    if hasHeat {
      for h in 0..<2 { try control.hands[h].cautery.restore(&r) }
      try heat.restore(&r)
    }
    guard r.isAtEnd else { throw .malformed }
  }

  private static func tool(_ r: inout ByteReader, _ model: SimulationModel) throws(StateError) -> Tool {
    guard let tool = Tool(rawValue: UInt8(truncatingIfNeeded: try r.word())) else { throw .malformed }
    guard model.instruments.index(of: tool) != nil else { throw .otherModel }
    return tool
  }

  // MARK: Instruments

  private func saveInstrument(_ h: Int, into w: inout ByteWriter) {
    let hand = control.hands[h]
    let (tool, pose) = (hand.tool, pose(h))
    w.put(UInt32(tool.tool.rawValue))
    w.put(UInt32((tool.placed ? 1 : 0) | (hand.wasInContact ? 2 : 0) | (hand.isStopped ? 4 : 0)))
    w.put(UInt32((hand.grasp.holding ? 1 : 0) | (hand.grasp.slipping ? 2 : 0) | (hand.grasp.pinching ? 4 : 0)))
    w.put(pose.center)
    w.put(pose.orientation)
    w.put(pose.jaw.bitPattern)
    w.put(tool.orientation)
    w.put(tool.handOrientation)
    w.put(tool.previousHandOrientation)
    w.put(tool.velocity)
    w.put(tool.angularVelocity)
    w.put(tool.hand)
    w.put(tool.previousHand)
    w.put(tool.jaw.bitPattern)
    w.put(tool.jawVelocity.bitPattern)
    w.put(tool.wantedJaw.bitPattern)
    w.put(tool.previousWantedJaw.bitPattern)
    Self.save(hand.safety, into: &w)
    Self.save(hand.torqueSafety, into: &w)
  }

  private static func save(_ s: ForceSafety, into w: inout ByteWriter) {
    w.put(UInt32(bitPattern: s.engaged))
    w.put(s.sent)
    w.put(s.observed.bitPattern)
    w.put(s.heat.bitPattern)
    w.put(UInt32((s.hot ? 1 : 0) | (s.quarantined ? 2 : 0)))
  }

  private mutating func restoreInstrument(_ h: Int, _ model: SimulationModel, _ r: inout ByteReader) throws(StateError) {
    var hand = HandState()
    if h < model.hands { hand.tool.tool = try Self.tool(&r, model) } else { _ = try r.word() }
    let flags = try r.word()
    hand.tool.placed = flags & 1 != 0
    hand.wasInContact = flags & 2 != 0
    hand.isStopped = flags & 4 != 0
    let grasp = try r.word()
    hand.grasp = GraspState(holding: grasp & 1 != 0, slipping: grasp & 2 != 0, pinching: grasp & 4 != 0)
    let pose = pose(h)
    pose.center = try r.vector()
    pose.orientation = try r.quaternion()
    pose.jaw = try r.float()
    hand.tool.orientation = try r.quaternion()
    hand.tool.handOrientation = try r.quaternion()
    hand.tool.previousHandOrientation = try r.quaternion()
    hand.tool.velocity = try r.vector()
    hand.tool.angularVelocity = try r.vector()
    hand.tool.hand = try r.vector()
    hand.tool.previousHand = try r.vector()
    hand.tool.jaw = try r.float()
    hand.tool.jawVelocity = try r.float()
    hand.tool.wantedJaw = try r.float()
    hand.tool.previousWantedJaw = try r.float()
    hand.safety = try Self.safety(&r)
    hand.torqueSafety = try Self.safety(&r)
    // What a tick carries for a ball is in the older part.
    hand.tool.previous = control.hands[h].tool.previous
    hand.tool.target = control.hands[h].tool.target
    control.hands[h] = hand
  }

  private static func safety(_ r: inout ByteReader) throws(StateError) -> ForceSafety {
    var s = ForceSafety()
    s.engaged = Int32(bitPattern: try r.word())
    s.sent = try r.vector()
    s.observed = try r.float()
    s.heat = try r.float()
    let flags = try r.word()
    s.hot = flags & 1 != 0
    s.quarantined = flags & 2 != 0
    return s
  }
}
