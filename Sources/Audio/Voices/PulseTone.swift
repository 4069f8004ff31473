import SimMath

/// The monitor's tone at each beat. Its pitch follows the oxygen saturation (SpO2).
///
/// Makers' scales differ (Santamore and Cleaver 2004, "The sounds of saturation"). A logarithmic one, in which a percent
/// is the same interval everywhere, was judged better by anaesthetists than a linear one (Brown, Edworthy, Sneyd and
/// Schlesinger 2015), so that is what is used. The interval and the pitch at 100 % are assumptions.
enum PulseTone {
  /// Hz at a saturation of 100 %. Assumption.
  static let highest = 880.0
  /// Semitones for a percent. Assumption.
  static let semitones = 0.5
  /// Length, s. Assumption: short enough for 200 beats a minute to stay apart.
  static let length = 0.1

  /// Frequency (Hz) of the tone at a saturation in percent, held to 50...100.
  static func frequency(saturation: Double) -> Double {
    let fall = 100 - min(100, max(50, saturation))
    return highest * Trigonometry.exp(-fall * semitones / 12 * 0.693_147_180_559_945_309_42)
  }

  static func wave(saturation: Double) -> Waveform {
    Tone(frequency: frequency(saturation: saturation), harmonics: [1, 0.25, 0.08]).wave(seconds: length)
      .faded(rise: 0.008, fall: 0.03)
  }
}
