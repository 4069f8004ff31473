/// Auditory alarm signals after IEC 60601-1-8, tables 3 and 4, as open sources tell them: the standard itself was not at hand,
/// and a manufacturer's check against it is still to be made. Spacings, rises and intervals are the least certain.
///
/// | | high | medium | low |
/// |---|---|---|---|
/// | pulses in a burst | 10 | 3 | 2 (1 or 2) |
/// | effective length of a pulse, ms | 75...200 | 125...250 | 125...250 |
/// | spacing of pulses, ms | x = 50...125, 2x + a pulse between 3rd and 4th and 8th and 9th | 125...250 | 125...250 |
/// | between the 5th and 6th pulse, s | 0.35...1.3 | | |
/// | from burst to burst, s | 2.5...15 | 2.5...30 | more than 15 |
///
/// Fundamental 150...1000 Hz; at least four harmonics in 300...4000 Hz within 15 dB of one another. The melody for a
/// cause with no melody of its own: one pitch for high and medium. Values within a range are assumptions; so are the pitches.
struct AlarmBurst {
  /// The figures are of a pulse's effective length, between the points at 90 % of its amplitude.
  let pulse: Double
  /// Rise and fall, s, whole and from 10 to 90 %: the rise 10...40 % of the pulse; the fall ends before the next rise.
  let rise: Double
  /// From the end of a pulse to the start of the next, s; one fewer than there are pulses.
  let spacings: [Double]
  /// Hz of each pulse.
  let pitches: [Double]
  /// From the end of a burst to the start of the next, s.
  let interval: Double

  private static let c4 = 261.63
  private static let e4 = 329.63

  init(_ priority: AlarmPriority) {
    switch priority {
    case .high:
      pulse = 0.12
      let x = 0.1
      let half = [x, x, 2 * x + pulse, x]
      spacings = half + [0.6] + half
      pitches = [Double](repeating: Self.c4, count: 10)
      interval = 2.5
    case .medium:
      pulse = 0.2
      spacings = [0.2, 0.2]
      pitches = [Double](repeating: Self.c4, count: 3)
      interval = 5
    case .low:
      pulse = 0.2
      spacings = [0.2]
      pitches = [Self.e4, Self.c4]
      interval = 20
    }
    rise = 0.3 * pulse
  }

  /// Starts of the effective pulses, s after that of the first.
  var starts: [Double] {
    spacings.reduce(into: [0]) { starts, spacing in starts.append(starts.last! + pulse + spacing) }
  }

  /// Part of a half-cosine rise that lies under 90 % of the amplitude.
  private static let under = 0.7952

  /// One burst. The first pulse's effective part begins after its rise.
  var wave: Waveform {
    var wave = Waveform(samples: [])
    for (start, pitch) in zip(starts, pitches) {
      let skirt = Self.under * rise
      let tone = Tone(frequency: pitch, harmonics: [1, 0.8, 0.7, 0.6, 0.5, 0.3]).wave(seconds: pulse + 2 * skirt)
      wave.add(tone.faded(rise: rise, fall: rise), at: start)
    }
    return wave
  }

  /// Length of a burst with its first rise and last fall, s.
  var length: Double { starts.last! + pulse + 2 * Self.under * rise }
}
