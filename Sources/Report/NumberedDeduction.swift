import Scoring

/// A deduction with its number on the page, counted from 1 in the order of time.
struct NumberedDeduction {
  var number: Int
  var deduction: Deduction

  static func list(_ deductions: [Deduction]) -> [NumberedDeduction] {
    let order = deductions.indices.sorted { (deductions[$0].tick, $0) < (deductions[$1].tick, $1) }
    return order.enumerated().map { NumberedDeduction(number: $0.offset + 1, deduction: deductions[$0.element]) }
  }

  static func costlier(_ a: NumberedDeduction, _ b: NumberedDeduction) -> Bool {
    let gates = (a.deduction.rule.hasPrefix("gate."), b.deduction.rule.hasPrefix("gate."))
    if gates.0 != gates.1 { return gates.0 }
    if a.deduction.points != b.deduction.points { return a.deduction.points > b.deduction.points }
    return a.number < b.number
  }
}
