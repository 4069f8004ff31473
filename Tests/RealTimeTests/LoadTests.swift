import RealTime
import Testing

/// The loads under which deadlines are measured do what they say, and end when told to.
@Suite struct LoadTests {
  @Test func aStreamCopiesAndEnds() throws {
    let stream = try MemoryStream()
    while stream.copied < UInt64(2 * MemoryStream.size) { MonotonicClock.sleep(for: 1_000_000) }
    stream.stop()
    let copied = stream.copied
    MonotonicClock.sleep(for: 5_000_000)
    #expect(stream.copied == copied)
  }

  @Test func anEchoComesBackAndEnds() throws {
    let echo = try LoopbackEcho()
    while echo.echoed < 100 { MonotonicClock.sleep(for: 1_000_000) }
    echo.stop()
    let echoed = echo.echoed
    MonotonicClock.sleep(for: 5_000_000)
    #expect(echo.echoed == echoed)
  }

  @Test func theBareLoopWakesAtItsTimes() throws {
    let options = PeriodicThread.Options(period: 200_000, priority: nil, lockMemory: false)
    // Never early: a wake that counted before its time would let it end sooner than its last one was due.
    let begun = MonotonicClock.now() + 1_000_000
    let short = try BareLoop(options: options, start: begun, count: 20)
    let latencies = short.wait()
    #expect(latencies.count == 20)
    #expect(MonotonicClock.now() >= begun + 19 * 200_000)
    #expect(short.wait().isEmpty, "the second time there is nothing")
    let endless = try BareLoop(options: options, start: MonotonicClock.now(), count: 1_000_000)
    MonotonicClock.sleep(for: 5_000_000)
    #expect(endless.stop().count < 1_000_000)
  }
}
