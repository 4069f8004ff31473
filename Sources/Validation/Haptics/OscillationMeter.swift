import Frames

/// Reads off a closed loop whether it rests, buzzes or grows.
struct OscillationMeter {
  /// What lies above this is no hand's intention and no pulse's, Hz.
  static let corner = 20.0

  private let cycle: Double
  private var motion = HighPass(corner: Self.corner)
  private var force = HighPass(corner: Self.corner)
  /// Root mean squares of each touch, over the last two fifths of its hold: m and N.
  private var motions: [Double] = []
  private var forces: [Double] = []
  private var current = 0
  private var (holdForce, holdContact, holdPlace, holdCount) = (0.0, 0.0, 0.0, 0.0)
  private var (workAtHold, powerSum, powerTime) = (0.0, 0.0, 0.0)
  private var inHold = false
  private var (passivity, slew, clamp, ticks) = (0.0, 0.0, 0.0, 0.0)
  private var quarantined = false

  init(cycle: Double) { self.cycle = cycle }

  mutating func add(time: Double, place: Double, force f: Double, contact: Double, work: Double, status: StepStatus) {
    let index = Int(time / cycle)
    if index != current {
      motions.append(motion.takeRootMeanSquare())
      forces.append(force.takeRootMeanSquare())
      current = index
    }
    let hold = time - Double(index) * cycle > 0.6 * cycle
    if hold && !inHold { workAtHold = work }
    if !hold && inHold { (powerSum, powerTime) = (powerSum + work - workAtHold, powerTime + 0.4 * cycle) }
    inHold = hold
    motion.add(place, measured: hold)
    force.add(f, measured: hold)
    if hold {
      holdForce += f
      holdContact += contact
      holdPlace += place
      holdCount += 1
    }
    ticks += 1
    if status.contains(.passivityControlled) { passivity += 1 }
    if status.contains(.slewLimited) { slew += 1 }
    if status.contains(.forceClamped) { clamp += 1 }
    if status.contains(.quarantined) || !place.isFinite { quarantined = true }
  }

  /// - Parameter step: of the encoder, m.
  func result(step: Double) -> ClosedLoopResult {
    func median(_ list: ArraySlice<Double>) -> Double { list.isEmpty ? 0 : list.sorted()[list.count / 2] }
    let third = max(1, motions.count / 3)
    let early = median(motions.prefix(third))
    let late = median(motions.suffix(third))
    let n = max(1, holdCount)
    return ClosedLoopResult(
      touches: motions.count, holdForce: holdForce / n, holdContact: holdContact / n, holdPlace: holdPlace / n,
      motion: late, earlyMotion: early, buzz: median(forces.suffix(third)),
      power: powerTime > 0 ? powerSum / powerTime : 0, passivityShare: passivity / max(1, ticks),
      slewShare: slew / max(1, ticks), clampShare: clamp / max(1, ticks), quarantined: quarantined, encoderStep: step)
  }
}
