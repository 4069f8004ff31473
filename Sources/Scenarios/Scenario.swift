public import Frames

/// A procedure as data: what the trainee does, on what anatomy, with what patients, and how it is graded.
///
/// Immutable once loaded (see ``ScenarioLoader``); all numbers in SI units.
public struct Scenario: Equatable, Sendable {
  /// For example "aortic-assessment".
  public let id: String
  /// "major.minor.patch".
  public let version: String
  /// Key of the text catalogue.
  public let titleKey: String
  public let steps: [ProcedureStep]
  /// The tools on the tray, the first one in the hand at the start.
  public let tray: [Tool]
  public let vessel: VesselTruth
  public let circulation: CirculationParameters
  public let materials: VesselMaterials
  public let probe: ProbeParameters
  public let ultrasound: UltrasoundParameters
  public let grading: GradingTable
  public let patients: PatientParameters
  /// Least distance of a site from the edge of any lesion, m.
  public let requiredMargin: Double
  /// The session ends after so much time, s.
  public let timeLimit: Double
  public let rubric: Rubric
  /// Every number above that needs a source, in the order of the file.
  public let figures: [ScenarioFigure]
}
