/// A step of the procedure as the trainee reads it.
public struct ProcedureStep: Equatable, Sendable {
  /// Unique in the scenario, for example "scan".
  public var id: String
  /// Keys of the text catalogue.
  public var titleKey: String
  public var hintKeys: [String]
}
