import Frames
import SessionLog
import SimMath

// Equality to the bit: NaN equals itself, 0 and -0 differ.

extension Vector3 {
  var bits: [UInt64] { [x, y, z].map { UInt64($0.bitPattern) } }
}

extension Pose {
  var bits: [UInt64] {
    position.bits + [orientation.x, orientation.y, orientation.z, orientation.w].map { UInt64($0.bitPattern) }
  }
}

extension Event {
  var bits: [UInt64] {
    [UInt64(kind.rawValue), UInt64(argument), UInt64(tool.rawValue)] + [UInt64(hand)] + site.bits + pose.bits
  }
}

extension NeedleBite {
  var bits: [UInt64] {
    let vectors = [entry, entryNormal, exit, exitNormal].flatMap { [$0.x, $0.y, $0.z] }
    return [UInt64(outcome.rawValue), tick, endTick]
      + (vectors + [depth, angle, length, threshold, torn, tearWork, edgeDistance]).map(\.bitPattern)
  }
}

extension CauteryBurn {
  var bits: [UInt64] {
    [tick, endTick] + [energy, peak, volume, collateral, site.x, site.y, site.z].map(\.bitPattern)
  }
}

extension InputFrame {
  var bits: [UInt64] {
    [tick.rawValue] + pose.bits
      + [UInt64(grip.bitPattern), UInt64(flags.rawValue), UInt64(command.rawValue), UInt64(argument)]
      + (second?.bits ?? [])
  }
}

extension StepOutput {
  var bits: [UInt64] {
    var all = [tick.rawValue, UInt64(tool.rawValue)]
    all += toolPose.bits + toolVelocity.bits + forceWanted.bits + forceSent.bits + contactForce.bits
    all += [UInt64(normalForce.bitPattern), UInt64(contactCount)] + contactSite.bits
    all += [UInt64(pressure.bitPattern), UInt64(status.rawValue)]
    all += [ledger.kinetic, ledger.elastic, ledger.contact, ledger.workIn, ledger.dissipated]
      .map { UInt64($0.bitPattern) }
    all += [hashes.positions, hashes.velocities, hashes.contacts, hashes.random, UInt64(digest), UInt64(eventCount)]
    for i in 0..<Int(eventCount) { all += events[i].bits }
    for i in 0..<Int(biteCount) { all += bites[i].bits }
    for i in 0..<Int(burnCount) { all += burns[i].bits }
    all += touch.bits
    if let second { all += second.bits }
    return all
  }
}

extension HandInput {
  var bits: [UInt64] {
    pose.bits + [UInt64(grip.bitPattern), UInt64(flags.rawValue), UInt64(command.rawValue), UInt64(argument)]
  }
}

extension InstrumentTouch {
  var bits: [UInt64] {
    angularVelocity.bits + torqueWanted.bits + torqueSent.bits + contactTorque.bits
      + [jawAngle, jawOpening, graspForce, jawPressure].map { UInt64($0.bitPattern) }
  }
}

extension HandOutput {
  var bits: [UInt64] {
    [UInt64(tool.rawValue)] + toolPose.bits + toolVelocity.bits + forceWanted.bits + forceSent.bits
      + contactForce.bits + [UInt64(normalForce.bitPattern), UInt64(contactCount)] + contactSite.bits
      + [UInt64(status.rawValue)] + touch.bits
  }
}

extension TickEntry {
  var bits: [UInt64] {
    var all = [tick.rawValue]
    all += input.map { [1] + $0.bits } ?? [0]
    all += output.map { [1] + $0.bits } ?? [0]
    all +=
      timing.map { [1, $0.tick.rawValue, UInt64($0.wakeLatency), UInt64($0.stepDuration), UInt64($0.missed)] } ?? [0]
    return all
  }
}

extension SessionLogReader {
  /// All entries; only for small logs.
  var entries: [TickEntry] {
    var all: [TickEntry] = []
    forEachTick { all.append($0) }
    return all
  }
}
