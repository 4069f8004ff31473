/// Elementary functions with bits of our own: the C library's differ from machine to machine and version to version.
///
/// Double precision, within 2 units in the last place over the ranges stated. The polynomials are the classical
/// minimax kernels on [-pi/4, pi/4] and the argument reductions of Cody and Waite (1980).
public enum Trigonometry {
  /// Sine and cosine of `x` in rad, |x| <= 1e6; larger or non-finite arguments give NaN.
  @inlinable public static func sincos(_ x: Double) -> (sin: Double, cos: Double) {
    guard abs(x) <= 1e6 else { return (.nan, .nan) }
    let n = (x * 0.636_619_772_367_581_343_08).rounded(.toNearestOrEven)
    // pi/2 in three parts, the first two with trailing zeros so that the products are exact.
    let r = ((x - n * 1.570_796_326_734_125_614_17) - n * 6.077_100_506_303_965_976_60e-11)
      - n * 2.022_266_248_795_950_631_54e-21
    let s = sinKernel(r)
    let c = cosKernel(r)
    switch Int(n) & 3 {
    case 0: return (s, c)
    case 1: return (c, -s)
    case 2: return (-s, -c)
    default: return (-c, s)
    }
  }

  /// Sine of `x` in rad, |x| <= 1e6.
  @inlinable public static func sin(_ x: Double) -> Double { sincos(x).sin }
  /// Cosine of `x` in rad, |x| <= 1e6.
  @inlinable public static func cos(_ x: Double) -> Double { sincos(x).cos }

  @usableFromInline @inline(__always) static func sinKernel(_ x: Double) -> Double {
    let z = x * x
    var p = 1.589_690_995_211_550_102_21e-10
    p = p * z - 2.505_076_025_340_686_341_95e-08
    p = p * z + 2.755_731_370_707_006_767_89e-06
    p = p * z - 1.984_126_982_985_794_931_34e-04
    p = p * z + 8.333_333_333_322_489_461_24e-03
    p = p * z - 1.666_666_666_666_663_243_48e-01
    return x + x * z * p
  }

  @usableFromInline @inline(__always) static func cosKernel(_ x: Double) -> Double {
    let z = x * x
    var p = -1.135_964_755_778_819_482_65e-11
    p = p * z + 2.087_572_321_298_174_827_90e-09
    p = p * z - 2.755_731_435_139_066_330_35e-07
    p = p * z + 2.480_158_728_947_672_941_78e-05
    p = p * z - 1.388_888_888_887_410_957_49e-03
    p = p * z + 4.166_666_666_666_660_190_37e-02
    return (1 - 0.5 * z) + z * z * p
  }

  /// The angle of the point (x, y) in rad, in (-pi, pi]; 0 at the origin.
  @inlinable public static func atan2(_ y: Double, _ x: Double) -> Double {
    if x == 0 && y == 0 { return 0 }
    let ax = abs(x)
    let ay = abs(y)
    let a = ax >= ay ? atan(ay / ax) : 1.570_796_326_794_896_619_23 - atan(ax / ay)
    let b = x < 0 ? 3.141_592_653_589_793_238_46 - a : a
    return y < 0 ? -b : b
  }

  /// Arc tangent in rad.
  @inlinable public static func atan(_ x: Double) -> Double {
    if x < 0 { return -atan(-x) }
    if x > 1 { return 1.570_796_326_794_896_619_23 - atan(1 / x) }
    // atan x = 2 atan(x / (1 + sqrt(1 + x^2))), twice, brings the argument under 0.2; then the series.
    let y = x / (1 + (1 + x * x).squareRoot())
    let w = y / (1 + (1 + y * y).squareRoot())
    let z = w * w
    var p = 0.0
    var k = 25
    while k >= 3 {
      p = z * (1 / Double(k) - p)
      k -= 2
    }
    return 4 * (w - w * p)
  }

  /// Arc cosine in rad of `x`, clamped to [-1, 1].
  @inlinable public static func acos(_ x: Double) -> Double {
    let c = min(1, max(-1, x))
    return atan2(((1 - c) * (1 + c)).squareRoot(), c)
  }

  /// e to the power `x`; 0 below -745, infinite above 709.
  @inlinable public static func exp(_ x: Double) -> Double {
    if x.isNaN { return x }
    if x > 709 { return .infinity }
    if x < -745 { return 0 }
    let n = (x * 1.442_695_040_888_963_407_36).rounded(.toNearestOrEven)
    let r = (x - n * 6.931_471_803_691_238_164_90e-01) - n * 1.908_214_929_270_587_700_02e-10
    var p = 1.0
    var k = 14.0
    while k >= 1 {
      p = 1 + p * r / k
      k -= 1
    }
    return Double(sign: .plus, exponent: Int(n), significand: p)
  }

  /// Natural logarithm; NaN for negative arguments, -infinity at 0.
  @inlinable public static func log(_ x: Double) -> Double {
    if x.isNaN || x < 0 { return .nan }
    if x == 0 { return -.infinity }
    if x == .infinity { return x }
    var m = x.significand
    var e = Double(x.exponent)
    if m > 1.414_213_562_373_095_048_80 {
      m *= 0.5
      e += 1
    }
    // log m = 2 artanh((m - 1)/(m + 1)), argument under 0.1716.
    let s = (m - 1) / (m + 1)
    let z = s * s
    var p = 0.0
    var k = 25
    while k >= 3 {
      p = z * (1 / Double(k) + p)
      k -= 2
    }
    return e * 6.931_471_803_691_238_164_90e-01 + (2 * (s + s * p) + e * 1.908_214_929_270_587_700_02e-10)
  }
}
