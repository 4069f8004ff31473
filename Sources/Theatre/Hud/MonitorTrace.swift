import Glibc

/// The curves of a patient monitor, made from where the heart is in its beat: generated, but in step with the vessel.
struct MonitorTrace {
  /// Points of a sweep and ticks from one to the next: six seconds in all.
  static let count = 750
  static let interval: UInt64 = 8

  /// 0 to 1 from the bottom to the top; nil where nothing was drawn yet.
  private(set) var electrocardiogram = [Float?](repeating: nil, count: count)
  private(set) var pressure = [Float?](repeating: nil, count: count)
  /// Where the sweep is.
  private(set) var head = 0
  /// Beats a minute, as measured over the last beats; nil before the second.
  private(set) var heartRate: Float?
  /// Highest, lowest and mean of the simulated pressure over the last beats, Pa; nil before the second.
  private(set) var pressures: (systolic: Float, diastolic: Float, mean: Float)?

  private var last: (tick: UInt64, phase: Float)?
  private var beats: [UInt64] = []
  private var ended: [(most: Float, least: Float, sum: Double, count: Int)] = []
  private var beat: (most: Float, least: Float, sum: Double, count: Int) = (0, .infinity, 0, 0)

  /// Draws on to a tick.
  ///
  /// - Parameters:
  ///   - phase: of the beat, 0 at the lowest pressure to 1 at the next.
  ///   - simulated: pressure in the vessel, Pa.
  mutating func add(tick: UInt64, phase: Float, simulated: Float) {
    guard let before = last else {
      last = (tick, phase)
      return
    }
    guard tick >= before.tick + Self.interval else { return }
    let n = Int((tick - before.tick) / Self.interval)
    // A gap longer than a beat shows nothing of it.
    var way = phase - before.phase
    if way < -0.02 { way += 1 }
    way = max(0, way)
    for i in 1...min(n, Self.count) {
      let p = before.phase + way * Float(i) / Float(n)
      let at = p - p.rounded(.down)
      electrocardiogram[head] = Self.electrocardiogram(at)
      pressure[head] = Self.arterialPressure(at)
      head = (head + 1) % Self.count
    }
    if before.phase + way >= 1 {
      let part = (1 - before.phase) / way
      endBeat(at: before.tick + UInt64(Float(tick - before.tick) * part))
    }
    beat = (max(beat.most, simulated), min(beat.least, simulated), beat.sum + Double(simulated), beat.count + 1)
    last = (before.tick + UInt64(n) * Self.interval, phase)
  }

  private mutating func endBeat(at tick: UInt64) {
    beats.append(tick)
    if beats.count > 5 { beats.removeFirst() }
    if beats.count > 1 {
      heartRate = 60_000 * Float(beats.count - 1) / Float(beats[beats.count - 1] - beats[0])
      ended.append(beat)
      if ended.count > 5 { ended.removeFirst() }
      let seen = ended.filter { $0.count > 0 }
      let count = seen.reduce(0) { $0 + $1.count }
      if let most = seen.map(\.most).max(), let least = seen.map(\.least).min() {
        pressures = (most, least, Float(seen.reduce(0) { $0 + $1.sum } / Double(count)))
      }
    }
    beat = (0, .infinity, 0, 0)
  }

  /// A normal complex in lead II, 0 to 1. The pressure's upstroke follows the R wave after an eighth of a beat: a tenth of
  /// a second of isovolumetric contraction and of travel at 70 a minute.
  static func electrocardiogram(_ phase: Float) -> Float {
    func wave(_ at: Float, _ width: Float, _ height: Float) -> Float {
      var d = phase - at
      d -= d.rounded()
      return height * exp(-d * d / (2 * width * width))
    }
    return 0.24 + wave(0.70, 0.024, 0.09) + wave(0.853, 0.0065, -0.07) + wave(0.875, 0.0085, 0.72)
      + wave(0.898, 0.008, -0.17) + wave(0.19, 0.045, 0.17)
  }

  /// An arterial curve with its notch, 0 at diastole to 1 at systole.
  static func arterialPressure(_ phase: Float) -> Float {
    let rise: Float = 0.17
    if phase < rise {
      let s = sin(0.5 * .pi * phase / rise)
      return s * s
    }
    let t = (phase - rise) / (1 - rise)
    func bump(_ at: Float, _ width: Float) -> Float { let d = (phase - at) / width; return exp(-d * d) }
    return max(0, pow(1 - t, 1.35) * (1 + 0.35 * t) - 0.10 * bump(0.40, 0.028) + 0.035 * bump(0.47, 0.04))
  }
}
