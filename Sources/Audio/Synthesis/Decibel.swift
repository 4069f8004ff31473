import SimMath

/// Levels and amplitudes.
enum Decibel {
  static func log10(_ x: Double) -> Double { Trigonometry.log(x) / 2.302_585_092_994_045_684_02 }
  static func amplitude(_ decibel: Double) -> Double { Trigonometry.exp(decibel * 0.115_129_254_649_702_284_20) }
}
