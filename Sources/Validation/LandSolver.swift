/// What brought a benchmark problem to rest.
public enum LandSolver: String, CaseIterable, Codable, Sendable {
  /// `ReferenceSolver`, by Newton's method.
  case newton
  /// The product's tick, run until nothing moves.
  case tick
}
