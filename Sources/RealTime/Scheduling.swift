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
  /// What was refused and what would mend it, one sentence each; empty if all was granted.
  public var notes: [String]

  public init(policy: String, priority: Int, memoryLocked: Bool, timerSlackSet: Bool, notes: [String]) {
    self.policy = policy
    self.priority = priority
    self.memoryLocked = memoryLocked
    self.timerSlackSet = timerSlackSet
    self.notes = notes
  }

  /// All was granted: deadlines can be promised as far as the kernel itself can.
  public var isRealTime: Bool { policy == "SCHED_FIFO" && memoryLocked && timerSlackSet }
}
