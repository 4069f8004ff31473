/// How fine the coarse space of a body is.
public struct CoarseParameters: Equatable, Sendable {
  /// Groups of vertices that move, turn and stretch as one, 1 or more; twelve unknowns each.
  public var aggregates: Int
  /// The correction turns with the body: worth its time where parts turn by more than some ten degrees, as a flap or a
  /// beating wall does, and a vessel held at both ends does not (``CoarseFrameSolver``).
  public var turning: Bool
  /// Ticks in which the operator is made anew at the positions that the body has come to; nil to keep that of the mesh as
  /// loaded. Usual: 1000. Worth its time where tissue stiffens, softens or is torn far from the mesh as loaded
  /// (``CoarseRefresh``).
  public var refresh: Int?

  public init(aggregates: Int, turning: Bool = false, refresh: Int? = nil) {
    self.aggregates = aggregates
    self.turning = turning
    self.refresh = refresh
  }
}
