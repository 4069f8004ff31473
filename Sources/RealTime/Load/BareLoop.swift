import CRealTime

/// A loop in C that wakes once a period and does nothing: how well this machine wakes anything, for comparison.
///
/// It is granted what `PeriodicThread` asks for. Its latencies are kept one by one in storage made before it starts.
public final class BareLoop: @unchecked Sendable {
  private var thread: NativeThread?
  private let latency: UnsafeMutableBufferPointer<UInt32>
  private let stopFlag: UnsafeMutablePointer<Int32>
  // Written by the thread, read by the owner after the join.
  private var written = 0

  /// Starts the loop.
  ///
  /// - Parameters:
  ///   - options: as of a `PeriodicThread`; `spin` is left out.
  ///   - start: when the first wake is due, ns of `MonotonicClock`.
  ///   - count: wakes after which it ends by itself.
  public init(options: PeriodicThread.Options, start: UInt64, count: Int) throws(RealTimeError) {
    latency = .allocate(capacity: count)
    latency.initialize(repeating: 0)
    stopFlag = .allocate(capacity: 1)
    stopFlag.initialize(to: 0)
    thread = try NativeThread(name: "bare") { [self] in
      _ = Scheduling.request(
        priority: options.priority, lockMemory: options.lockMemory, processor: options.processor)
      written = systole_bare_loop(start, options.period, count, latency.baseAddress!, stopFlag)
    }
  }

  deinit {
    latency.deallocate()
    stopFlag.deallocate()
  }

  /// Ends the loop at its next wake and gives how late each wake was, ns; empty the second time. Owner's thread only.
  public func stop() -> [UInt32] {
    systole_raise(stopFlag)
    return wait()
  }

  /// Waits for the last wake and gives how late each was, ns; empty the second time. Owner's thread only.
  public func wait() -> [UInt32] {
    guard let thread else { return [] }
    thread.join()
    self.thread = nil
    return Array(latency[..<written])
  }
}
