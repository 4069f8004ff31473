public import Simulation

extension TissueMesh {
  /// All faces that belong to one tetrahedron alone, in the order of the tetrahedra, normals out of the tissue: corners, then
  /// the middles of the edges 01, 12 and 20.
  public var borderFaces: [[Int]] {
    var count: [[Int]: Int] = [:]
    for tet in tetrahedra {
      for face in QuadraticGrid.faces { count[face.prefix(3).map { tet[$0] }.sorted(), default: 0] += 1 }
    }
    return tetrahedra.flatMap { tet in
      QuadraticGrid.faces.map { face in face.map { tet[$0] } }.filter { count[$0.prefix(3).sorted()] == 1 }
    }
  }
}
