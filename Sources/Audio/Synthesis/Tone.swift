import SimMath

/// A sum of harmonics.
struct Tone {
  /// Frequency of the fundamental, Hz.
  var frequency: Double
  /// Amplitudes of the fundamental, the second harmonic and so on.
  var harmonics: [Double]

  /// The steady tone. Harmonics above 20 kHz are left out; every one begins at phase 0.
  func wave(seconds: Double) -> Waveform {
    var wave = Waveform(seconds: seconds)
    for (k, amplitude) in harmonics.enumerated() where amplitude != 0 && frequency * Double(k + 1) < 20_000 {
      // Turns, not radians, so that long tones stay in tune.
      let step = frequency * Double(k + 1) / Double(Waveform.rate)
      for i in wave.samples.indices {
        let turns = step * Double(i)
        wave.samples[i] += Float(amplitude * Trigonometry.sin(2 * Double.pi * (turns - turns.rounded(.down))))
      }
    }
    return wave
  }
}
