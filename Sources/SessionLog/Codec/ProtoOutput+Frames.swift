internal import Frames
internal import SimMath

extension ProtoOutput {
  init(_ output: StepOutput) {
    self.init()
    tick = output.tick.rawValue
    tool = ProtoTool(output.tool)
    toolPosition = output.toolPose.position.packed
    toolOrientation = output.toolPose.orientation.packed
    toolVelocity = output.toolVelocity.packed
    forceWanted = output.forceWanted.packed
    forceSent = output.forceSent.packed
    contactForce = output.contactForce.packed
    normalForce = output.normalForce
    contactCount = UInt32(output.contactCount)
    contactSite = output.contactSite.packed
    pressure = output.pressure
    status = output.status.rawValue
    ledger = ProtoLedger(output.ledger)
    digest = output.digest
    if let parts = ProtoInstrumentTouch(output.touch) { touch = parts }
    if let hand = output.second { second = ProtoHandOutput(hand) }
    // A count over the capacity cannot happen; what lies beyond the storage is not written.
    events = (0..<min(StepOutput.eventCapacity, Int(output.eventCount))).map { ProtoEvent(output.events[$0]) }
  }

  /// The output with zero hashes, which have a channel of their own.
  func output() throws(CodecError) -> StepOutput {
    var output = StepOutput(tick: Tick(tick))
    output.tool = try Tool(number: tool.rawValue, "tool")
    output.toolPose.position = try Vector3(packed: toolPosition, "tool position")
    output.toolPose.orientation = try Quaternion(packed: toolOrientation, "tool orientation")
    output.toolVelocity = try Vector3(packed: toolVelocity, "tool velocity")
    output.forceWanted = try Vector3(packed: forceWanted, "wanted force")
    output.forceSent = try Vector3(packed: forceSent, "sent force")
    output.contactForce = try Vector3(packed: contactForce, "contact force")
    output.normalForce = normalForce
    output.contactCount = try contactCount.narrowed(to: UInt16.self, "contact count")
    output.contactSite = try Vector3(packed: contactSite, "contact site")
    output.pressure = pressure
    output.status = StepStatus(rawValue: status)
    output.ledger = EnergyLedger(ledger)
    output.digest = digest
    guard events.count <= StepOutput.eventCapacity else {
      throw CodecError("\(events.count) events in a tick instead of at most \(StepOutput.eventCapacity)")
    }
    for event in events { output.append(try event.event()) }
    if hasTouch { output.touch = try touch.touch() }
    if hasSecond { output.second = try second.hand() }
    return output
  }
}

extension ProtoLedger {
  init(_ ledger: EnergyLedger) {
    self.init()
    kinetic = ledger.kinetic
    elastic = ledger.elastic
    contact = ledger.contact
    workIn = ledger.workIn
    dissipated = ledger.dissipated
  }
}

extension EnergyLedger {
  init(_ message: ProtoLedger) {
    self.init(
      kinetic: message.kinetic, elastic: message.elastic, contact: message.contact, workIn: message.workIn,
      dissipated: message.dissipated)
  }
}
