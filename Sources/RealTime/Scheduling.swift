/// What the system granted to a real-time thread. Nothing here is assumed: each is the answer of a call.
public struct Scheduling: Equatable, Sendable, Codable {
  /// "SCHED_FIFO" or, as a fallback, "SCHED_OTHER".
  public var policy: String
  /// Priority under SCHED_FIFO, else 0.
  public var priority: Int
  /// The memory of the process is held in RAM.
  public var memoryLocked: Bool
  /// The kernel may delay sleeps by no more than a nanosecond.
  public var timerSlackSet: Bool
  /// The only processor that the thread may run on; nil if it may run on any.
  public var processor: Int?
  /// A processor was asked for and refused.
  public var processorRefused: Bool
  /// Share of the time after which the kernel takes the processor away from real-time threads; nil if it does not.
  public var throttle: Double?
  /// What was refused and what would mend it, one sentence each; empty if all was granted.
  public var notes: [String]

  public init(
    policy: String, priority: Int, memoryLocked: Bool, timerSlackSet: Bool, processor: Int? = nil,
    processorRefused: Bool = false, throttle: Double? = nil, notes: [String]
  ) {
    self.policy = policy
    self.priority = priority
    self.memoryLocked = memoryLocked
    self.timerSlackSet = timerSlackSet
    self.processor = processor
    self.processorRefused = processorRefused
    self.throttle = throttle
    self.notes = notes
  }

  /// A thread that nothing was asked for.
  public static var ordinary: Scheduling {
    Scheduling(policy: "SCHED_OTHER", priority: 0, memoryLocked: false, timerSlackSet: false, notes: [])
  }

  /// Most of a period that the thread may be busy, step and spin together: 0.9, and always 0.05 under the throttle.
  public var busyShare: Double { min(0.9, max(0, (throttle ?? 1) - 0.05)) }

  /// All was granted: deadlines can be promised as far as the kernel itself can.
  public var isRealTime: Bool { policy == "SCHED_FIFO" && memoryLocked && timerSlackSet && !processorRefused }
}
