/// How fine the coarse space of a body is.
public struct CoarseParameters: Equatable, Sendable {
  /// What an aggregate can do as one.
  public enum Motions: Equatable, Sendable {
    /// Move and turn: enough where the tissue can give way, and for a thin wall the better use of the same number of
    /// unknowns.
    case rigid
    /// Move, turn and stretch. Aggregates that only move and turn change the shape of a body by changing its volume
    /// somewhere; with Poisson's ratio from 0.47 on they leave its swings a quarter too slow.
    case affine

    /// Unknowns of an aggregate.
    var count: Int { self == .rigid ? 6 : 12 }
  }

  /// Groups of vertices, 1 or more.
  public var aggregates: Int
  public var motions: Motions
  /// The correction turns with the body: worth its time where parts turn by more than some ten degrees, as a flap or a
  /// beating wall does, and a vessel held at both ends does not (``CoarseFrameSolver``).
  public var turning: Bool

  public init(aggregates: Int, motions: Motions, turning: Bool = false) {
    self.aggregates = aggregates
    self.motions = motions
    self.turning = turning
  }
}
