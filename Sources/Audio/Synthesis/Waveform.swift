/// One channel of sound: samples in -1...1 at `rate`.
public struct Waveform: Equatable, Sendable {
  /// Samples a second, everywhere in this module.
  public static let rate = 48_000

  public var samples: [Float]

  public init(samples: [Float]) { self.samples = samples }

  /// Silence of a length in s.
  init(seconds: Double) { samples = [Float](repeating: 0, count: Int((seconds * Double(Self.rate)).rounded())) }

  /// Length, s.
  public var seconds: Double { Double(samples.count) / Double(Self.rate) }

  /// The largest magnitude.
  public var peak: Float { samples.reduce(0) { max($0, abs($1)) } }

  /// Level of the loudest 125 ms, dB re full scale (a square wave of 1 has 0 dB). As the time weighting F of a sound
  /// level meter (IEC 61672-1) sees it; shorter sounds are spread over the 125 ms.
  public var level: Double {
    let window = Self.rate / 8
    var sum = 0.0
    var most = 0.0
    for (i, sample) in samples.enumerated() {
      sum += Double(sample) * Double(sample)
      if i >= window { sum -= Double(samples[i - window]) * Double(samples[i - window]) }
      most = max(most, sum)
    }
    return 10 * Decibel.log10(max(most, 1e-30) / Double(window))
  }

  /// The same sound at another level (dB re full scale).
  func at(level wanted: Double) -> Waveform {
    let gain = Float(Decibel.amplitude(wanted - level))
    return Waveform(samples: samples.map { $0 * gain })
  }

  /// Adds another sound, beginning at a moment (s); makes this one longer if need be.
  mutating func add(_ other: Waveform, at seconds: Double, gain: Float = 1) {
    let start = Int((seconds * Double(Self.rate)).rounded())
    let missing = start + other.samples.count - samples.count
    if missing > 0 { samples += [Float](repeating: 0, count: missing) }
    for (i, sample) in other.samples.enumerated() { samples[start + i] += gain * sample }
  }

  /// Rises over the first `rise` s and falls over the last `fall` s as half a cosine, so that neither end clicks.
  func faded(rise: Double, fall: Double) -> Waveform {
    var result = self
    let n = samples.count
    let up = min(n, max(1, Int(rise * Double(Self.rate))))
    let down = min(n, max(1, Int(fall * Double(Self.rate))))
    for i in 0..<up { result.samples[i] *= Fade.rising(Double(i) / Double(up)) }
    for i in 0..<down { result.samples[n - 1 - i] *= Fade.rising(Double(i) / Double(down)) }
    return result
  }

  /// Made to go round: the part after `seconds` is blended into the beginning, with equal power since the two are
  /// unlike noise.
  func looped(seconds: Double) -> Waveform {
    let n = Int((seconds * Double(Self.rate)).rounded())
    let overlap = samples.count - n
    precondition(overlap > 0 && overlap <= n, "what is blended must be there")
    var result = Waveform(samples: Array(samples[..<n]))
    for i in 0..<overlap {
      let x = Double(Fade.rising(Double(i) / Double(overlap)))
      result.samples[i] = Float(x.squareRoot()) * samples[i] + Float((1 - x).squareRoot()) * samples[n + i]
    }
    return result
  }
}
