/// What a surgeon calls a knot, from the winding of its throws.
public enum KnotKind: String, Sendable, Codable {
  /// The strands do not hold each other.
  case none
  /// One throw.
  case overhand
  /// Throws that wind in turn to either side.
  case square
  /// Throws that wind to one side.
  case granny
  /// Two wraps first, then throws in turn to either side.
  case surgeons
  /// Hitches around a strand that stayed straight.
  case slip
  /// Other sequences.
  case mixed
}
