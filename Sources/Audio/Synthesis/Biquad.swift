import SimMath

/// A filter of second order (Bristow-Johnson's Audio EQ Cookbook, transposed direct form II).
struct Biquad {
  private let b: (Double, Double, Double)
  private let a: (Double, Double)
  private var z: (Double, Double) = (0, 0)

  enum Kind {
    case lowPass
    case highPass
    /// 0 dB at the centre.
    case bandPass
  }

  /// - Parameters:
  ///   - frequency: corner or centre, Hz, under half the rate.
  ///   - q: quality; 0.707 for a flat pass.
  init(_ kind: Kind, frequency: Double, q: Double = 0.707_106_781_186_547_5) {
    let (s, c) = Trigonometry.sincos(2 * Double.pi * frequency / Double(Waveform.rate))
    let alpha = s / (2 * q)
    let scale = 1 / (1 + alpha)
    switch kind {
    case .lowPass: b = (0.5 * (1 - c) * scale, (1 - c) * scale, 0.5 * (1 - c) * scale)
    case .highPass: b = (0.5 * (1 + c) * scale, -(1 + c) * scale, 0.5 * (1 + c) * scale)
    case .bandPass: b = (alpha * scale, 0, -alpha * scale)
    }
    a = (-2 * c * scale, (1 - alpha) * scale)
  }

  mutating func next(_ x: Double) -> Double {
    let y = b.0 * x + z.0
    z = (b.1 * x - a.0 * y + z.1, b.2 * x - a.1 * y)
    return y
  }
}

extension Waveform {
  func filtered(_ kind: Biquad.Kind, frequency: Double, q: Double = 0.707_106_781_186_547_5) -> Waveform {
    var filter = Biquad(kind, frequency: frequency, q: q)
    return Waveform(samples: samples.map { Float(filter.next(Double($0))) })
  }
}
