/// What lies above a corner frequency of a signal sampled once a tick, by two first-order stages, and its mean square.
struct HighPass {
  /// Of one stage, 1.
  private let share: Double
  private var low = (0.0, 0.0)
  private var primed = false
  private(set) var sum = 0.0
  private(set) var count = 0.0

  /// - Parameter corner: Hz, well under 500.
  init(corner: Double) { share = 1 - 1 / (1 + 2 * Double.pi * corner * 0.001) }

  /// Takes the next sample; `measured` adds it to the mean square.
  mutating func add(_ x: Double, measured: Bool) {
    if !primed {
      low = (x, 0)
      primed = true
    }
    low.0 += share * (x - low.0)
    let first = x - low.0
    low.1 += share * (first - low.1)
    let high = first - low.1
    guard measured else { return }
    sum += high * high
    count += 1
  }

  /// Root mean square since the last call.
  mutating func takeRootMeanSquare() -> Double {
    defer { (sum, count) = (0, 0) }
    return count > 0 ? (sum / count).squareRoot() : 0
  }
}
