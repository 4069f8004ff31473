public import SimMath

/// A mesh of ten-node tetrahedra, shells or both with its boundary conditions, from which a `TissueModel` is built.
public struct TissueMesh: Sendable {
  /// Positions as loaded, m.
  public var nodes: [Vector3D]
  /// Ten node indices each, in the order of `QuadraticTetrahedron`.
  public var tetrahedra: [[Int]]
  /// Triangles of shells and membranes, on nodes of tetrahedra or of their own.
  public var shells: [ShellTriangle]
  /// Nodes that never move.
  public var fixed: [Bool]
  /// Faces that tools can touch: six nodes each in the order of `QuadraticTriangle`, normal out of the tissue.
  public var contactFaces: [[Int]]
  /// Faces that blood presses on: six nodes each, normal into the tissue (out of the cavity).
  public var cavityFaces: [[Int]]

  public init(
    nodes: [Vector3D], tetrahedra: [[Int]], fixed: [Bool], contactFaces: [[Int]] = [], cavityFaces: [[Int]] = [],
    shells: [ShellTriangle] = []
  ) {
    self.nodes = nodes
    self.tetrahedra = tetrahedra
    self.fixed = fixed
    self.shells = shells
    self.contactFaces = contactFaces
    self.cavityFaces = cavityFaces
  }
}
