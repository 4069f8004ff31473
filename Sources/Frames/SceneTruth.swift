/// What is really there, embedded in every log so that it can be scored without anything else.
public struct SceneTruth: Equatable, Sendable, Codable {
  /// Version of this structure; a reader refuses a later one.
  public var schema: Int
  /// The scenario's identifier, for example "aortic-assessment", and its version.
  public var scenario: String
  public var scenarioVersion: String
  public var patientSeed: UInt64
  public var vessel: VesselTruth
  public var lesions: [LesionTruth]
  /// Whether any point of the site zone within reach keeps `requiredMargin` from every lesion.
  public var safeSiteExists: Bool
  /// Least distance of a site from the edge of any lesion, m.
  public var requiredMargin: Double
  /// What is to be sewn; nil where nothing is.
  public var anastomosis: AnastomosisTruth?
  /// What is to be tied; nil where nothing is.
  public var knot: KnotTruth?

  /// An exercise at the bench, with no patient whose wall hides something.
  public var isExercise: Bool { anastomosis != nil || knot != nil }

  public init(
    scenario: String, scenarioVersion: String, patientSeed: UInt64, vessel: VesselTruth, lesions: [LesionTruth],
    safeSiteExists: Bool, requiredMargin: Double, anastomosis: AnastomosisTruth? = nil,
    knot: KnotTruth? = nil
  ) {
    schema = 1
    self.scenario = scenario
    self.scenarioVersion = scenarioVersion
    self.patientSeed = patientSeed
    self.vessel = vessel
    self.lesions = lesions
    self.safeSiteExists = safeSiteExists
    self.requiredMargin = requiredMargin
    self.anastomosis = anastomosis
    self.knot = knot
  }
}
