internal import Frames
internal import SimMath

extension ProtoOutput {
  init(_ output: StepOutput) {
    self.init()
    tick = output.tick.rawValue
    put(output.hands[0])
    pressure = output.pressure
    ledger = ProtoLedger(output.ledger)
    digest = output.digest
    if let hand = output.second { second.put(hand) }
    // A count over the capacity cannot happen; what lies beyond the storage is not written.
    events = (0..<min(StepOutput.eventCapacity, Int(output.eventCount))).map { ProtoEvent(output.events[$0]) }
    bites = (0..<min(StepOutput.biteCapacity, Int(output.biteCount))).map { ProtoBite(output.bites[$0]) }
    burns = (0..<min(StepOutput.burnCapacity, Int(output.burnCount))).map { ProtoBurn(output.burns[$0]) }
  }

  /// The output with zero hashes, which have a channel of their own.
  func output() throws(CodecError) -> StepOutput {
    var output = StepOutput(tick: Tick(tick))
    output.hands[0] = try hand()
    output.pressure = pressure
    output.ledger = EnergyLedger(ledger)
    output.digest = digest
    guard events.count <= StepOutput.eventCapacity else {
      throw CodecError("\(events.count) events in a tick instead of at most \(StepOutput.eventCapacity)")
    }
    for event in events { output.append(try event.event()) }
    guard bites.count <= StepOutput.biteCapacity else {
      throw CodecError("\(bites.count) bites in a tick instead of at most \(StepOutput.biteCapacity)")
    }
    for bite in bites {
      output.bites[Int(output.biteCount)] = try bite.bite()
      output.biteCount += 1
    }
    guard burns.count <= StepOutput.burnCapacity else {
      throw CodecError("\(burns.count) burns in a tick instead of at most \(StepOutput.burnCapacity)")
    }
    for burn in burns {
      output.burns[Int(output.burnCount)] = try burn.burn()
      output.burnCount += 1
    }
    if hasSecond { output.second = try second.hand("second ") }
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
