import SimMath
import Testing

@Suite struct RandomTests {
  /// The published test vector of PCG-XSH-RR 64/32 (seed 42, stream 54).
  @Test func givesThePublishedSequence() {
    var r = Random(seed: 42, stream: 54)
    #expect(
      (0..<6).map { _ in r.next32() } == [
        0xa15c_02b7, 0x7b47_f409, 0xba1d_3330, 0x83d2_f293, 0xbfa4_784b, 0xcbed_606e,
      ])
  }

  @Test func uniformAndNormalHaveTheirMoments() {
    var r = Random(seed: 7)
    var sum = 0.0
    var square = 0.0
    var mean = 0.0
    let n = 100_000
    for _ in 0..<n {
      let x = r.normal()
      sum += x
      square += x * x
      mean += r.uniform()
    }
    #expect(abs(sum / Double(n)) < 0.015 && abs(square / Double(n) - 1) < 0.02)
    #expect(abs(mean / Double(n) - 0.5) < 0.005)
  }
}
