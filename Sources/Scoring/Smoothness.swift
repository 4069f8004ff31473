import SimMath

/// Smoothness of one movement of a few seconds from its speed profile, evenly sampled.
public enum Smoothness {
  /// Spectral arc length (Balasubramanian et al. 2012): at most 0, nearer to 0 is smoother. nil for a movement
  /// without speed or of fewer than 3 samples.
  ///
  /// Zero-pads to 2^(ceil(log2 N) + 4), keeps f <= 10 Hz, then from the first to the last bin of at least 5% of the
  /// largest.
  /// - Parameters:
  ///   - speed: m/s.
  ///   - rate: samples per second.
  public static func sparc(speed: [Double], rate: Double) -> Double? {
    guard speed.count >= 3, rate > 0 else { return nil }
    var size = 1
    while size < speed.count { size *= 2 }
    size *= 16
    var re = speed + Array(repeating: 0, count: size - speed.count)
    var im = Array(repeating: 0.0, count: size)
    FourierTransform.forward(&re, &im)
    var magnitude = re
    var largest = 0.0
    for i in 0..<size {
      magnitude[i] = (re[i] * re[i] + im[i] * im[i]).squareRoot()
      largest = max(largest, magnitude[i])
    }
    guard largest > 0, largest.isFinite else { return nil }
    let step = rate / Double(size)
    var first = -1
    var last = -1
    for i in 0..<size where Double(i) * step <= 10 && magnitude[i] / largest >= 0.05 {
      if first < 0 { first = i }
      last = i
    }
    guard first >= 0, last > first else { return nil }
    let df = 1 / Double(last - first)
    var length = 0.0
    for i in first..<last {
      let dm = (magnitude[i + 1] - magnitude[i]) / largest
      length += (df * df + dm * dm).squareRoot()
    }
    return -length
  }

  /// Dimensionless jerk DJ = -(T^3 / v_pk^2) sum (d2v/dt2)^2 dt (Hogan and Sternad 2009); nil without speed or of
  /// fewer than 3 samples.
  public static func dimensionlessJerk(speed: [Double], rate: Double) -> Double? {
    guard speed.count >= 3, rate > 0 else { return nil }
    let dt = 1 / rate
    var peak = 0.0
    for v in speed { peak = max(peak, v) }
    guard peak > 0, peak.isFinite else { return nil }
    var sum = 0.0
    for i in 2..<speed.count {
      let jerk = ((speed[i] - speed[i - 1]) - (speed[i - 1] - speed[i - 2])) / (dt * dt)
      sum += jerk * jerk
    }
    let duration = Double(speed.count) * dt
    return -(duration * duration * duration / (peak * peak)) * sum * dt
  }

  /// LDLJ = -ln |DJ| (Balasubramanian et al. 2015): larger is smoother; nil where there is no jerk.
  public static func logDimensionlessJerk(speed: [Double], rate: Double) -> Double? {
    guard let jerk = dimensionlessJerk(speed: speed, rate: rate), jerk != 0 else { return nil }
    return -Trigonometry.log(abs(jerk))
  }
}
