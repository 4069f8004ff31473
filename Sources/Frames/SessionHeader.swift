/// The first record of a log: all that a replay or a score needs besides the ticks.
public struct SessionHeader: Equatable, Sendable, Codable {
  /// Version of the log format that this build writes.
  public static let currentFormat = 1

  public var format: Int
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
  /// Set for a practice run; nil for a session that is assessed. Logs from before there were any have none.
  public var practice: PracticeOrigin?

  public init(
    session: String, trainee: String, began: String, writer: String, device: DeviceDescription, truth: SceneTruth,
    rubric: Rubric, sceneHash: UInt64, practice: PracticeOrigin? = nil
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
  }
}
