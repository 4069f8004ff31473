/// Counts of durations in fixed storage (4 KiB): 32 buckets to every power of two, so that a quantile is read within
/// 3.2%. Recording neither allocates nor branches on data other than the value.
@frozen public struct LatencyHistogram: Sendable {
  @usableFromInline static var bucketCount: Int { 1024 }
  @usableFromInline var buckets: InlineArray<1024, UInt32>
  /// How many durations were recorded.
  public private(set) var count: UInt64 = 0
  /// The longest one, ns.
  public private(set) var maximum: UInt64 = 0

  public init() { buckets = InlineArray(repeating: 0) }

  /// Counts one duration (ns). Durations above about 34 s fall into the last bucket; `maximum` stays exact.
  public mutating func record(_ nanoseconds: UInt64) {
    let i = Self.bucket(of: nanoseconds)
    buckets[i] = buckets[i] == .max ? .max : buckets[i] + 1
    count += 1
    maximum = max(maximum, nanoseconds)
  }

  /// The duration (ns) that the share `q` in 0...1 of all recorded ones does not exceed; 0 if there are none.
  public func quantile(_ q: Double) -> UInt64 {
    guard count > 0 else { return 0 }
    let rank = max(1, UInt64((q * Double(count)).rounded(.up)))
    var seen: UInt64 = 0
    for i in 0..<Self.bucketCount {
      seen += UInt64(buckets[i])
      if seen >= rank { return min(Self.upperBound(of: i), maximum) }
    }
    return maximum
  }

  /// Adds the counts of another histogram.
  public mutating func merge(_ other: LatencyHistogram) {
    for i in 0..<Self.bucketCount { buckets[i] = buckets[i].addingReportingOverflow(other.buckets[i]).partialValue }
    count += other.count
    maximum = max(maximum, other.maximum)
  }

  /// The usual figures, in microseconds.
  public var summary: LatencySummary {
    LatencySummary(
      p50: Double(quantile(0.5)) / 1000, p99: Double(quantile(0.99)) / 1000, p99_9: Double(quantile(0.999)) / 1000,
      max: Double(maximum) / 1000)
  }

  /// Values under 64 have buckets of their own; above, the top five bits after the leading one choose.
  static func bucket(of value: UInt64) -> Int {
    guard value >= 32 else { return Int(value) }
    let exponent = 63 - value.leadingZeroBitCount
    let mantissa = Int(value >> UInt64(exponent - 5)) & 31
    return min((exponent - 4) * 32 + mantissa, bucketCount - 1)
  }

  /// The largest value in a bucket.
  static func upperBound(of bucket: Int) -> UInt64 {
    guard bucket >= 32 else { return UInt64(bucket) }
    let exponent = UInt64(bucket / 32 + 4)
    let mantissa = UInt64(bucket % 32)
    return ((32 + mantissa + 1) << (exponent - 5)) - 1
  }
}
