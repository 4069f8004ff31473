import RealTime
import Testing

/// The schedule is arithmetic: the tests bring the time, none is waited for.
@Suite struct PeriodicScheduleTests {
  static let period: UInt64 = 1_000_000

  @Test func keepsItsPhaseWhenTicksAreInTime() {
    var schedule = PeriodicSchedule(start: 5_000_000, period: Self.period)
    for i in 0..<1000 as Range<UInt64> {
      #expect(schedule.due == 5_000_000 + i * Self.period, "no drift")
      let jitter = (i * 7919) % 400_000
      let wake = schedule.wake(at: schedule.due + jitter)
      #expect(wake == PeriodicSchedule.Wake(latency: jitter, missed: 0))
      let late = schedule.finish(at: schedule.due + jitter + 300_000)
      #expect(!late)
    }
    #expect(schedule.lateTicks == 0)
    #expect(schedule.missedTicks == 0)
  }

  @Test func reanchorsAfterALongStallAndCountsWhatWasLeftOut() {
    var schedule = PeriodicSchedule(start: 0, period: Self.period)
    // Woken 3.2 periods late: three ticks are gone, and the next one is a whole period away.
    let wake = schedule.wake(at: 3_200_000)
    #expect(wake == PeriodicSchedule.Wake(latency: 3_200_000, missed: 3))
    let late = schedule.finish(at: 3_400_000)
    #expect(late)
    #expect(schedule.due == 4_200_000)
    #expect(schedule.lateTicks == 1)
    #expect(schedule.missedTicks == 3)
    let next = schedule.wake(at: 4_200_010)
    #expect(next == PeriodicSchedule.Wake(latency: 10, missed: 0))
    let nextLate = schedule.finish(at: 4_300_000)
    #expect(!nextLate)
    #expect(schedule.due == 5_200_000)
  }

  @Test func aLongStepIsNotFollowedBackToBack() {
    var schedule = PeriodicSchedule(start: 0, period: Self.period)
    _ = schedule.wake(at: 0)
    let late = schedule.finish(at: 2_500_000)
    #expect(late)
    #expect(schedule.due == 3_500_000)
    #expect(schedule.missedTicks == 2)
    let wake = schedule.wake(at: 3_500_000)
    #expect(wake == PeriodicSchedule.Wake(latency: 0, missed: 2))
  }

  /// A spin never eats the rest that the kernel's throttle asks for, whatever the step took.
  @Test func stepAndSpinTogetherLeaveARest() {
    let share = 0.9
    for spin in [0, 50_000, 150_000, 2_000_000] as [UInt64] {
      var schedule = PeriodicSchedule(start: 10_000_000, period: Self.period)
      var seed: UInt64 = 3
      for _ in 0..<10_000 {
        let start = schedule.due
        _ = schedule.wake(at: start)
        seed = seed &* 6_364_136_223_846_793_005 &+ 1
        let step = (seed >> 33) % 1_300_000
        let ended = start + step
        _ = schedule.finish(at: ended)
        let wake = schedule.sleepEnd(spin: spin, ended: ended, busyShare: share)
        #expect(wake <= schedule.due)
        let spun = schedule.due - wake
        #expect(spun <= spin)
        // Within the period that leads up to the next tick: what the step took of it, and the spin.
        let busy = ended - max(start, schedule.due - Self.period) + spun
        if step <= 900_000 { #expect(busy <= 900_000) } else { #expect(spun == 0 || step > Self.period) }
        // A short step leaves the whole spin.
        if step + spin <= 900_000 { #expect(spun == spin) }
      }
    }
  }

  @Test func ticksNeverStartWithinHalfAPeriodWhateverHappens() {
    var schedule = PeriodicSchedule(start: 0, period: Self.period)
    var now: UInt64 = 0
    var seed: UInt64 = 1
    var previousStart: UInt64?
    var elapsed: UInt64 = 0
    for _ in 0..<100_000 {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1
      let latency = (seed >> 33) % (seed & 7 == 0 ? 4_000_000 : 600_000)
      let step = (seed >> 40) % (seed & 15 == 1 ? 3_000_000 : 800_000)
      now = max(now, schedule.due) + latency
      if let previousStart { #expect(now - previousStart >= Self.period / 2) }
      previousStart = now
      _ = schedule.wake(at: now)
      now += step
      _ = schedule.finish(at: now)
      #expect(schedule.due > now)
      elapsed += 1
    }
    #expect(schedule.lateTicks > 0)
    #expect(schedule.missedTicks > 0)
    // Ticks run plus ticks left out cannot be more than the periods that passed.
    #expect(elapsed + schedule.missedTicks <= now / Self.period + 1)
  }
}
