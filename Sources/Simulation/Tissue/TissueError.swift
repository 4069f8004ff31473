/// Why a tissue model could not be built.
public enum TissueError: Error, Equatable, CustomStringConvertible {
  case empty
  case indexOutOfRange(element: Int)
  /// Inverted or flat at a material point.
  case inverted(element: Int)
  case materialPoints(expected: Int, got: Int)
  case badMaterial(point: Int, reason: String)
  /// A triangle of a shell cannot be used.
  case badShell(triangle: Int, reason: String)
  /// As many flags as nodes are needed.
  case fixedFlags(expected: Int, got: Int)
  /// A node is in no tetrahedron and no shell.
  case unreferenced(node: Int)
  /// A position is not finite.
  case notFinite(node: Int)
  /// A face names a node that the mesh does not have, or not six.
  case badFace(contact: Bool, face: Int)
  /// A node has no mass that single precision can hold.
  case massless(node: Int)
  /// A node has more neighbours than the sweep has colours.
  case tooManyColours(node: Int, limit: Int)
  /// The body cannot be cut while it is simulated.
  case uncuttable(reason: String)
  /// Heat cannot be followed in it.
  case heat(reason: String)
  /// The free nodes are not held together: the stiffness matrix is singular.
  case notSolvable(reason: String)
  /// A thread that goes through the tissue cannot be laid.
  case suture(reason: String)

  public var description: String {
    switch self {
    case .empty: "the mesh has no tetrahedra and no shells; check that the file holds volume elements"
    case .indexOutOfRange(let e): "tetrahedron \(e) names a node that the mesh does not have; re-export the mesh"
    case .inverted(let e):
      "tetrahedron \(e) is inverted or flat; swap two of its corners or repair the mesh before import"
    case .materialPoints(let expected, let got):
      "the mesh needs \(expected) material points (four a tetrahedron), got \(got)"
    case .badMaterial(let p, let reason): "material point \(p): \(reason)"
    case .badShell(let t, let reason): "shell triangle \(t): \(reason)"
    case .fixedFlags(let expected, let got):
      "the mesh has \(expected) nodes but \(got) flags that say which are fixed; give one to each node"
    case .unreferenced(let v):
      "node \(v) belongs to no tetrahedron and no shell; remove unused nodes before import"
    case .notFinite(let v): "node \(v) has a position that is not a number; re-export the mesh"
    case .badFace(let contact, let f):
      "\(contact ? "contact" : "cavity") face \(f) must name six nodes that the mesh has; re-export the mesh"
    case .massless(let v):
      "node \(v) has no mass: its elements are too small or too light; check the mesh's unit (metres) and the density"
    case .tooManyColours(let v, let limit):
      "node \(v) has more neighbours than the \(limit) colours of the sweep can part; refine the elements around it"
    case .uncuttable(let reason): "the tissue cannot be cut: \(reason)"
    case .heat(let reason): "heat in the tissue cannot be followed: \(reason)"
    case .suture(let reason): "the thread cannot be laid: \(reason)"
    case .notSolvable(let reason): "the tissue cannot be solved: \(reason)"
    }
  }
}
