import SimMath

/// What machines and instruments sound like. All by ear and from how they work; every figure here is an assumption that
/// waits for recordings from a theatre.
enum TheatreNoise {
  /// Length of what goes round, s.
  static let loop = 2.0

  /// A Yankauer tip in the field: air rushing into a tube, with the gurgle of fluid carried along (slow, uneven swings
  /// of a resonance between 300 and 900 Hz).
  static func suction() -> Waveform {
    let overlap = 0.25
    let rush = Noise(seed: 1).wave(seconds: loop + overlap).filtered(.highPass, frequency: 500)
      .filtered(.lowPass, frequency: 5200)
    let water = Noise(seed: 2).wave(seconds: loop + overlap).filtered(.bandPass, frequency: 520, q: 4)
    let slow = Noise(seed: 3).wave(seconds: loop + overlap).filtered(.lowPass, frequency: 9)
    let swing = slow.peak
    var wave = rush
    for i in wave.samples.indices {
      let gurgle = max(0, slow.samples[i] / swing)
      wave.samples[i] = 0.5 * rush.samples[i] + 3 * gurgle * water.samples[i]
    }
    return wave.looped(seconds: loop)
  }

  /// The generator's activation tone (IEC 60601-2-2 asks for an audible one) under the crackle of arcs, which strike at
  /// the peaks of the mains-like modulation of a coagulation current.
  static func cautery() -> Waveform {
    let overlap = 0.25
    let crackle = Noise(seed: 4).wave(seconds: loop + overlap).filtered(.highPass, frequency: 2500)
      .filtered(.lowPass, frequency: 9000)
    var random = Random(seed: 5, stream: 18)
    var burst = 0.0
    var hiss = crackle
    for i in hiss.samples.indices {
      // Arcs strike 120 times a second on average and die away in a millisecond.
      if random.uniform() < 120 / Double(Waveform.rate) { burst = random.uniform(0.4, 1) }
      burst *= 1 - 1 / (0.001 * Double(Waveform.rate))
      hiss.samples[i] *= Float(0.08 + burst)
    }
    var wave = hiss.looped(seconds: loop)
    // A whole number of periods in the loop.
    wave.add(Tone(frequency: 440, harmonics: [0.06, 0.03, 0.015]).wave(seconds: loop), at: 0)
    return wave
  }

  /// A roller pump: two rollers pass 2.5 times a second in all (150 a minute, about 4 l/min), over the hum and
  /// harmonics of its motor.
  static func pump() -> Waveform {
    let overlap = 0.25
    let passes = 2.5
    var wave = Noise(seed: 6).wave(seconds: loop + overlap).filtered(.bandPass, frequency: 240, q: 0.8)
      .looped(seconds: loop)
    for i in wave.samples.indices {
      let turn = Double(i) / Double(Waveform.rate) * passes
      let squeeze = 0.5 - 0.5 * Trigonometry.cos(2 * Double.pi * (turn - turn.rounded(.down)))
      wave.samples[i] *= Float(0.25 + 0.75 * squeeze * squeeze)
    }
    wave.add(Tone(frequency: 100, harmonics: [0.12, 0.07, 0.03, 0.02]).wave(seconds: loop), at: 0)
    return wave
  }

  /// One tooth of a ratchet: a steel plate's modes, struck and damped; two impacts, as the tooth slides over and lands.
  static func clampClick() -> Waveform {
    var wave = Waveform(seconds: 0.08)
    for (at, strength) in [(0.0, 0.5), (0.009, 1.0)] {
      for (mode, part, decay) in [(2350.0, 1.0, 0.010), (4120, 0.8, 0.007), (6730, 0.5, 0.004), (9900, 0.25, 0.0025)] {
        wave.add(Self.struck(frequency: mode, decay: decay, seconds: 0.07), at: at, gain: Float(part * strength))
      }
    }
    return wave.faded(rise: 0.0005, fall: 0.01)
  }

  /// Braided suture drawn through tissue: stick and slip of the braid's picks, faster in the middle of the pull.
  static func threadPull() -> Waveform {
    let length = 0.5
    let rasp = Noise(seed: 7).wave(seconds: length).filtered(.bandPass, frequency: 3200, q: 0.9)
    var wave = rasp
    var phase = 0.0
    for i in wave.samples.indices {
      let along = Double(i) / Double(wave.samples.count)
      let speed = Trigonometry.sin(Double.pi * along)
      // Picks pass at up to 180 a second.
      phase += 180 * speed / Double(Waveform.rate)
      let pick = phase - phase.rounded(.down)
      wave.samples[i] *= Float(speed * (0.3 + 0.7 * pick * pick))
    }
    return wave.faded(rise: 0.02, fall: 0.02)
  }

  /// A key of the ultrasound machine: a soft dome that snaps.
  static func keyClick() -> Waveform {
    var wave = Waveform(seconds: 0.04)
    wave.add(struck(frequency: 1500, decay: 0.004, seconds: 0.035), at: 0)
    wave.add(struck(frequency: 700, decay: 0.006, seconds: 0.025), at: 0.012, gain: 0.5)
    return wave.faded(rise: 0.0007, fall: 0.008)
  }

  /// The tip of a skin marker set down.
  static func penTap() -> Waveform {
    var wave = Waveform(seconds: 0.06)
    wave.add(struck(frequency: 420, decay: 0.008, seconds: 0.055), at: 0)
    wave.add(
      Noise(seed: 8).wave(seconds: 0.05).filtered(.bandPass, frequency: 1800, q: 0.7).decaying(0.006), at: 0, gain: 0.6)
    return wave.faded(rise: 0.001, fall: 0.01)
  }

  /// A mode that is struck once and dies away by a factor of e in `decay` s.
  private static func struck(frequency: Double, decay: Double, seconds: Double) -> Waveform {
    Tone(frequency: frequency, harmonics: [1]).wave(seconds: seconds).decaying(decay)
  }
}

extension Waveform {
  /// Dying away by a factor of e in `decay` s.
  fileprivate func decaying(_ decay: Double) -> Waveform {
    let keep = Trigonometry.exp(-1 / (decay * Double(Self.rate)))
    var gain = 1.0
    return Waveform(
      samples: samples.map { sample in
        defer { gain *= keep }
        return sample * Float(gain)
      })
  }
}
