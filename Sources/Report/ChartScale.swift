/// From a range of values to a range of pixels, with ticks at round numbers.
struct ChartScale {
  var values: ClosedRange<Double>
  /// Pixels of the lower and of the upper value; may run downwards.
  var low: Double
  var high: Double

  func callAsFunction(_ x: Double) -> Double {
    let span = values.upperBound - values.lowerBound
    guard span > 0, x.isFinite else { return low }
    let share = (min(values.upperBound, max(values.lowerBound, x)) - values.lowerBound) / span
    return low + share * (high - low)
  }

  /// Multiples of the first of `steps` that gives at most `count` of them.
  func ticks(steps: [Double], count: Int) -> [Double] {
    let span = values.upperBound - values.lowerBound
    let step = steps.first { span / $0 <= Double(count) } ?? steps[steps.count - 1]
    guard step > 0 else { return [] }
    let first = (values.lowerBound / step).rounded(.up)
    let last = (values.upperBound / step).rounded(.down)
    guard last >= first, last - first < 1000 else { return [] }
    return stride(from: first, through: last, by: 1).map { $0 * step }
  }
}
