/// Quantiles of a duration, µs.
public struct LatencySummary: Equatable, Sendable, Codable {
  public var p50: Double
  public var p99: Double
  public var p99_9: Double
  public var max: Double

  public init(p50: Double, p99: Double, p99_9: Double, max: Double) {
    self.p50 = p50
    self.p99 = p99
    self.p99_9 = p99_9
    self.max = max
  }
}
