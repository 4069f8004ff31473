/// Problems that show whether an element locks.
public enum ElementProblem: String, CaseIterable, Codable, Sendable {
  /// A square bar ten times as long as thick, held at one end, sheared at the other.
  case cantilever
  /// Cook's tapered panel (1974) in plane strain.
  case cook
  /// A quarter of a ring of 16 mm outer radius and 2 mm wall under inner pressure, in plane strain.
  case tube
}
