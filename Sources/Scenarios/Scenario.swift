public import Frames

/// A procedure as data: what the trainee does, on what anatomy, with what patients, and how it is graded.
///
/// Immutable once loaded (see ``ScenarioLoader``); all numbers in SI units.
public struct Scenario: Equatable, Sendable {
  /// What is done to the vessel.
  public enum Procedure: Equatable, Sendable {
    case assessment(AssessmentParameters)
    case anastomosis(AnastomosisExercise)
    case knot(KnotExercise)
  }

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
  public let procedure: Procedure
  /// The session ends after so much time, s.
  public let timeLimit: Double
  public let rubric: Rubric
  /// Every number above that needs a source, in the order of the file.
  public let figures: [ScenarioFigure]

  /// Nil where nothing is assessed.
  public var assessment: AssessmentParameters? {
    if case .assessment(let parameters) = procedure { parameters } else { nil }
  }
  /// Nil where nothing is sewn.
  public var anastomosis: AnastomosisExercise? {
    if case .anastomosis(let exercise) = procedure { exercise } else { nil }
  }
  /// Nil where nothing is tied.
  public var knot: KnotExercise? {
    if case .knot(let exercise) = procedure { exercise } else { nil }
  }
}
