/// Statistics that look at ranks only.
public enum RankStatistics {
  /// The middle value, the mean of the two middle ones for an even count; nil of nothing.
  public static func median(_ values: [Double]) -> Double? {
    guard !values.isEmpty else { return nil }
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : 0.5 * (sorted[middle - 1] + sorted[middle])
  }

  /// The rank-biserial correlation of two independent samples: the share of pairs in which `a` is above `b` less the
  /// share in which it is below, -1...1 (Kerby 2014, the simple difference formula). nil if either is empty.
  public static func rankBiserial(_ a: [Double], over b: [Double]) -> Double? {
    guard !a.isEmpty, !b.isEmpty else { return nil }
    var difference = 0
    for x in a { for y in b { difference += x > y ? 1 : x < y ? -1 : 0 } }
    return Double(difference) / Double(a.count * b.count)
  }
}
