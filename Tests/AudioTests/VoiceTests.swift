@testable import Audio
import SimMath
import Testing

@Suite struct VoiceTests {
  @Test(arguments: [100, 98, 90, 80, 50]) func pitchFallsHalfASemitoneAPercent(saturation: Int) {
    let expected = PulseTone.frequency(saturation: Double(saturation))
    let wave = Voice.pulse(saturation: saturation).synthesise()
    let heard = Spectrum.peak(wave.samples[...], in: 150...1200, step: 3)
    #expect(abs(heard - expected) < 4, "\(heard) Hz")
    // From the definition of a semitone, not from the code: 24 steps to the octave.
    var f = 880.0
    for _ in saturation..<100 { f /= 1.029_302_236_6 }
    #expect(abs(expected - f) < 0.01)
    #expect(wave.seconds == 0.1)
  }

  @Test func saturationsOutOfRangeAreHeld() {
    #expect(PulseTone.frequency(saturation: 130) == 880)
    #expect(PulseTone.frequency(saturation: 0) == PulseTone.frequency(saturation: 50))
  }

  /// Starts and ends of a burst's pulses, from the sound itself: where the envelope passes a share of its most, the effective
  /// ones at 90 %.
  private func pulses(_ priority: AlarmPriority, at share: Float = 0.9) -> [(start: Double, end: Double)] {
    let samples = Voice.alarm(priority).synthesise().samples
    // The largest magnitude within a period of the lowest pitch to either side.
    let period = Waveform.rate / 250
    var envelope: [Float] = []
    for i in stride(from: 0, to: samples.count, by: 48) {
      envelope.append(samples[max(0, i - period / 2)..<min(samples.count, i + period / 2)].reduce(0) { max($0, abs($1)) })
    }
    let limit = share * envelope.max()!
    var found: [(Double, Double)] = []
    var start: Int?
    for (i, value) in envelope.enumerated() {
      if value >= limit, start == nil { start = i }
      if value < limit, let s = start {
        found.append((Double(s) / 1000, Double(i) / 1000))
        start = nil
      }
    }
    return found
  }

