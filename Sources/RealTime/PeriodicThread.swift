import Synchronization

/// A thread that runs its body once a period at absolute deadlines, until the body returns false or `stop` is called.
///
/// The loop itself neither allocates, locks nor does I/O besides the sleep. What the system granted (`scheduling`) and
/// what was measured (`report`) are values to be shown as they are.
public final class PeriodicThread: @unchecked Sendable {
  /// How a thread is to be run.
  public struct Options: Sendable {
    /// Time from tick to tick, ns.
    public var period: UInt64
    /// Under SCHED_FIFO, 1...99; nil for the ordinary scheduler.
    public var priority: Int?
    /// Hold the process's memory in RAM.
    public var lockMemory: Bool
    /// How long before a tick is due the thread wakes and spins, ns; 0 only sleeps. Step and spin together never take
    /// more than `Scheduling.busyShare` of the period.
    public var spin: UInt64
    /// The only processor that the thread may run on, 0, 1, ...; nil for any.
    public var processor: Int?

    public init(
      period: UInt64 = 1_000_000, priority: Int? = 80, lockMemory: Bool = true, spin: UInt64 = 0, processor: Int? = nil
    ) {
      self.period = period
      self.priority = priority
      self.lockMemory = lockMemory
      self.spin = spin
      self.processor = processor
    }
  }

  /// What was measured while the thread ran.
  public struct Report: Sendable {
    public var ticks: UInt64 = 0
    public var lateTicks: UInt64 = 0
    public var missedTicks: UInt64 = 0
    /// From due to awake, ns.
    public var wake = LatencyHistogram()
    /// Length of the body, ns.
    public var step = LatencyHistogram()
    /// Time spent spinning, ns in all.
    public var spun: UInt64 = 0
  }

  /// What the body gets to know about its tick.
  @frozen public struct Tick: Sendable {
    /// 0, 1, 2, ...
    public var index: UInt64
    /// Nanoseconds on `MonotonicClock` when the thread was awake.
    public var awake: UInt64
    public var wake: PeriodicSchedule.Wake
  }

  private let stopRequested = Atomic<Bool>(false)
  private let hasEnded = Atomic<Bool>(false)
  private var thread: NativeThread?
  // Written by the thread, read by the owner after `join`.
  private var measured = Report()
  private var granted = Scheduling.ordinary

  /// Starts the thread.
  ///
  /// - Parameter body: runs on the thread once a period; false ends it. Must not allocate, lock or do I/O if the
  ///   deadlines are to hold.
  public init(
    name: String, options: Options = Options(), body: @escaping @Sendable (Tick) -> Bool
  ) throws(RealTimeError) {
    thread = try NativeThread(name: name) { [self] in run(options: options, body: body) }
  }

  /// Asks the thread to end after its present tick. Any thread.
  public func stop() { stopRequested.store(true, ordering: .releasing) }

  /// The thread has ended. Any thread.
  public var ended: Bool { hasEnded.load(ordering: .acquiring) }

  /// Waits for the end and returns what was measured and granted. Owner's thread only.
  public func join() -> (report: Report, scheduling: Scheduling) {
    thread?.join()
    thread = nil
    return (measured, granted)
  }

  private func run(options: Options, body: @Sendable (Tick) -> Bool) {
    granted = Scheduling.request(
      priority: options.priority, lockMemory: options.lockMemory, processor: options.processor)
    let busyShare = granted.busyShare
    var schedule = PeriodicSchedule(start: MonotonicClock.now() + options.period, period: options.period)
    var index: UInt64 = 0
    var end = MonotonicClock.now()
    while !stopRequested.load(ordering: .acquiring) {
      MonotonicClock.sleep(until: schedule.sleepEnd(spin: options.spin, ended: end, busyShare: busyShare))
      if options.spin > 0 { measured.spun += MonotonicClock.spin(until: schedule.due) }
      let awake = MonotonicClock.now()
      let wake = schedule.wake(at: awake)
      let goOn = body(Tick(index: index, awake: awake, wake: wake))
      end = MonotonicClock.now()
      _ = schedule.finish(at: end)
      measured.wake.record(wake.latency)
      measured.step.record(end - awake)
      index += 1
      if !goOn { break }
    }
    measured.ticks = index
    measured.lateTicks = schedule.lateTicks
    measured.missedTicks = schedule.missedTicks
    hasEnded.store(true, ordering: .releasing)
  }
}
