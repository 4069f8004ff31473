/// How long ticks took, us.
public struct TickTime: Codable, Sendable, Equatable {
  public var median: Double
  public var p99: Double

  /// - Parameter nanoseconds: of each tick, in any order; at least one.
  init(_ nanoseconds: [UInt64]) {
    let sorted = nanoseconds.sorted()
    median = Double(sorted[sorted.count / 2]) / 1000
    p99 = Double(sorted[sorted.count * 99 / 100]) / 1000
  }
}
