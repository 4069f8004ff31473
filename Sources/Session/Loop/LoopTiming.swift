public import RealTime

/// How well a real-time loop kept its deadlines.
public struct LoopTiming: Sendable {
  /// Of the simulation thread.
  public var simulation: PeriodicThread.Report
  /// Length of the step alone, without queues and pictures, ns.
  public var stepping: LatencyHistogram
  /// Of the device thread.
  public var device: PeriodicThread.Report
  /// What the system granted to the simulation thread.
  public var scheduling: Scheduling
  /// Records that found no room on their way to the recorder: gaps in the log.
  public var recordsLost: Int
  /// How often the device thread had to take the force back because the simulation stalled.
  public var stalls: UInt64
}
