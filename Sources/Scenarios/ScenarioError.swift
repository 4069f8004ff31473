/// A scenario that cannot be used, with everything that was found wrong with it.
public struct ScenarioError: Error, Equatable, Sendable, CustomStringConvertible {
  /// In the order of the file; at least one.
  public var problems: [ScenarioProblem]

  public init(_ problems: [ScenarioProblem]) { self.problems = problems }
  init(_ problem: ScenarioProblem) { problems = [problem] }

  /// One line for each problem.
  public var description: String { problems.map(\.description).joined(separator: "\n") }
}
