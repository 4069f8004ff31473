import Glibc
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

  /// A spinning thread is never early, and its throttle leaves room for what it may take.
  @Test func spinsUpToTheMomentThatIsDue() throws {
    let period: UInt64 = 1_000_000
    let dues = SPSCQueue<UInt64>(minimumCapacity: 256)
    let (report, scheduling) = try PeriodicThread(
      name: "test", options: .init(period: period, priority: nil, lockMemory: false, spin: 200_000)
    ) { tick in
      // When the tick was due, if it was not early; an early one would have a latency of 0.
      _ = dues.push(tick.awake - tick.wake.latency)
      return tick.index < 199
    }.join()
    #expect(report.ticks == 200)
    #expect(report.spun > 0)
    var last: UInt64?
    while let due = dues.pop() {
      if let last { #expect(due - last >= period) }
      last = due
    }
    #expect(scheduling.busyShare <= 0.9)
    if let throttle = scheduling.throttle { #expect(scheduling.busyShare < throttle) }
  }

  @Test func runsOnTheProcessorThatItWasGiven() throws {
    let allowed = Latest<UInt64>(0)
    let (_, granted) = try PeriodicThread(
      name: "test", options: .init(period: 100_000, priority: nil, lockMemory: false, processor: 0)
    ) { tick in
      // The kernel's own word, once.
      guard tick.index == 4, let file = fopen("/proc/thread-self/status", "r") else { return tick.index < 4 }
      defer { fclose(file) }
      var line = [CChar](repeating: 0, count: 256)
      while fgets(&line, 256, file) != nil {
        let text = String(decoding: line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        if text == "Cpus_allowed_list:\t0\n" { allowed.publish(1) }
      }
      return false
    }.join()
    #expect(granted.processor == 0 && !granted.processorRefused)
    #expect(allowed.read() == 1)
  }

  @Test func aProcessorThatThereIsNotIsRefusedWithASentence() throws {
    for processor in [1000, -1, Int.max] {
      let (report, granted) = try PeriodicThread(
        name: "test", options: .init(period: 100_000, priority: nil, lockMemory: false, processor: processor)
      ) { $0.index < 4 }.join()
      #expect(report.ticks == 5, "it runs all the same")
      #expect(granted.processor == nil && granted.processorRefused && !granted.isRealTime)
      #expect(granted.notes.contains { $0.contains("lscpu") })
    }
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
