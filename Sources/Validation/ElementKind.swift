/// Elements that reference solutions can be made of.
public enum ElementKind: String, CaseIterable, Codable, Sendable {
  /// Four nodes, one point.
  case linear
  /// Linear, with the mean volume ratio over the five tetrahedra of a cell.
  case linearCellMean
  /// Linear, with the volume ratio averaged over the tetrahedra around each node (Bonet and Burton 1998).
  case linearNodalMean
  /// Ten nodes, four points, each with its own volume ratio: what the product uses.
  case quadratic
  /// Ten nodes, four points, with the mean volume ratio of the element.
  case quadraticMean

  public var isQuadratic: Bool { self == .quadratic || self == .quadraticMean }
  public var nodes: Int { isQuadratic ? 10 : 4 }
  public var points: Int { isQuadratic ? 4 : 1 }
}
