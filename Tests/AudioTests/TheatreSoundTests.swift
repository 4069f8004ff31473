@testable import Audio
import Frames
import SimMath
import Testing

@Suite struct TheatreSoundTests {
  /// A pulse as the simulated one: rises over 35 % of a beat, falls over the rest.
  private func pressure(_ phase: Double) -> Float {
    let x = phase < 0.35 ? phase / 0.35 : 1 - (phase - 0.35) / 0.65
    return Float(8000 + 2700 * (0.5 - 0.5 * Trigonometry.cos(Double.pi * x)))
  }

  @Test func aBeatIsTheFootOfThePressure() {
    var detector = HeartBeatDetector()
    var beats: [UInt64] = []
    // 70 a minute, begun on the upstroke.
    for tick in 0..<10_000 {
      let turns = 0.175 + Double(tick) * 70 / 60_000
      if detector.isBeat(at: Tick(UInt64(tick)), pressure: pressure(turns - turns.rounded(.down))) {
        beats.append(UInt64(tick))
      }
    }
    let feet = (1...11).map { (Double($0) - 0.175) * 60_000 / 70 }
    #expect(beats.count == feet.count)
    for (beat, foot) in zip(beats, feet) { #expect((0...2).contains(Double(beat) - foot)) }
  }

  @Test func aStillHeartHasNoBeat() {
    var detector = HeartBeatDetector()
    var beats = 0
    for tick in 0..<5000 where detector.isBeat(at: Tick(UInt64(tick)), pressure: 8000) { beats += 1 }
    #expect(beats == 0)
    // Paused in the middle of a fall, and on: one foot, one beat.
    for tick in 0..<900 {
      let shown =
        switch tick {
        case ..<400: 10_000 - Float(tick)
        case ..<600: Float(9600)
        case ..<700: 9600 - Float(tick - 600)
        default: 9500 + Float(tick - 700)
        }
      if detector.isBeat(at: Tick(UInt64(5000 + tick)), pressure: shown) { beats += 1 }
    }
    #expect(beats == 1)
  }

  @Test func fasterThanAnyHeartIsNotCounted() {
    var detector = HeartBeatDetector()
    var beats = 0
    for tick in 0..<1000 {
      if detector.isBeat(at: Tick(UInt64(tick)), pressure: tick % 100 < 50 ? 8000 : 9000) { beats += 1 }
    }
    #expect((4...5).contains(beats), "\(beats)")
  }

  /// What sounds over a time, with the ticks at which it begins.
  private func run(_ ticks: Int, _ change: (Int, inout StepOutput) -> Void) -> [(tick: Int, voice: Voice)] {
    var sound = TheatreSound(excessiveForce: 4)
    var heard: [(Int, Voice)] = []
    for tick in 0..<ticks {
      var output = StepOutput(tick: Tick(UInt64(tick)))
      change(tick, &output)
      for voice in sound.voices(after: output) { heard.append((tick, voice)) }
    }
    return heard
  }

  @Test func whatTheTraineeDoesIsHeardAtItsTick() {
    let heard = run(10) { tick, output in
      if tick == 3 { output.append(Event(kind: .viewFrozen)) }
      if tick == 5 { output.append(Event(kind: .lesionMarked)) }
      if tick == 6 { output.append(Event(kind: .siteMarked)) }
      if tick == 7 { output.append(Event(kind: .commandRefused)) }
      if tick == 8 { output.append(Event(kind: .contactBegan)) }
    }
    #expect(heard.map(\.tick) == [3, 5, 6])
    #expect(heard.map(\.voice) == [.keyClick, .penTap, .penTap])
  }

  @Test func excessiveForceAlarmsAfterAMomentAndRepeats() {
    let heard = run(12_000) { tick, output in
      // A tap, then a press of six seconds.
      let press = (100..<110).contains(tick) || (1000..<7000).contains(tick)
      output.forceSent = Vector3(0, press ? 5 : 3, 0)
    }
    #expect(heard.allSatisfy { $0.voice == .alarm(.high) })
    #expect(heard.first?.tick == 1019)
    let burst = AlarmBurst(.high)
    let gaps = zip(heard.dropFirst(), heard).map { Double($0.tick - $1.tick) / 1000 - burst.wave.seconds }
    #expect(!gaps.isEmpty && gaps.allSatisfy { abs($0 - burst.interval) < 0.01 })
    #expect(heard.last!.tick < 7000)
  }

  @Test func aFaultAlarmsLessThanForceAndLetsItPass() {
    let faults = run(20_000) { tick, output in if tick >= 50 { output.status = .disconnected } }
    #expect(faults.first?.tick == 50)
    #expect(faults.count >= 3 && faults.allSatisfy { $0.voice == .alarm(.medium) })
    let both = run(4000) { tick, output in
      output.status = .quarantined
      if tick >= 300 { output.forceSent = Vector3(9, 0, 0) }
    }
    #expect(both.map(\.voice) == [.alarm(.medium), .alarm(.high)])
    // Not into the burst that sounds, but before the pause after it is over.
    let length = AlarmBurst(.medium).wave.seconds
    #expect((length...length + 0.01).contains(Double(both[1].tick) / 1000))
  }
}
