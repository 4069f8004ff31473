/// The values that make sense for a quantity.
struct Limits {
  var lower: Double
  var upper: Double
  var includesLower: Bool
  var includesUpper: Bool

  static func above(_ lower: Double, atMost upper: Double) -> Limits {
    Limits(lower: lower, upper: upper, includesLower: false, includesUpper: true)
  }
  static func within(_ range: ClosedRange<Double>) -> Limits {
    Limits(lower: range.lowerBound, upper: range.upperBound, includesLower: true, includesUpper: true)
  }
  static func between(_ lower: Double, _ upper: Double) -> Limits {
    Limits(lower: lower, upper: upper, includesLower: false, includesUpper: false)
  }

  func contains(_ x: Double) -> Bool {
    (includesLower ? x >= lower : x > lower) && (includesUpper ? x <= upper : x < upper)
  }

  /// For example "more than 0 and at most 1 m".
  func text(unit: String) -> String {
    let from = "\(includesLower ? "at least" : "more than") \(lower)"
    return "\(from) and \(includesUpper ? "at most" : "less than") \(upper) \(unit)"
  }
}
