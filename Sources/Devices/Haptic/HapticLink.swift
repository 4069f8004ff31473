import Frames
public import RealTime
import SimMath
import Synchronization

/// What a driver's thread and the session's device thread share: the newest sample one way, the newest force the other.
///
/// The guard of the force lies in it, so that no driver can send a force that has not passed. Neither side waits,
/// allocates or locks.
public final class HapticLink: @unchecked Sendable {
  let samples = Latest(HapticSample())
  let requests = Latest(ForceRequest(output: .zero, tick: Tick(0)))
  /// Exchanges since the link was made.
  let exchanges = Atomic<UInt64>(0)
  /// What the driver said when the device stopped answering, plus one; 0 while it answers.
  private let failure = Atomic<Int64>(0)
  // The driver's thread's; the owner's while no exchange runs.
  private var gate = ForceGuard(limit: 0)
  private var torqueGate = ForceGuard(limit: 0)
  private var gripGate = ForceGuard(limit: 0)

  /// Ready for another run of exchanges, with everything from zero. Only while no driver uses the link.
  ///
  /// - Parameters: largest force (N), torque (N m) and gripper force (N) of the device.
  func begin(limit: Float, torque: Float = 0, grip: Float = 0) {
    gate = ForceGuard(limit: limit)
    torqueGate = ForceGuard(limit: torque)
    gripGate = ForceGuard(limit: grip)
    failure.store(0, ordering: .releasing)
  }

  /// The maker's code of what made the device stop answering; nil while it answers. Any thread.
  var failureCode: Int64? {
    let code = failure.load(ordering: .acquiring)
    return code == 0 ? nil : code - 1
  }

  /// Hands over what the device says and takes what to send to it now. The driver's thread, once per cycle of the
  /// device.
  ///
  /// - Parameter now: ns of `MonotonicClock`.
  public func exchange(_ sample: HapticSample, now: UInt64 = MonotonicClock.now()) -> HapticOutput {
    samples.publish(sample)
    exchanges.add(1, ordering: .relaxed)
    let request = requests.read()
    // What is wrong with one part is wrong with the hand.
    let usable = sample.health.isReady && sample.pose.isFinite && request.output.isFinite
    return allow(request.output, from: request.tick, enabled: usable, now: now)
  }

  /// As `exchange`, in a cycle in which the device said nothing that could be used: zero, always.
  public func rest(now: UInt64 = MonotonicClock.now()) -> HapticOutput {
    allow(.zero, from: requests.read().tick, enabled: false, now: now)
  }

  private func allow(_ wanted: HapticOutput, from tick: Tick, enabled: Bool, now: UInt64) -> HapticOutput {
    let grip = Vector3(max(0, wanted.gripForce), 0, 0)
    return HapticOutput(
      force: gate.allow(wanted.force, from: tick, enabled: enabled, now: now),
      torque: torqueGate.allow(wanted.torque, from: tick, enabled: enabled, now: now),
      gripForce: max(0, gripGate.allow(grip, from: tick, enabled: enabled, now: now).x))
  }

  /// The device has stopped answering. The driver's thread; afterwards it exchanges no more.
  ///
  /// - Parameter code: the maker's, 0 if there is none.
  public func fail(code: UInt32) {
    failure.store(Int64(code) + 1, ordering: .releasing)
  }
}
