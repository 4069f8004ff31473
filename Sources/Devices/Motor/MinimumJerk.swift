/// The path of an unhurried reach: minimum jerk from rest to rest (Flash and Hogan 1985, eq. 3).
enum MinimumJerk {
  /// Peak speed of a reach over its mean speed.
  static let peakSpeedFactor = 1.875

  /// The share of the way done at the share `s` of the time, both 0 to 1.
  static func fraction(_ s: Double) -> Double {
    let t = min(1, max(0, s))
    return t * t * t * (10 + t * (6 * t - 15))
  }
}
