import SimMath

/// The shape functions of the ten-node tetrahedron by its reference coordinates (l1, l2, l3), the same for every element.
enum ReferenceTetrahedron {
  /// Floats of a node in the table.
  static var stride: Int { TissueKernel.nodeStride }

  /// Derivatives of the shape functions at the four points twice over, for two tetrahedra: [11 nodes][3][8]; an eleventh node,
  /// for a tetrahedron without a partner, is zero.
  static func table() -> [Float] {
    var table = [Float](repeating: 0, count: 11 * stride)
    for (q, l) in QuadraticTetrahedron.pointCoordinates.enumerated() {
      for (a, d) in QuadraticTetrahedron.derivatives(l).enumerated() {
        for (k, value) in [d.x, d.y, d.z].enumerated() {
          table[stride * a + 8 * k + q] = Float(value)
          table[stride * a + 8 * k + 4 + q] = Float(value)
        }
      }
    }
    return table
  }

  /// The same derivatives as a node's move changes the tangents by them, [11 nodes][9][4 points]: each three times over, for x, y
  /// and z of a column.
  static func columns() -> [Float] {
    let table = table()
    return (0..<11).flatMap { a in
      (0..<9).flatMap { k in (0..<4).map { table[stride * a + 8 * (k / 3) + $0] } }
    }
  }

  /// W = X^-1 F0 at a point with the tangents X of the nodes and the prestretch F0, so that the deformation gradient is the
  /// present tangents times W; 1/m.
  static func frame(_ nodes: [Vector3D], point q: Int, prestretch: Matrix3D) -> Matrix3D {
    tangents(nodes, point: q).inverse * prestretch
  }

  /// Tangents of position by the reference coordinates at a point, m.
  static func tangents(_ nodes: [Vector3D], point q: Int) -> Matrix3D {
    let d = QuadraticTetrahedron.derivatives(QuadraticTetrahedron.pointCoordinates[q])
    return nodes.indices.reduce(Matrix3D.zero) { $0 + .outer(nodes[$1], d[$1]) }
  }
}
