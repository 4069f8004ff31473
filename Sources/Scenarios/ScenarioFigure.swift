public import Frames

/// A number of a scenario with where it stands in the file and where it comes from.
public struct ScenarioFigure: Equatable, Sendable {
  /// For example "vessel.outer_diameter".
  public var keyPath: String
  public var value: SourcedValue
}
