import SimMath

/// How stiff healthy wall feels at each distance from a fixed end, as learnt from one survey.
///
/// Beside an end the wall is held and feels stiffer. That rise dies away along a tube as exp(-d / l) (edge bending of a
/// thin shell, Timoshenko and Woinowsky-Krieger 1959), so the usual is `free + rise * exp(-d / l)`. Both numbers are
/// medians, first of the places that feel nothing of an end, then of the others: a few lesions do not move them. Every
/// place is thus compared with its peers all round and at both ends, and with none that is held more or less than it.
struct UsualStiffness: Equatable {
  /// Stiffness far from the ends, N/m.
  let free: Double
  /// What is added right at an end, N/m; never negative.
  let rise: Double
  /// How far from an end its hold is felt to 1/e, m.
  let decay: Double

  /// - Parameters:
  ///   - felt: distance (m) from the nearer end and stiffness (N/m) of each place.
  ///   - decay: see `decay`, > 0.
  /// - Returns: nil if fewer than three places lie further than 2.5 decay lengths from the ends.
  init?(felt: [(end: Double, stiffness: Double)], decay: Double) {
    let border = 2.5 * decay
    let middle = felt.filter { $0.end >= border }.map(\.stiffness)
    guard middle.count >= 3 else { return nil }
    let free = Self.median(middle)
    let rises = felt.filter { $0.end < border }.map { ($0.stiffness - free) * Trigonometry.exp($0.end / decay) }
    self.free = free
    rise = rises.count >= 3 ? max(0, Self.median(rises)) : 0
    self.decay = decay
  }

  /// N/m at a distance (m) from the nearer end.
  func at(end: Double) -> Double { free + rise * Trigonometry.exp(-end / decay) }

  private static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : 0.5 * (sorted[middle - 1] + sorted[middle])
  }
}
