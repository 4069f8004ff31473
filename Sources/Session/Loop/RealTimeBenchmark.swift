import Devices
import Frames
public import RealTime
import SessionLog

/// Times a real-time session beside a loop in C that does nothing, at the same time on the same machine under the same
/// load.
///
/// The two run side by side rather than one after the other, because a virtual machine's noise comes and goes within
/// seconds. The bare loop has one priority more, so that nothing of ours stands before it: it is the best that the
/// machine gives. Its period is 0.3% longer than a tick, so that it wanders through all phases of ours within a third
/// of a second and neither always wakes just behind the other. It does nothing, so it costs the step no more than a
/// wake.
public struct RealTimeBenchmark: Sendable {
  /// Threads that copy memory without rest.
  public var memoryStreams: Int
  /// Datagrams go to and fro over the loopback interface without rest.
  public var echo: Bool

  public init(memoryStreams: Int, echo: Bool) {
    self.memoryStreams = memoryStreams
    self.echo = echo
  }

  /// How one figure of ours compares with the bare loop's, over windows of the run.
  public struct Ratio: Equatable, Sendable, Codable {
    public var median: Double
    public var lowest: Double
    public var highest: Double
    public var windows: Int

    init(median: Double, lowest: Double, highest: Double, windows: Int) {
      self.median = median
      self.lowest = lowest
      self.highest = highest
      self.windows = windows
    }

    /// - Parameter ratios: one of each window, at least one.
    init(of ratios: [Double]) {
      let sorted = ratios.sorted()
      self.init(
        median: 0.5 * (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]), lowest: sorted[0],
        highest: sorted[sorted.count - 1], windows: sorted.count)
    }
  }

  /// What the load did.
  public struct Load: Equatable, Sendable, Codable {
    /// Bytes a second, all streams together.
    public var streamed: Double
    /// Datagrams a second that came back.
    public var echoed: Double

    enum CodingKeys: String, CodingKey {
      case streamed = "streamed_bytes_per_s"
      case echoed = "echoes_per_s"
    }
  }

  public struct Result: Equatable, Sendable, Codable {
    /// Length on the wall clock, s.
    public var seconds: Double
    public var ticks: UInt64
    public var late: UInt64
    public var missed: UInt64
    public var wake: LatencySummary
    public var step: LatencySummary
    public var bareWake: LatencySummary
    public var bareTicks: Int
    /// Of the 99th percentiles of the wake-ups; nil for runs without a whole window.
    public var wakeRatio: Ratio?
    public var scheduler: Scheduling
    /// Longest spin before a tick, us.
    public var spin: Double
    public var load: Load
    /// Nil without a guest, or for runs that were too short for one.
    public var guest: GuestResult?

    enum CodingKeys: String, CodingKey {
      case seconds, ticks, late, missed
      case wake = "wake_us"
      case step = "step_us"
      case bareWake = "bare_wake_us"
      case bareTicks = "bare_ticks"
      case wakeRatio = "wake_p99_ratio"
      case scheduler
      case spin = "spin_us"
      case load, guest
    }
  }

  /// Length of a window, ticks: long enough for a 99th percentile of fifty samples.
  static let window = 5000

  /// Runs a session with its recorder on.
  ///
  /// - Parameters:
  ///   - plan: in `Mode.realtime`; its log is left behind.
  ///   - guest: works beside the loop in every second window.
  ///   - goOn: asked now and then; false ends the measurement early.
  /// - Throws: what the session or the load could not do.
  public func measure(
    _ plan: SessionPlan, guest: Guest? = nil, goOn: @escaping (SessionProgress) -> Bool = { _ in true }
  ) throws -> Result {
    precondition(plan.mode == .realtime, "only a loop with deadlines can be late")
    var streams: [MemoryStream] = []
    defer { for stream in streams { stream.stop() } }
    for _ in 0..<memoryStreams { streams.append(try MemoryStream()) }
    let loopback = echo ? try LoopbackEcho() : nil
    defer { loopback?.stop() }

    var bare: BareLoop?
    defer { _ = bare?.stop() }
    var failure: (any Error)?
    var began: (time: UInt64, bytes: UInt64, echoes: UInt64)?
    let options = plan.threadOptions
    let window = guest.map { SessionWindow(input: InputMailbox(), begin: $0.begin) }
    let run = try SessionRunner.run(plan, window: window) { progress in
      guest?.work(Self.isWorking(at: progress.ticks))
      if began == nil, progress.ticks > 0 {
        // The scene is built and the session runs: from here on both are measured.
        let now = MonotonicClock.now()
        began = (now, streams.reduce(0) { $0 + $1.copied }, loopback?.echoed ?? 0)
        do {
          bare = try BareLoop(
            options: .init(
              period: options.period + options.period * 3 / 1000, priority: options.priority.map { min(99, $0 + 1) },
              lockMemory: options.lockMemory, processor: options.processor),
            start: now + 2 * options.period, count: Int(progress.limit))
        } catch {
          failure = error
          return false
        }
      }
      return goOn(progress)
    }
    if let failure { throw failure }
    guest?.work(false)
    guard let timing = run.loop.timing else { preconditionFailure("a real-time loop is timed") }
    let ended = MonotonicClock.now()
    let bareWakes = bare?.stop() ?? []
    var load = Load(streamed: 0, echoed: 0)
    if let began {
      let seconds = Double(ended - began.time) / 1e9
      load.streamed = Double(streams.reduce(0) { $0 + $1.copied } - began.bytes) / seconds
      load.echoed = Double((loopback?.echoed ?? 0) - began.echoes) / seconds
    }
    var wakes: [UInt32] = []
    var steps: [UInt32] = []
    var missed: [UInt32] = []
    try SessionLogReader(path: plan.out).forEachTick {
      guard let t = $0.timing else { return }
      wakes.append(t.wakeLatency)
      steps.append(t.stepDuration)
      missed.append(t.missed)
    }
    var histogram = LatencyHistogram()
    for wake in bareWakes { histogram.record(UInt64(wake)) }
    return Result(
      seconds: run.seconds, ticks: run.loop.ticks, late: timing.simulation.lateTicks,
      missed: timing.simulation.missedTicks, wake: timing.simulation.wake.summary, step: timing.stepping.summary,
      bareWake: histogram.summary, bareTicks: bareWakes.count,
      wakeRatio: Self.ratio(wakes, bareWakes, window: Self.window), scheduler: timing.scheduling,
      spin: Double(options.spin) / 1000, load: load,
      guest: guest == nil ? nil : Self.compare(wakes, steps, missed: missed, period: options.period))
  }

  /// The 99th percentile of times in ascending order, at least one.
  static func percentile99(_ sorted: [UInt32]) -> Double { Double(sorted[(sorted.count * 99 - 1) / 100]) }

  /// The ratio of the 99th percentiles in windows that span the same part of the run.
  static func ratio(_ ours: [UInt32], _ bare: [UInt32], window: Int) -> Ratio? {
    let windows = min(ours.count, bare.count) / window
    guard windows > 0 else { return nil }
    func percentile(_ list: [UInt32], _ k: Int) -> Double {
      percentile99(list[(list.count * k / windows)..<(list.count * (k + 1) / windows)].sorted())
    }
    return Ratio(of: (0..<windows).map { percentile(ours, $0) / max(1, percentile(bare, $0)) })
  }
}
