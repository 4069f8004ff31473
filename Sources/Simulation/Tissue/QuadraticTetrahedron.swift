public import SimMath

/// The ten-node tetrahedron with four material points: quadratic displacements, so that one element through a wall
/// bends as it should, and the shear energy integrated exactly.
///
/// Nodes 0-3 are the corners; 4-9 the middles of the edges 01, 12, 02, 03, 13, 23. Barycentric coordinates l0 ... l3.
/// The four-point rule of degree 2 is Hammer and Stroud's (1956).
public enum QuadraticTetrahedron {
  public static let nodes = 10
  public static let points = 4
  /// Corners at the ends of the middle nodes 4 ... 9.
  public static let edges: [(Int, Int)] = [(0, 1), (1, 2), (0, 2), (0, 3), (1, 3), (2, 3)]

  /// The same for the tick, in which no array may be touched.
  @inline(__always) static var ends: InlineArray<6, (Int, Int)> { [(0, 1), (1, 2), (0, 2), (0, 3), (1, 3), (2, 3)] }

  /// Barycentric coordinates of the material points.
  public static let pointCoordinates: [[Double]] = {
    let a = 0.585_410_196_624_968_5
    let b = 0.138_196_601_125_010_5
    return [[a, b, b, b], [b, a, b, b], [b, b, a, b], [b, b, b, a]]
  }()

  /// Shape functions at barycentric `l`.
  public static func shape(_ l: [Double]) -> [Double] {
    var n = [Double](repeating: 0, count: nodes)
    for i in 0..<4 { n[i] = l[i] * (2 * l[i] - 1) }
    for (k, e) in edges.enumerated() { n[4 + k] = 4 * l[e.0] * l[e.1] }
    return n
  }

  /// Derivatives of the shape functions by (l1, l2, l3) with l0 = 1 - l1 - l2 - l3.
  public static func derivatives(_ l: [Double]) -> [Vector3D] {
    var g = [[Double]](repeating: [0, 0, 0, 0], count: nodes)
    for i in 0..<4 { g[i][i] = 4 * l[i] - 1 }
    for (k, e) in edges.enumerated() {
      g[4 + k][e.0] = 4 * l[e.1]
      g[4 + k][e.1] = 4 * l[e.0]
    }
    return g.map { Vector3D($0[1] - $0[0], $0[2] - $0[0], $0[3] - $0[0]) }
  }

  /// Gradients of the shape functions by rest position (1/m) and the rest volume (m3) of each material point.
  ///
  /// - Parameter x: the ten nodes, m.
  /// - Returns: nil if the element is inverted at a material point.
  public static func gradients(_ x: [Vector3D]) -> [(gradient: [Vector3D], volume: Double)]? {
    var result: [(gradient: [Vector3D], volume: Double)] = []
    for l in pointCoordinates {
      let d = derivatives(l)
      var j = Matrix3D.zero
      for a in 0..<nodes { j = j + .outer(x[a], d[a]) }
      guard j.determinant > 0 else { return nil }
      let t = j.inverse.transpose
      result.append((d.map { t * $0 }, j.determinant / 24))
    }
    return result
  }

  /// Share of the element's mass that each node carries: the diagonal of the consistent mass scaled to the whole
  /// (Hinton, Rock and Zienkiewicz 1976); always positive.
  public static func massShares(_ points: [(gradient: [Vector3D], volume: Double)]) -> [Double] {
    var m = [Double](repeating: 0, count: nodes)
    for (q, l) in pointCoordinates.enumerated() {
      let n = shape(l)
      for a in 0..<nodes { m[a] += points[q].volume * n[a] * n[a] }
    }
    let total = m.reduce(0, +)
    return m.map { $0 / total }
  }
}
