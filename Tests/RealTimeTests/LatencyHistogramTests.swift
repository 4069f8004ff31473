@testable import RealTime
import Testing

@Suite struct LatencyHistogramTests {
  @Test func bucketsCoverEveryValueWithinTheirPrecision() {
    var previous = -1
    for exponent in 0..<35 as Range<UInt64> {
      for k in 0..<64 as Range<UInt64> {
        let value = (1 << exponent) + (k << exponent) / 64
        let bucket = LatencyHistogram.bucket(of: value)
        #expect(bucket >= previous)
        previous = bucket
        let upper = LatencyHistogram.upperBound(of: bucket)
        #expect(upper >= value)
        #expect(Double(upper - value) <= 0.032 * Double(value))
      }
    }
    #expect(LatencyHistogram.bucket(of: .max) == LatencyHistogram.bucketCount - 1)
  }

  @Test func quantilesAgreeWithSorting() {
    var histogram = LatencyHistogram()
    var values: [UInt64] = []
    var seed: UInt64 = 3
    for _ in 0..<20_000 {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let value = (seed >> 44) * (seed >> 60)
      values.append(value)
      histogram.record(value)
    }
    values.sort()
    for q in [0.01, 0.5, 0.9, 0.99, 0.999, 1] {
      let exact = values[max(0, Int((q * 20_000).rounded(.up)) - 1)]
      let read = histogram.quantile(q)
      #expect(read >= exact)
      #expect(Double(read) <= 1.033 * Double(exact))
    }
    #expect(histogram.maximum == values.last)
    #expect(histogram.count == 20_000)
  }

  @Test func emptyAndMerged() {
    var a = LatencyHistogram()
    #expect(a.quantile(0.5) == 0)
    var b = LatencyHistogram()
    for i in 1...99 as ClosedRange<UInt64> { a.record(i * 10) }
    b.record(100_000)
    a.merge(b)
    #expect(a.count == 100)
    #expect(a.maximum == 100_000)
    #expect(a.quantile(1) == 100_000)
    #expect(a.quantile(0.5) >= 500 && a.quantile(0.5) <= 516)
    #expect(a.summary.max == 100)
  }
}
