import RealTime
import Testing

/// These run a real thread but assert nothing about how long anything takes.
@Suite struct PeriodicThreadTests {
  @Test func runsUntilTheBodySaysSo() throws {
    let latest = Latest<UInt64>(0)
    let thread = try PeriodicThread(name: "test", options: .init(period: 100_000)) { tick in
      latest.publish(tick.index)
      return tick.index < 49
    }
    let (report, scheduling) = thread.join()
    #expect(latest.read() == 49)
    #expect(report.ticks == 50)
    #expect(report.wake.count == 50)
    #expect(report.step.count == 50)
    #expect(thread.ended)
    // Whatever was not granted is explained.
    #expect(scheduling.isRealTime == scheduling.notes.isEmpty)
    #expect((scheduling.policy == "SCHED_FIFO") == (scheduling.priority > 0))
  }

  @Test func stopsWhenAsked() throws {
    let latest = Latest<UInt64>(0)
    let thread = try PeriodicThread(name: "test", options: .init(period: 50_000, priority: nil, lockMemory: false)) {
      tick in
      latest.publish(tick.index)
      return true
    }
    while latest.read() < 3 { MonotonicClock.sleep(for: 100_000) }
    thread.stop()
    let (report, scheduling) = thread.join()
    #expect(report.ticks >= 4)
    #expect(scheduling.policy == "SCHED_OTHER")
    #expect(!scheduling.memoryLocked)
  }
}
