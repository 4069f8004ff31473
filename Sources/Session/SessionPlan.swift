public import Devices
public import Frames
public import RealTime

/// What to run: all that a person chooses before a session.
public struct SessionPlan: Sendable {
  public enum Mode: String, Sendable, Codable {
    /// Lockstep, as fast as the machine can.
    case fast
    /// 1 kHz, on threads with deadlines.
    case realtime
  }

  /// Identifier of the scenario.
  public var scenario: String
  /// Seed of the patient; nil for that of the recording with "replay:LOG", else 1.
  public var patient: UInt64?
  /// For example "expert", "csv:poses.csv" or "replay:e.mcap"; two with a comma between for two hands.
  public var device: String
  /// How the haptic devices stand to the hands.
  public var station = Station()
  /// Stops, pauses and resumes the session from outside its device; nil where nothing does.
  public var control: StationControl?
  /// Judges what touch is worth through a haptic device; nil to leave it open.
  public var touch: (@Sendable (HapticCapabilities) -> TouchMode)?
  /// Seed of a scripted trainee; nil for that of the patient.
  public var deviceSeed: UInt64?
  /// Pseudonym; nil for one made from the device's name.
  public var trainee: String?
  public var mode: Mode
  /// Of the simulation thread in `Mode.realtime`.
  public var threadOptions: PeriodicThread.Options
  /// Threads that share a step, 1 or more. The result does not depend on it.
  public var workers: Int
  /// Ends the session early, ticks; nil for the scenario's own limit.
  public var maximumTicks: UInt64?
  /// For practice: what is done is neither assessed nor filed, and the log says so.
  public var isPractice: Bool
  /// Where to write the log; must not exist.
  public var out: String
  /// Version of Systole, for the log's header.
  public var writer: String

  public init(
    scenario: String, patient: UInt64? = nil, device: String, deviceSeed: UInt64? = nil, trainee: String? = nil,
    mode: Mode, threadOptions: PeriodicThread.Options = .init(), workers: Int = 1, maximumTicks: UInt64? = nil,
    isPractice: Bool = false, out: String, writer: String
  ) {
    self.scenario = scenario
    self.patient = patient
    self.device = device
    self.deviceSeed = deviceSeed
    self.trainee = trainee
    self.mode = mode
    self.threadOptions = threadOptions
    self.workers = workers
    self.maximumTicks = maximumTicks
    self.isPractice = isPractice
    self.out = out
    self.writer = writer
  }
}
