import SimMath

/// The tangent stiffness of the mesh as loaded (N/m): second derivative of the elastic energy by the positions.
struct TissueStiffness: Sendable {
  var matrix: BlockMatrix

  /// Of nothing yet.
  init(vertices: Int) { matrix = BlockMatrix(rows: vertices) }

  init(mesh: TissueMesh, points: [MaterialPoint]) {
    matrix = BlockMatrix(rows: mesh.nodes.count)
    for (e, tet) in mesh.tetrahedra.enumerated() {
      guard let geometry = QuadraticTetrahedron.gradients(tet.map { mesh.nodes[$0] }) else { continue }
      for i in 0..<10 {
        for j in 0..<10 {
          var block = Matrix3D.zero
          for q in 0..<4 {
            let point = points[4 * e + q]
            let f = point.prestretch
            let volume = geometry[q].volume / f.determinant
            let (bi, bj) = (f.transpose * geometry[q].gradient[i], f.transpose * geometry[q].gradient[j])
            block =
              block
              + (point.law.material.map { Self.block(material: $0, deformation: f, volume: volume, bi, bj) }
                ?? Self.block(law: point.law, deformation: f, volume: volume, bi, bj))
          }
          matrix.add(block, row: tet[i], column: tet[j])
        }
      }
    }
  }

  /// Adds a shell's triangle with the angles of its edges.
  mutating func add(_ patch: ShellPatch, at positions: [Vector3D]) {
    let blocks = patch.hessian(positions)
    for i in 0..<6 where patch.vertices[i] >= 0 {
      for j in 0..<6 where patch.vertices[j] >= 0 {
        // Differences of the gradient are symmetric up to their rounding only.
        matrix.add(0.5 * (blocks[i][j] + blocks[j][i].transpose), row: patch.vertices[i], column: patch.vertices[j])
      }
    }
  }

  /// d2(volume W) / dx_i dx_j of one material point of any law, its muscle slack.
  static func block(
    law: TissueLaw, deformation f: Matrix3D, volume: Double, _ bi: Vector3D, _ bj: Vector3D
  ) -> Matrix3D {
    let slack = TissueLaw(law.passive)
    func column(_ axis: Vector3D) -> Vector3D { volume * (slack.totalStressChange(f, .outer(axis, bj)) * bi) }
    return Matrix3D(
      columns: column(Vector3D(1, 0, 0)), column(Vector3D(0, 1, 0)), column(Vector3D(0, 0, 1)))
  }

  /// d2(volume W) / dx_i dx_j of one material point with stress-free gradients `bi`, `bj` (1/m) and deformation F:
  /// volume (mu (bi . bj) I + l (cof F bi)(cof F bj)' - l (J - alpha) [F (bi x bj)]_x), [s]_x u = s x u.
  static func block(
    material m: Material, deformation f: Matrix3D, volume: Double, _ bi: Vector3D, _ bj: Vector3D
  ) -> Matrix3D {
    let cof = f.cofactor
    let pressure = m.volumeModulus * (f.determinant - m.alpha)
    // J is linear in each vertex alone, so this part is zero for i = j.
    let s = f * bi.cross(bj)
    let skew = Matrix3D(columns: Vector3D(0, s.z, -s.y), Vector3D(-s.z, 0, s.x), Vector3D(s.y, -s.x, 0))
    let shear = (m.mu * bi.dot(bj)) * Matrix3D.identity
    return volume * (shear + m.volumeModulus * .outer(cof * bi, cof * bj) - pressure * skew)
  }
}
