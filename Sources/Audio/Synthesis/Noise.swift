import SimMath

/// White noise through filters; the same samples for the same seed.
struct Noise {
  var seed: UInt64

  /// Uniform in -1...1.
  func wave(seconds: Double) -> Waveform {
    var random = Random(seed: seed, stream: 17)
    var wave = Waveform(seconds: seconds)
    for i in wave.samples.indices { wave.samples[i] = Float(random.uniform(-1, 1)) }
    return wave
  }
}
