import SimMath

/// What the kernel knows of each tetrahedron besides its shape functions, which are the same in all (``ReferenceTetrahedron``).
///
/// With the tangents X = (x_1 x_2 x_3) of position by the reference coordinates at a point, the deformation gradient is
/// F = X W with a constant W, and the energy needs only the metric G = W W' and w = det W:
///
///     W_point = V mu/2 (X G : X - 3) + V l/2 (w det X - 1)2 - V mu (w det X - 1)
///
/// (the log-free neo-Hookean law of ``Material``, volume V). A vertex with reference gradient c at the point feels
/// X (V mu G) c + (k2 det X - k1) cof(X) c with k2 = V l w2 and k1 = V w (l + mu). Nothing is stored by vertex and tetrahedron:
/// the table takes 128 bytes a tetrahedron and stays in the second cache.
struct ElementTable {
  /// V mu G: 11, 22, 33, 12, 13, 23, N m; then k2, J/m6, and k1, J/m3.
  static var stride: Int { TissueKernel.elementStride }

  /// [T][8][4 points].
  private(set) var rows: [Float]
  /// V mu and V l, J, and w, 1/m3; [T][3][4 points].
  private(set) var coefficients: [Float]

  /// - Parameters:
  ///   - volumes: of the stress-free state, m3; [T][4].
  ///   - frames: W of each point, 1/m; [T][4].
  init(points: [MaterialPoint], volumes: [Double], frames: [Matrix3D]) {
    let count = points.count / 4
    rows = [Float](repeating: 0, count: Self.stride * count)
    coefficients = [Float](repeating: 0, count: 12 * count)
    for t in 0..<count {
      for q in 0..<4 {
        let law = points[4 * t + q].law
        let (w, v) = (frames[4 * t + q], volumes[4 * t + q])
        let (mu, l) = (v * law.shear, v * law.volume.modulus)
        let g = w * w.transpose
        let ratio = w.determinant
        let values = [
          mu * g.c0.x, mu * g.c1.y, mu * g.c2.z, mu * g.c1.x, mu * g.c2.x, mu * g.c2.y, l * ratio * ratio,
          (l + mu) * ratio,
        ]
        for (k, value) in values.enumerated() { rows[Self.stride * t + 4 * k + q] = Float(value) }
        for (k, value) in [mu, l, ratio].enumerated() { coefficients[12 * t + 4 * k + q] = Float(value) }
      }
    }
  }
}
