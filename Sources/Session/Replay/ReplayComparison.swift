import Frames
import SimMath

/// Compares a replay with the recorded outputs, tick by tick, and finds the first difference.
///
/// The first tick whose bits differ is the answer. Where only its digest differs, the next complete hash report says
/// which part of the state it was.
struct ReplayComparison {
  /// Set as soon as bits differ; its subsystems may still grow until the next complete report.
  private(set) var divergence: Divergence?
  /// Outputs compared.
  private(set) var ticks: UInt64 = 0
  /// Hash over the bits of all replayed outputs, the same for the same session.
  private(set) var hash = StateHash()

  /// A tick is not in the log.
  mutating func miss(at tick: Tick) {
    if divergence == nil { divergence = Divergence(tick: tick, subsystems: [.records]) }
  }

  /// Takes in a state that the log has, whole.
  mutating func compare(replayed: [UInt8], saved: [UInt8], at tick: Tick) {
    if divergence == nil, replayed != saved { divergence = Divergence(tick: tick, subsystems: [.state]) }
  }

  /// Takes in one tick; true if nothing more can be learnt from going on.
  mutating func compare(replayed: StepOutput, recorded: StepOutput) -> Bool {
    let fingerprint = replayed.fingerprint
    if divergence == nil {
      hash.combine(fingerprint)
      if fingerprint == recorded.fingerprint {
        ticks += 1
        return false
      }
      divergence = Divergence(
        tick: recorded.tick, subsystems: replayed.subsystems(differingFrom: recorded))
    } else if recorded.hashes != .zero || replayed.hashes != .zero {
      let known = Set(divergence!.subsystems)
      let found = replayed.subsystems(differingFrom: recorded).filter {
        known.contains($0) || [.positions, .velocities, .contacts, .random].contains($0)
      }
      divergence!.subsystems = Subsystem.allCases.filter { known.contains($0) || found.contains($0) }
    }
    if recorded.hashes != .zero {
      // The report names the parts of the state: the unnamed "state" is no longer needed.
      let named: Set<Subsystem> = [.positions, .velocities, .contacts, .random]
      if divergence!.subsystems.contains(where: named.contains) { divergence!.subsystems.removeAll { $0 == .state } }
      return true
    }
    return false
  }
}
