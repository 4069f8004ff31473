import SimMath

extension PulseParameters {
  /// The part of a beat in which the pressure rises.
  static var rise: Double { 0.35 }

  /// Where in its beat the heart is, 0 at the lowest pressure to 1 at the next: the inverse of the pulse, for monitors.
  ///
  /// - Parameters:
  ///   - pressure: Pa; held to the range from diastolic to systolic.
  ///   - isRising: whether it was lower a tick before.
  public func phase(pressure: Double, isRising: Bool) -> Double {
    guard systolic > diastolic else { return 0 }
    let s = min(1, max(0, (pressure - diastolic) / (systolic - diastolic)))
    // The arc cosine by the project's own arc tangent.
    let half = Trigonometry.atan2((s * (1 - s)).squareRoot() * 2, 1 - 2 * s) / Double.pi
    return isRising ? Self.rise * half : 1 - (1 - Self.rise) * half
  }
}
