/// The exponential function with bits of our own, for the same reason as `Trigonometry`.
public enum Exponential {
  /// e to the power of `x`, within 2 units in the last place: 0 below -700, infinity above 709, NaN for NaN.
  ///
  /// x = k ln 2 + r with |r| at most ln 2 / 2 (Cody and Waite 1980), then Taylor's series to the power of 13, whose
  /// remainder is under 1e-17.
  @inlinable public static func exp(_ x: Double) -> Double {
    guard x == x else { return x }
    if x < -700 { return 0 }
    if x > 709 { return .infinity }
    let k = (x * 1.442_695_040_888_963_407_36).rounded(.toNearestOrEven)
    // ln 2 in two parts, the first with trailing zeros so that its product is exact.
    let r = (x - k * 6.931_471_803_691_238_164_90e-01) - k * 1.908_214_929_270_587_700_02e-10
    var p = 1.0 / 6_227_020_800
    p = p * r + 1.0 / 479_001_600
    p = p * r + 1.0 / 39_916_800
    p = p * r + 1.0 / 3_628_800
    p = p * r + 1.0 / 362_880
    p = p * r + 1.0 / 40_320
    p = p * r + 1.0 / 5_040
    p = p * r + 1.0 / 720
    p = p * r + 1.0 / 120
    p = p * r + 1.0 / 24
    p = p * r + 1.0 / 6
    p = p * r + 0.5
    let e = 1 + (r + r * r * p)
    // 2^k by its bits; one factor short of the ends, where k alone would leave the exponent's range.
    let half = Int(k) / 2
    let rest = Int(k) - half
    return e * Double(bitPattern: UInt64(1023 + half) << 52) * Double(bitPattern: UInt64(1023 + rest) << 52)
  }
}
