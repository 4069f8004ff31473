/// Why a finder cannot take a body.
public enum EquilibriumError: Error, Equatable, Sendable {
  /// The tick has ten-node tetrahedra with four points only.
  case element(ElementKind)
  /// The tick holds a node along all axes or not at all.
  case partlyHeld(node: Int)
}
