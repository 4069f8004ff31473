import Scoring

/// One thing to do differently, with all that it cost.
struct Priority {
  /// The sentence that says what to do.
  var advice: String
  /// Points lost for it.
  var points: Double
  /// It failed the session before any sum.
  var isCritical: Bool
  /// What it was taken from, numbered as in the page's list; the costliest first.
  var losses: [NumberedDeduction]

  /// At most this many are shown: a person works on few things at a time.
  static let limit = 3

  /// The largest losses: critical errors first, then by points. Deductions with the same advice are one loss.
  static func list(_ deductions: [NumberedDeduction], advice: (Deduction) -> String) -> [Priority] {
    var found: [Priority] = []
    for numbered in deductions {
      let deduction = numbered.deduction
      let critical = deduction.rule.hasPrefix("gate.")
      guard critical || deduction.points > 0 else { continue }
      let text = advice(deduction)
      if let i = found.firstIndex(where: { $0.advice == text }) {
        found[i].points += deduction.points
        found[i].isCritical = found[i].isCritical || critical
        found[i].losses.append(numbered)
      } else {
        found.append(Priority(advice: text, points: deduction.points, isCritical: critical, losses: [numbered]))
      }
    }
    for i in found.indices { found[i].losses.sort(by: NumberedDeduction.costlier) }
    found.sort { a, b in
      if a.isCritical != b.isCritical { return a.isCritical }
      if a.points != b.points { return a.points > b.points }
      return a.losses[0].number < b.losses[0].number
    }
    return Array(found.prefix(limit))
  }
}
