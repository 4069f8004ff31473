import Frames
import SimMath

/// Watches the records for what makes a session unscorable, and says it with tick and cause.
struct SessionIntegrity: Sendable {
  private(set) var ticks: UInt64 = 0
  private(set) var lastTick: UInt64 = 0
  private var causes: [String] = []
  private var quarantined = false
  private var aborted = false
  private var gapSeen = false
  private var outputMissing: UInt64?
  private var notFinite = false
  private var active: UInt64 = 0
  private var lost: UInt64 = 0
  private var clutched: UInt64 = 0
  private var staleRun: UInt64 = 0

  init(headerFaults: [String]) { causes = headerFaults }

  mutating func note(_ cause: String) { causes.append(cause) }

  /// True if the output may be measured.
  mutating func add(input: InputFrame, output: StepOutput?) -> Bool {
    let tick = input.tick.rawValue
    if let missing = outputMissing {
      causes.append("Tick \(missing) has an input but no output.")
      outputMissing = nil
    }
    if ticks == 0 {
      if tick > 1 { causes.append("The records begin at tick \(tick): the start is missing.") }
    } else if !gapSeen, lastTick == .max || tick != lastTick + 1 {
      gapSeen = true
      causes.append("Tick \(tick) follows tick \(lastTick): ticks are missing or out of order.")
    }
    ticks += 1
    lastTick = tick

    guard let output else {
      outputMissing = tick
      return false
    }
    if output.tick != input.tick, !gapSeen {
      gapSeen = true
      causes.append("The output of tick \(output.tick.rawValue) stands beside the input of tick \(tick).")
    }
    if output.status.contains(.quarantined), !quarantined {
      quarantined = true
      causes.append("The simulation was quarantined at tick \(tick): a value was not finite.")
    }
    let finite =
      output.toolPose.isFinite && output.toolVelocity.isFinite && output.forceSent.isFinite
      && output.normalForce.isFinite && output.contactSite.isFinite
    if !finite, !notFinite {
      notFinite = true
      causes.append("The output of tick \(tick) is not finite.")
    }
    for i in 0..<min(StepOutput.eventCapacity, Int(output.eventCount)) where output.events[i].kind == .aborted && !aborted {
      aborted = true
      causes.append("The session was aborted at tick \(tick).")
    }
    addFlags(input, output)
    return finite
  }

  private mutating func addFlags(_ input: InputFrame, _ output: StepOutput) {
    guard !output.status.contains(.paused) else {
      staleRun = 0
      return
    }
    active += 1
    staleRun = input.flags.contains(.stale) ? staleRun + 1 : 0
    let bounded: StepStatus = [.poseNotFinite, .poseJumpBounded, .disconnected]
    if !input.flags.contains(.connected) || input.flags.contains(.gap)
      || !output.status.isDisjoint(with: bounded)
      || Double(staleRun) * Double(Tick.duration) > ScoringConstants.staleTime.value
    {
      lost += 1
    }
    if input.flags.contains(.clutch) { clutched += 1 }
  }

  /// Why the session cannot be scored; empty if it can.
  func causes(end: SessionEnd?) -> [String] {
    var all = causes
    if ticks == 0 { all.append("The session has no tick.") }
    switch end {
    case nil: all.append("The session has no end: it was cut off after tick \(lastTick).")
    case .aborted where !aborted: all.append("The session was aborted.")
    default: break
    }
    if active > 0 {
      if Double(lost) > ScoringConstants.lostInputShare.value * Double(active) {
        let percent = DeductionRule.figure(100 * Double(lost) / Double(active), decimals: 1)
        all.append("The device gave no true sample for \(percent)% of the time.")
      }
      if Double(clutched) > ScoringConstants.clutchShare.value * Double(active) {
        let percent = DeductionRule.figure(100 * Double(clutched) / Double(active), decimals: 1)
        all.append("The clutch was open for \(percent)% of the time.")
      }
    }
    return all
  }
}
