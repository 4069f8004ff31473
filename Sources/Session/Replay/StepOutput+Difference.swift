import Frames
import SimMath

extension StepOutput {
  /// The parts of this output whose bits are not those of `other`, in the order of `Subsystem.allCases`.
  ///
  /// Bits, not values: 0 and -0 differ, and a NaN equals itself.
  func subsystems(differingFrom other: StepOutput) -> [Subsystem] {
    Subsystem.allCases.filter { words(of: $0) != other.words(of: $0) }
  }

  private func words(of subsystem: Subsystem) -> [UInt64] {
    switch subsystem {
    case .tool:
      [UInt64(tool.rawValue)] + bits(toolPose) + bits(toolVelocity) + bits(touch.angularVelocity)
        + bits(touch.jawAngle) + bits(touch.jawOpening)
        + (second.map { [UInt64($0.tool.rawValue)] + bits($0.toolPose) + bits($0.toolVelocity) } ?? [])
    case .forces:
      bits(forceWanted) + bits(forceSent) + bits(contactForce) + bits(normalForce) + bits(touch.torqueWanted)
        + bits(touch.torqueSent) + bits(touch.contactTorque) + bits(touch.graspForce) + bits(touch.jawPressure)
        + (second.map { [$0.fingerprint] } ?? [])
    case .contacts: [UInt64(contactCount)] + bits(contactSite) + [hashes.contacts]
    case .pressure: bits(pressure)
    case .energy:
      bits(ledger.kinetic) + bits(ledger.elastic) + bits(ledger.contact) + bits(ledger.workIn)
        + bits(ledger.dissipated)
    case .status: [UInt64(status.rawValue)]
    case .events:
      [UInt64(eventCount)]
        + (0..<min(StepOutput.eventCapacity, Int(eventCount))).flatMap { i in
          let e = events[i]
          return [UInt64(e.kind.rawValue), UInt64(e.argument), UInt64(e.tool.rawValue)] + [UInt64(e.hand)] + bits(e.site) + bits(e.pose)
        }
    case .state: [UInt64(digest)]
    case .positions: [hashes.positions]
    case .velocities: [hashes.velocities]
    case .random: [hashes.random]
    case .records: [tick.rawValue]
    }
  }
}

private func bits(_ x: Float) -> [UInt64] { [UInt64(x.bitPattern)] }
private func bits(_ v: Vector3) -> [UInt64] { bits(v.x) + bits(v.y) + bits(v.z) }
private func bits(_ p: Pose) -> [UInt64] {
  bits(p.position) + bits(p.orientation.x) + bits(p.orientation.y) + bits(p.orientation.z) + bits(p.orientation.w)
}

extension StepOutput {
  /// All bits are those of `other`.
  func hasSameBits(as other: StepOutput) -> Bool { fingerprint == other.fingerprint }

  /// One hash over all bits.
  var fingerprint: UInt64 {
    var h = StateHash()
    h.combine(tick.rawValue)
    h.combine(UInt64(tool.rawValue) | UInt64(contactCount) << 8 | UInt64(status.rawValue) << 32)
    h.combine(toolPose)
    h.combine(toolVelocity)
    h.combine(forceWanted)
    h.combine(forceSent)
    h.combine(contactForce)
    h.combine(normalForce)
    h.combine(contactSite)
    h.combine(pressure)
    h.combine(ledger.kinetic)
    h.combine(ledger.elastic)
    h.combine(ledger.contact)
    h.combine(ledger.workIn)
    h.combine(ledger.dissipated)
    h.combine(hashes.positions)
    h.combine(hashes.velocities)
    h.combine(hashes.contacts)
    h.combine(hashes.random)
    h.combine(UInt64(digest) | UInt64(eventCount) << 32)
    for i in 0..<min(StepOutput.eventCapacity, Int(eventCount)) {
      let e = events[i]
      h.combine(
        UInt64(e.kind.rawValue) | UInt64(e.argument) << 8 | UInt64(e.tool.rawValue) << 16 | UInt64(e.hand) << 24)
      h.combine(e.site)
      h.combine(e.pose)
    }
    // Nothing for one hand with a tool that turns with it: older reports name the same hash.
    if touch != .zero { h.combine(touch.fingerprint) }
    if let second { h.combine(second.fingerprint) }
    return h.value
  }
}

extension InstrumentTouch {
  fileprivate var fingerprint: UInt64 {
    var h = StateHash()
    for v in [angularVelocity, torqueWanted, torqueSent, contactTorque] { h.combine(v) }
    for x in [jawAngle, jawOpening, graspForce, jawPressure] { h.combine(x) }
    return h.value
  }
}

extension HandOutput {
  /// One hash over all bits.
  fileprivate var fingerprint: UInt64 {
    var h = StateHash()
    h.combine(UInt64(tool.rawValue) | UInt64(contactCount) << 8 | UInt64(status.rawValue) << 32)
    h.combine(toolPose)
    for v in [toolVelocity, forceWanted, forceSent, contactForce, contactSite] { h.combine(v) }
    h.combine(normalForce)
    h.combine(touch.fingerprint)
    return h.value
  }
}

extension StateHash {
  fileprivate mutating func combine(_ p: Pose) {
    combine(p.position)
    combine(UInt64(p.orientation.x.bitPattern) | UInt64(p.orientation.y.bitPattern) << 32)
    combine(UInt64(p.orientation.z.bitPattern) | UInt64(p.orientation.w.bitPattern) << 32)
  }
}
