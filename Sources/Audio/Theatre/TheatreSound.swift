public import Frames
import SimMath

/// What begins to sound after each tick of a session. A plain value, fed every tick in order; it reads what a step gives
/// out and writes nothing back.
///
/// Touching tissue with a probe makes no sound in a theatre, so it makes none here: a cue that is not there must not be
/// learnt.
public struct TheatreSound: Sendable {
  /// Time over the limit before the force counts as excessive, ticks. Assumption: longer than a tap.
  public static let patience: UInt64 = 20

  /// Oxygen saturation, percent: the pitch of the pulse.
  public var saturation = Voice.usualSaturation
  private let excessiveForce: Float
  private var beats = HeartBeatDetector()
  private var overTicks: UInt64 = 0
  private var burst: (priority: AlarmPriority, end: Tick, next: Tick)?

  /// - Parameter excessiveForce: of the session's rubric, N.
  public init(excessiveForce: Double) { self.excessiveForce = Float(excessiveForce) }

  /// Takes in a step; the voices that begin now.
  public mutating func voices(after output: StepOutput) -> [Voice] {
    var voices: [Voice] = []
    if beats.isBeat(at: output.tick, pressure: output.pressure) { voices.append(.pulse(saturation: saturation)) }
    for i in 0..<Int(output.eventCount) {
      switch output.events[i].kind {
      case .viewFrozen: voices.append(.keyClick)
      case .lesionMarked, .siteMarked: voices.append(.penTap)
      default: break
      }
    }
    if let priority = alarm(output), mayBegin(priority, at: output.tick) {
      let wave = AlarmBurst(priority)
      let end = output.tick + UInt64((wave.length * Double(Tick.perSecond)).rounded(.up))
      burst = (priority, end, end + UInt64(wave.interval * Double(Tick.perSecond)))
      voices.append(.alarm(priority))
    }
    return voices
  }

  /// What is wrong now, at its highest priority: force that may harm, then a session that cannot go on.
  private mutating func alarm(_ output: StepOutput) -> AlarmPriority? {
    overTicks = output.forceSent.length > excessiveForce ? overTicks + 1 : 0
    if overTicks >= Self.patience { return .high }
    return output.status.isDisjoint(with: [.quarantined, .disconnected, .emergencyStopped]) ? nil : .medium
  }

  /// A burst is never cut short; one of a higher priority need not wait for the pause after it.
  private func mayBegin(_ priority: AlarmPriority, at tick: Tick) -> Bool {
    guard let burst else { return true }
    return tick >= (priority > burst.priority ? burst.end : burst.next)
  }
}