  @Test(arguments: AlarmPriority.allCases) func burstsKeepTheStandardsTables(priority: AlarmPriority) {
    let found = pulses(priority)
    #expect(found.count == (priority == .high ? 10 : priority == .medium ? 3 : 2))
    let lengths = found.map { $0.end - $0.start }
    let spacings = zip(found.dropFirst(), found).map { $0.start - $1.end }
    // Read off the envelope: to 5 ms.
    let near = 0.005
    if priority == .high {
      #expect(lengths.allSatisfy { (0.075 - near...0.2 + near).contains($0) }, "\(lengths)")
      for i in [0, 1, 3, 5, 6, 8] { #expect((0.05 - near...0.125 + near).contains(spacings[i])) }
      for i in [2, 7] { #expect(abs(spacings[i] - (2 * spacings[0] + lengths[0])) < 3 * near) }
      #expect((0.35...1.3).contains(spacings[4]))
    } else {
      #expect(lengths.allSatisfy { (0.125 - near...0.25 + near).contains($0) }, "\(lengths)")
      #expect(spacings.allSatisfy { (0.125 - near...0.25 + near).contains($0) }, "\(spacings)")
    }
    // From 10 to 90 %: each rise is a tenth to four tenths of its pulse, and each fall is over before the next rise.
    let whole = pulses(priority, at: 0.1)
    #expect(whole.count == found.count)
    for (outer, inner) in zip(whole, found) {
      let rise = (inner.start - outer.start) / (inner.end - inner.start)
      #expect((0.1...0.4).contains(rise), "\(rise)")
      #expect(abs((outer.end - inner.end) - (inner.start - outer.start)) < near)
    }
    let burst = AlarmBurst(priority)
    let range = priority == .high ? 2.5...15 : priority == .medium ? 2.5...30 : 15.001...60
    #expect(range.contains(burst.interval))
    #expect((0.1...0.4).contains(burst.rise / burst.pulse))
    #expect(abs(burst.length - burst.wave.seconds) < 0.001)
  }

  @Test(arguments: AlarmPriority.allCases) func alarmsHaveFourComponentsOfLikeLevel(priority: AlarmPriority) throws {
    let burst = AlarmBurst(priority)
    #expect(burst.pitches.allSatisfy { (150...1000).contains($0) })
    let samples = Voice.alarm(priority).synthesise().samples
    let first = try #require(pulses(priority).first)
    let steady = samples[Int(first.start * 48_000)..<Int(first.end * 48_000)]
    let levels = (1...6).map { Spectrum.amplitude(steady, at: burst.pitches[0] * Double($0)) }
    let inBand = levels.enumerated().filter { (300...4000).contains(burst.pitches[0] * Double($0.offset + 1)) }
      .map(\.element).sorted(by: >)
    #expect(inBand.count >= 4)
    #expect(20 * Decibel.log10(inBand[0] / inBand[3]) < 15)
  }

  @Test func prioritiesAreOrderedByLevel() {
    let levels = AlarmPriority.allCases.map { Voice.alarm($0).level }
    #expect(levels[0] < levels[1] && levels[1] < levels[2])
    let others = Voice.allCases.filter { if case .alarm = $0 { false } else { true } }
    #expect(others.allSatisfy { $0.level <= levels[0] - 5 })
  }

  @Test(arguments: Voice.allCases) func everyVoiceHasItsLevelAndNoClickAtItsEnds(voice: Voice) {
    let wave = voice.synthesise()
    #expect(wave.samples.allSatisfy { $0.isFinite })
    // A loop is at its level however often it goes round.
    #expect(abs(wave.level - voice.level) < 0.01)
    #expect(wave.peak < 0.5)
    #expect(wave == voice.synthesise(), "the same samples every time")
    let steps = zip(wave.samples.dropFirst(), wave.samples).map { abs($0 - $1) }
    let largest = steps.max()!
    if voice.isContinuous {
      // Where it goes round, it moves no faster than elsewhere.
      #expect(abs(wave.samples[0] - wave.samples.last!) <= largest)
    } else {
      #expect(abs(wave.samples[0]) < 0.02 * wave.peak && abs(wave.samples.last!) < 0.02 * wave.peak)
      #expect(steps[0] < 0.1 * largest && steps.last! < 0.1 * largest)
    }
    #expect(abs(wave.samples.reduce(0, +) / Float(wave.samples.count)) < 0.02 * wave.peak, "no offset")
  }

  @Test func namesAreDistinct() {
    #expect(Set(Voice.allCases.map(\.name)).count == Voice.allCases.count)
    let today = Voice.allCases.filter(\.isHeardToday).map(\.name)
    #expect(today == ["pulse", "alarm-high", "alarm-medium", "key-click", "pen-tap"])
  }

  @Test func spectraAreThoseOfTheirCauses() {
    // Air through a tip is broad, arcs hiss above speech, a motor hums below it, steel rings high.
    #expect(Spectrum.share(Voice.suction.synthesise(), from: 300, to: 7000) > 0.7)
    #expect(Spectrum.share(Voice.cautery.synthesise(), from: 1500, to: 15_000) > 0.5)
    #expect(Spectrum.share(Voice.pump.synthesise(), from: 60, to: 700) > 0.7)
    #expect(Spectrum.share(Voice.clampClick.synthesise(), from: 1200, to: 16_000) > 0.75)
    #expect(Spectrum.share(Voice.threadPull.synthesise(), from: 900, to: 10_000) > 0.7)
  }

  @Test func rollersPassTwoAndAHalfTimesASecond() {
    let samples = Voice.pump.synthesise().samples
    // Power in steps of 20 ms; its own spectrum over the loop's 2 s.
    let power = stride(from: 0, to: samples.count, by: 960).map { start in
      samples[start..<start + 960].reduce(0.0) { $0 + Double($1) * Double($1) }
    }
    func line(_ cycles: Int) -> Double {
      var re = 0.0
      var im = 0.0
      for (k, p) in power.enumerated() {
        let (s, c) = Trigonometry.sincos(2 * Double.pi * Double(cycles * k) / Double(power.count))
        re += p * c
        im += p * s
      }
      return re * re + im * im
    }
    let strongest = (1...20).max { line($0) < line($1) }
    #expect(strongest == 5, "5 in 2 s")
  }

  @Test func ratchetRingsAndDiesAway() {
    let wave = Voice.clampClick.synthesise()
    // The second impact is the larger, at 9 ms; 40 ms later it is 30 dB down.
    let impact = wave.samples.indices.max { abs(wave.samples[$0]) < abs(wave.samples[$1]) }!
    #expect((0.009...0.012).contains(Double(impact) / 48_000))
    #expect(wave.samples[(impact + 1920)...].reduce(0) { max($0, abs($1)) } < 0.03 * wave.peak)
  }

  @Test func shortSoundsAreSpreadOverTheMeter() {
    var wave = Waveform(seconds: 1)
    for i in 0..<6000 { wave.samples[24_000 + i] = i % 2 == 0 ? 0.5 : -0.5 }
    #expect(abs(wave.level - 20 * Decibel.log10(0.5)) < 1e-6)
    for i in 3000..<6000 { wave.samples[24_000 + i] = 0 }
    #expect(abs(wave.level - 20 * Decibel.log10(0.5) + 3.0103) < 1e-3)
  }
}
