/// The graded session. The same log and the same scorer version give the same bytes.
public struct Scorecard: Equatable, Sendable, Codable {
  public enum Outcome: String, Sendable, Codable {
    /// A total was given. "Formative" until a human standard exists: never pass or fail.
    case scored
    /// A critical error decided before any sum.
    case gateFailed = "gate-failed"
    /// Too few items could be rated for a total.
    case tooFewRated = "too-few-rated"
    /// The session has a gap, a quarantine or an abort.
    case unscorable
  }

  public var schema: Int
  /// SHA-256 of the log file, lower-case hexadecimal.
  public var logHash: String
  public var scorerVersion: String
  public var scenario: String
  /// The patient's seed.
  public var patient: UInt64
  public var rubric: String
  public var rubricVersion: Int
  public var session: String
  public var trainee: String
  public var deviceClass: String
  public var outcome: Outcome
  /// Why it is unscorable or which gates failed; empty otherwise.
  public var causes: [String]
  /// Points of all rated items, in 0 ... `maximum`; nil unless `outcome` is `scored` or `gateFailed` (then 0).
  public var score: Double?
  public var maximum: Double
  public var ratedMaximum: Double
  public var formative: Bool
  public var ticks: UInt64
  public var items: [ItemScore]
  public var metrics: [MetricValue]
  public var deductions: [Deduction]

  public init(
    logHash: String, scorerVersion: String, scenario: String, patient: UInt64, rubric: String, rubricVersion: Int,
    session: String, trainee: String, deviceClass: String, outcome: Outcome, causes: [String], score: Double?,
    maximum: Double, ratedMaximum: Double, ticks: UInt64, items: [ItemScore], metrics: [MetricValue],
    deductions: [Deduction]
  ) {
    schema = 1
    self.logHash = logHash
    self.scorerVersion = scorerVersion
    self.scenario = scenario
    self.patient = patient
    self.rubric = rubric
    self.rubricVersion = rubricVersion
    self.session = session
    self.trainee = trainee
    self.deviceClass = deviceClass
    self.outcome = outcome
    self.causes = causes
    self.score = score
    self.maximum = maximum
    self.ratedMaximum = ratedMaximum
    formative = true
    self.ticks = ticks
    self.items = items
    self.metrics = metrics
    self.deductions = deductions
  }

  enum CodingKeys: String, CodingKey {
    case schema
    case logHash = "log_hash"
    case scorerVersion = "scorer_version"
    case scenario, patient, rubric
    case rubricVersion = "rubric_version"
    case session, trainee
    case deviceClass = "device_class"
    case outcome, causes, score, maximum
    case ratedMaximum = "rated_maximum"
    case formative, ticks, items, metrics, deductions
  }
}
