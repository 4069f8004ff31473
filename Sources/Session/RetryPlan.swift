public import Devices
public import Frames
public import RealTime

/// A step of a recorded session that is to be tried again.
public struct RetryPlan: Sendable {
  /// The recorded session.
  public var recording: RecordedSession
  /// The step's moment: the session goes on from the state that was saved last before it.
  public var tick: Tick
  /// "mouse", or a haptic device as it was named for the recording.
  public var device: String
  /// As in `SessionPlan`.
  public var control: StationControl?
  public var threadOptions: PeriodicThread.Options
  public var workers: Int
  public var out: String
  public var writer: String

  public init(
    recording: RecordedSession, tick: Tick, device: String, threadOptions: PeriodicThread.Options = .init(), workers: Int = 1,
    out: String, writer: String
  ) {
    self.recording = recording
    self.tick = tick
    self.device = device
    self.threadOptions = threadOptions
    self.workers = workers
    self.out = out
    self.writer = writer
  }
}
