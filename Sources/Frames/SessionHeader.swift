/// The first record of a log: all that a replay or a score needs besides the ticks.
public struct SessionHeader: Equatable, Sendable, Codable {
  /// Version of the log format that this build writes.
  public static let currentFormat = 1

  public var format: Int
  /// Touch can be rated: the hand feels what is simulated, one to one, and well enough to tell tissues apart.
  public var ratesTouch: Bool { device.rendersForce && (touch ?? .assessed) == .assessed }
  /// Motion can be rated: the tool moved as the hand did.
  public var ratesMotion: Bool { station?.isOneToOne ?? true }

  /// A random identifier of the session (RFC 9562 UUID, lower case).
  public var session: String
  /// The trainee's pseudonym; never a name.
  public var trainee: String
  /// When the session began, ISO 8601 UTC; for people, never used by replay or score.
  public var began: String
  /// Version of Systole that wrote the log.
  public var writer: String
  public var device: DeviceDescription
  public var truth: SceneTruth
  public var rubric: Rubric
  /// Hash of the scenario data and the built model; a replay with another model is refused.
  public var sceneHash: UInt64
  /// The second hand's device; nil in a session with one hand, as in every older log.
  public var secondDevice: DeviceDescription?
  /// nil where no haptic device was used, and in older logs.
  public var station: StationRecord?
  /// nil where nobody judged it: touch is rated if the device renders force.
  public var touch: TouchMode?
  /// Set for a practice run; nil for a session that is assessed. Logs from before there were any have none.
  public var practice: PracticeOrigin?

  public init(
    session: String, trainee: String, began: String, writer: String, device: DeviceDescription, truth: SceneTruth,
    rubric: Rubric, sceneHash: UInt64, secondDevice: DeviceDescription? = nil, station: StationRecord? = nil,
    touch: TouchMode? = nil, practice: PracticeOrigin? = nil
  ) {
    format = Self.currentFormat
    self.session = session
    self.trainee = trainee
    self.began = began
    self.writer = writer
    self.device = device
    self.truth = truth
    self.rubric = rubric
    self.sceneHash = sceneHash
    self.practice = practice
    self.secondDevice = secondDevice
    self.station = station
    self.touch = touch
  }
}
