import SimMath

/// Physiological tremor: narrow-band noise at 8 to 12 Hz, independent along three axes.
///
/// White noise through two equal band-pass resonators, scaled by the energy of their impulse response so that the
/// stationary variance is the wanted one. Amplitude and frequency come from `TraineeTable`.
struct Tremor {
  /// Two poles near the unit circle, zeros at 0 Hz and at half the tick rate.
  private struct Resonator {
    var input = [Vector3D](repeating: .zero, count: 2)
    var output = [Vector3D](repeating: .zero, count: 2)
    let a1: Double
    let a2: Double

    mutating func pass(_ x: Vector3D) -> Vector3D {
      let y = a1 * output[0] + a2 * output[1] + (x - input[1])
      input[1] = input[0]
      input[0] = x
      output[1] = output[0]
      output[0] = y
      return y
    }
  }

  private var random: Random
  private var first: Resonator
  private var second: Resonator
  private var gain = 0.0

  /// - Parameters:
  ///   - amplitude: root mean square along each axis, m.
  ///   - frequency: centre, Hz.
  ///   - bandwidth: full width of each resonator at half power, Hz.
  init(amplitude: Double, frequency: Double, bandwidth: Double, random: Random) {
    self.random = random
    let dt = 0.001
    let radius = Trigonometry.exp(-Double.pi * bandwidth * dt)
    let resonator = Resonator(
      a1: 2 * radius * Trigonometry.cos(2 * Double.pi * frequency * dt), a2: -radius * radius)
    first = resonator
    second = resonator
    guard amplitude > 0 else { return }
    var energy = 0.0
    for k in 0..<4000 {
      let h = second.pass(first.pass(Vector3D(k == 0 ? 1 : 0, 0, 0))).x
      energy += h * h
    }
    first = resonator
    second = resonator
    gain = amplitude / energy.squareRoot()
    // Start in the middle of the noise, not at rest.
    for _ in 0..<1500 { _ = next() }
  }

  /// That of a hand: its own stream of a person's seed.
  init(_ skill: MotorSkill, seed: UInt64) {
    self.init(
      amplitude: skill.tremorAmplitude, frequency: skill.tremorFrequency, bandwidth: skill.tremorBandwidth,
      random: Random(seed: seed, stream: 0x54_52_45_4D))
  }

  /// The displacement in the next tick, m.
  mutating func next() -> Vector3D {
    guard gain > 0 else { return .zero }
    let white = Vector3D(random.normal(), random.normal(), random.normal())
    return second.pass(first.pass(gain * white))
  }
}
