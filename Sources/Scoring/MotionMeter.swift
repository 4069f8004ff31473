import Frames
import SimMath

/// Measures time, path and idling of the simulated tool.
struct MotionMeter: Sendable {
  private let idleSpeed: Double
  private let idleTime: Double
  /// Ticks that were not paused.
  private(set) var activeTicks: UInt64 = 0
  /// m.
  private(set) var path = 0.0
  private var stepStart: Vector3D?
  private var stepTicks = 0

  private var windowStart: Vector3D?
  private var windowTicks = 0
  private var windowTouched = false
  private var idleRun = 0.0
  private var idleRunStart: UInt64 = 0
  /// s, in runs of at least `idleTime`.
  private(set) var idle = 0.0
  private(set) var longestIdle = 0.0
  private(set) var longestIdleTick: UInt64 = 0

  private static let pathTicks = Int((ScoringConstants.pathInterval.value * 1000).rounded())
  private static let windowLength = Int((ScoringConstants.idleWindow.value * 1000).rounded())

  init(idleSpeed: Double, idleTime: Double) {
    self.idleSpeed = idleSpeed
    self.idleTime = idleTime
  }

  mutating func add(_ output: StepOutput) {
    let p = Vector3D(output.toolPose.position)
    activeTicks += 1
    if let start = stepStart {
      stepTicks += 1
      if stepTicks == Self.pathTicks {
        path += (p - start).length
        stepStart = p
        stepTicks = 0
      }
    } else {
      stepStart = p
      stepTicks = 0
    }

    guard let start = windowStart else {
      windowStart = p
      windowTicks = 0
      windowTouched = output.contactCount > 0
      return
    }
    windowTicks += 1
    if output.contactCount > 0 { windowTouched = true }
    guard windowTicks == Self.windowLength else { return }
    let window = ScoringConstants.idleWindow.value
    // Holding still on the tissue is feeling or looking, not idling.
    if !windowTouched, (p - start).length / window < idleSpeed {
      if idleRun == 0 { idleRunStart = output.tick.rawValue - UInt64(Self.windowLength) }
      idleRun += window
    } else {
      endIdleRun()
    }
    windowStart = p
    windowTicks = 0
    windowTouched = output.contactCount > 0
  }

  /// A pause or another tool: what comes next does not continue the movement.
  mutating func interrupt() {
    endIdleRun()
    stepStart = nil
    windowStart = nil
  }

  private mutating func endIdleRun() {
    // Half a window of tolerance for the sum's rounding.
    if idleRun > 0, idleRun >= idleTime - 0.5 * ScoringConstants.idleWindow.value {
      idle += idleRun
      if idleRun > longestIdle {
        longestIdle = idleRun
        longestIdleTick = idleRunStart
      }
    }
    idleRun = 0
  }

  /// The same with the last movement ended.
  func ended() -> MotionMeter {
    var copy = self
    copy.interrupt()
    return copy
  }
}
