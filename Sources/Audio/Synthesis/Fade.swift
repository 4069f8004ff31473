import SimMath

/// The shape of every rise and fall.
enum Fade {
  /// Half a cosine from 0 at 0 to 1 at 1.
  static func rising(_ x: Double) -> Float {
    Float(0.5 - 0.5 * Trigonometry.cos(Double.pi * min(1, max(0, x))))
  }
}
