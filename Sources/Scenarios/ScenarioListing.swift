/// One scenario of a folder, as `systole scenario list` shows it.
public struct ScenarioListing: Equatable, Sendable {
  public var id: String
  /// nil where the file has problems.
  public var version: String?
  public var titleKey: String?
  public var problems: [ScenarioProblem]
}
