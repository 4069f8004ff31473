import Devices
import Frames
import SimMath
import Testing

@Suite struct ForceWatchdogTests {
  @Test func passesForcesWhileTheSimulationAnswers() {
    var watchdog = ForceWatchdog()
    for i in 0..<1000 as Range<UInt64> {
      let force = Vector3(Float(i), -1, 2)
      let allowed = watchdog.allow(force, from: Tick(i), now: i * 1_000_000)
      #expect(allowed == force)
    }
    #expect(watchdog.stalls == 0)
  }

  @Test func decaysToZeroWithinTwentyMillisecondsOfAStall() {
    var watchdog = ForceWatchdog()
    let force = Vector3(3, 4, 0)
    var previous = watchdog.allow(force, from: Tick(7), now: 1_000_000_000).length
    #expect(previous == 5)
    for ms in 1...40 as ClosedRange<UInt64> {
      let allowed = watchdog.allow(force, from: Tick(7), now: 1_000_000_000 + ms * 1_000_000).length
      #expect(allowed <= previous)
      if ms <= 5 { #expect(allowed == 5) }
      if ms >= 20 { #expect(allowed == 0) }
      previous = allowed
    }
    #expect(watchdog.stalls == 1)
    // The simulation is back: so is its force (which has its own ramp).
    let back = watchdog.allow(force, from: Tick(8), now: 2_000_000_000)
    #expect(back == force)
  }

  @Test func neverPassesWhatIsNotFinite() {
    var watchdog = ForceWatchdog()
    let allowed = watchdog.allow(Vector3(.nan, 0, 0), from: Tick(1), now: 0)
    #expect(allowed == .zero)
  }

  /// A clock that goes backwards must not hide a stall.
  @Test func aClockThatGoesBackIsNoNews() {
    var watchdog = ForceWatchdog()
    var now: UInt64 = 1_000_000_000_000
    var allowed = watchdog.allow(Vector3(3, 4, 0), from: Tick(7), now: now)
    for _ in 0..<20 {
      now -= 1_000_000_000
      allowed = watchdog.allow(Vector3(3, 4, 0), from: Tick(7), now: now)
    }
    #expect(allowed == .zero)
    #expect(watchdog.isStalled)
  }
}
