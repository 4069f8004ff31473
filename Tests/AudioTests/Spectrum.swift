@testable import Audio
import SimMath

/// What an instrument sees in a sound.
enum Spectrum {
  /// Amplitude of the component at a frequency (Hz) over a range of samples, seen through a Hann window.
  static func amplitude(_ samples: ArraySlice<Float>, at frequency: Double) -> Double {
    let n = samples.count
    var re = 0.0
    var im = 0.0
    var weight = 0.0
    for (k, sample) in samples.enumerated() {
      let w = 0.5 - 0.5 * Trigonometry.cos(2 * Double.pi * Double(k) / Double(n))
      let turns = frequency * Double(k) / Double(Waveform.rate)
      let (s, c) = Trigonometry.sincos(2 * Double.pi * (turns - turns.rounded(.down)))
      re += w * Double(sample) * c
      im += w * Double(sample) * s
      weight += w
    }
    return 2 * (re * re + im * im).squareRoot() / weight
  }

  /// The strongest frequency in a range, Hz, to within `step`.
  static func peak(_ samples: ArraySlice<Float>, in range: ClosedRange<Double>, step: Double = 1) -> Double {
    stride(from: range.lowerBound, through: range.upperBound, by: step)
      .max { amplitude(samples, at: $0) < amplitude(samples, at: $1) }!
  }

  /// Part of the power between two frequencies, Hz.
  static func share(_ wave: Waveform, from low: Double, to high: Double) -> Double {
    func power(_ wave: Waveform) -> Double { wave.samples.reduce(0) { $0 + Double($1) * Double($1) } }
    return power(band(wave, from: low, to: high)) / power(wave)
  }

  /// What lies between two frequencies, Hz: of fourth order to each side.
  static func band(_ wave: Waveform, from low: Double, to high: Double) -> Waveform {
    var band = wave
    for _ in 0..<2 {
      band = band.filtered(.highPass, frequency: low).filtered(.lowPass, frequency: min(high, 20_000))
    }
    return band
  }

  /// Moments (s) at which the magnitude first exceeds a level after `quiet` s below it.
  static func onsets(_ samples: [Float], above level: Float, quiet: Double) -> [Double] {
    var onsets: [Double] = []
    var last = -Int.max / 2
    for (i, sample) in samples.enumerated() where abs(sample) > level {
      if i - last > Int(quiet * Double(Waveform.rate)) { onsets.append(Double(i) / Double(Waveform.rate)) }
      last = i
    }
    return onsets
  }
}
