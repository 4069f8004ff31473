/// Where a recording has holes: intervals much longer than its usual one. Ticks inside carry `InputFlags.gap`.
public struct GapReport: Equatable, Sendable, CustomStringConvertible {
  /// One hole.
  public struct Gap: Equatable, Sendable {
    /// Time since the start of the recording, s.
    public var start: Double
    /// s.
    public var length: Double
    /// The line of the file (1-based) before which samples are missing.
    public var line: Int
  }

  /// The median interval of the recording, s.
  public var usualInterval: Double
  public var gaps: [Gap]

  /// Time in gaps altogether, s.
  public var total: Double { gaps.reduce(0) { $0 + $1.length } }
  /// The longest gap, s; 0 without any.
  public var longest: Double { gaps.map(\.length).max() ?? 0 }

  public var description: String {
    guard let first = gaps.first else { return "no gaps" }
    let n = gaps.count
    return "\(n) gap\(n == 1 ? "" : "s"), \(Self.milliseconds(total)) ms in all, the longest "
      + "\(Self.milliseconds(longest)) ms, the first before line \(first.line)"
  }

  private static func milliseconds(_ s: Double) -> Int { Int((s * 1000).rounded()) }
}
