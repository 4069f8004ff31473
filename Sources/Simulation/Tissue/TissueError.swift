/// Why a tissue model could not be built.
public enum TissueError: Error, Equatable, CustomStringConvertible {
  case empty
  case indexOutOfRange(element: Int)
  /// Inverted or flat at a material point.
  case inverted(element: Int)
  case materialPoints(expected: Int, got: Int)
  case badMaterial(point: Int, reason: String)
  /// The free nodes are not held together: the stiffness matrix is singular.
  case notSolvable(reason: String)

  public var description: String {
    switch self {
    case .empty: "the mesh has no tetrahedra; check that the file holds volume elements"
    case .indexOutOfRange(let e): "tetrahedron \(e) names a node that the mesh does not have; re-export the mesh"
    case .inverted(let e):
      "tetrahedron \(e) is inverted or flat; swap two of its corners or repair the mesh before import"
    case .materialPoints(let expected, let got):
      "the mesh needs \(expected) material points (four a tetrahedron), got \(got)"
    case .badMaterial(let p, let reason): "material point \(p): \(reason)"
    case .notSolvable(let reason): "the tissue cannot be solved: \(reason)"
    }
  }
}
