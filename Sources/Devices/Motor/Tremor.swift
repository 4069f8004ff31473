import SimMath

/// Physiological tremor: narrow-band noise at 8 to 12 Hz, independent along three axes.
///
/// White noise through a resonator of two poles, scaled by the exact stationary variance of that filter
/// (Priestley 1981, eq. 3.5.35). Amplitude and frequency come from `TraineeTable`.
struct Tremor {
  private var random: Random
  private var last = Vector3D.zero
  private var lastButOne = Vector3D.zero
  private let a1: Double
  private let a2: Double
  private let gain: Double

  /// - Parameters:
  ///   - amplitude: root mean square along each axis, m.
  ///   - frequency: centre, Hz; bandwidth: full width at half power, Hz.
  init(amplitude: Double, frequency: Double, bandwidth: Double, random: Random) {
    self.random = random
    let dt = 0.001
    let radius = Trigonometry.exp(-Double.pi * bandwidth * dt)
    a1 = 2 * radius * Trigonometry.cos(2 * Double.pi * frequency * dt)
    a2 = -radius * radius
    let variance = (1 - a2) / ((1 + a2) * (1 - a1 - a2) * (1 + a1 - a2))
    gain = amplitude / variance.squareRoot()
    // Start in the middle of the noise, not at rest.
    if amplitude > 0 {
      for _ in 0..<1500 { _ = next() }
    }
  }

  /// The displacement in the next tick, m.
  mutating func next() -> Vector3D {
    guard gain > 0 else { return .zero }
    let white = Vector3D(random.normal(), random.normal(), random.normal())
    let x = a1 * last + a2 * lastButOne + gain * white
    lastButOne = last
    last = x
    return x
  }
}
