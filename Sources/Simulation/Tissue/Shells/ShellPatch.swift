public import SimMath

/// A triangle of a shell with the three triangles across its edges: energy and its derivatives in double precision, for
/// building, for reference solutions, and to hold the tick's kernel against.
///
/// Membrane: constant strain, W(E) times area and thickness. Bending: every edge has phi = 2 tan(theta/2) of the angle
/// between its two normals; the triangle's curvature is sum over its edges of (phi - phi0) l/2A n n', n the edge's normal
/// in the plane, which the theory of plates turns into energy: 1/2 sum of G_ij (phi_i - phi0_i)(phi_j - phi0_j),
/// G_ij = D l_i l_j/4A (nu + (1 - nu)(n_i . n_j)^2). The curvature is that of Grinspun, Gingold, Reisman and Zorin (2006),
/// "Computing discrete shape operators on general meshes", Comput. Graph. Forum 25:547, and of the basic shell triangle of
/// Onate and Zarate (2000), "Rotation-free triangular plate and shell elements", Int. J. Numer. Methods Eng. 47:557; it is
/// right for any direction of bending, where the sum of hinges of Grinspun et al. (2003) has a Poisson's ratio of its own.
/// An edge without a second triangle carries no moment: its angle is eliminated from G.
public struct ShellPatch: Sendable {
  /// The triangle's vertices and those across the edges that lie opposite to each, -1 for none; six.
  public let vertices: [Int]
  public let material: ShellMaterial
  /// m2, in the mesh as given.
  public let area: Double
  /// Gradients of the shape functions in the plane, 1/m; three.
  let gradients: [SIMD2<Double>]
  /// The fibres' direction in the plane.
  let fibre: SIMD2<Double>
  /// G, N m: 00, 11, 22, 01, 02, 12.
  let bending: [Double]
  /// phi0.
  let restAngles: [Double]

  /// Mass, kg.
  public var mass: Double { material.density * material.thickness * area }

  /// - Parameter x: all vertices in the mesh as given, which is free of stress.
  init(vertices: [Int], material: ShellMaterial, x: [Vector3D]) {
    self.vertices = vertices
    self.material = material
    let p = (0..<3).map { x[vertices[$0]] }
    let normal = (p[1] - p[0]).cross(p[2] - p[0])
    area = 0.5 * normal.length
    let n = normal.normalized
    let t1 = (p[1] - p[0]).normalized
    let t2 = n.cross(t1)
    let (a, b, c) = ((p[1] - p[0]).length, (p[2] - p[0]).dot(t1), (p[2] - p[0]).dot(t2))
    let (b1, b2) = (SIMD2(1 / a, -b / (a * c)), SIMD2(0, 1 / c))
    gradients = [-(b1 + b2), b1, b2]
    if let direction = material.fibre?.direction {
      let d = SIMD2(direction.dot(t1), direction.dot(t2))
      let length = (d * d).sum().squareRoot()
      fibre = length > 1e-6 * direction.length ? d / length : .zero
    } else {
      fibre = .zero
    }
    var g = [[Double]](repeating: [0, 0, 0], count: 3)
    let nu = material.poissonRatio
    for i in 0..<3 {
      for j in 0..<3 {
        let (e, f) = (p[(i + 2) % 3] - p[(i + 1) % 3], p[(j + 2) % 3] - p[(j + 1) % 3])
        let (l, m) = (e.length, f.length)
        // Edges enclose the same angle as their normals.
        let cosine = e.dot(f) / (l * m)
        g[i][j] = material.bendingStiffness * l * m / (4 * area) * (nu + (1 - nu) * cosine * cosine)
      }
    }
    for f in 0..<3 where vertices[3 + f] < 0 {
      let row = g[f]
      for i in 0..<3 { for j in 0..<3 where row[f] > 1e-12 * material.bendingStiffness { g[i][j] -= row[i] * row[j] / row[f] } }
      for i in 0..<3 {
        g[i][f] = 0
        g[f][i] = 0
      }
    }
    bending = [g[0][0], g[1][1], g[2][2], g[0][1], g[0][2], g[1][2]]
    restAngles = (0..<3).map { i in
      vertices[3 + i] < 0
        ? 0
        : Self.angle(p[(i + 1) % 3], p[(i + 2) % 3], p[i], x[vertices[3 + i]])
    }
  }

  /// phi of the edge from `p` to `q` with the triangle (p, q, i) on its left and (q, p, o) on its right; positive where the
  /// edge is a ridge of the side that normals point to.
  static func angle(_ p: Vector3D, _ q: Vector3D, _ i: Vector3D, _ o: Vector3D) -> Double {
    let e = q - p
    let (n, m) = (e.cross(i - p), (p - q).cross(o - q))
    return 2 * e.dot(n.cross(m)) / (e.length * (n.length * m.length + n.dot(m)))
  }

  private func moments(_ angles: [Double]) -> [Double] {
    let d = (0..<3).map { angles[$0] - restAngles[$0] }
    return [
      bending[0] * d[0] + bending[3] * d[1] + bending[4] * d[2], bending[3] * d[0] + bending[1] * d[1] + bending[5] * d[2],
      bending[4] * d[0] + bending[5] * d[1] + bending[2] * d[2],
    ]
  }

  private func angles(_ y: [Vector3D]) -> [Double] {
    (0..<3).map { vertices[3 + $0] < 0 ? 0 : Self.angle(y[($0 + 1) % 3], y[($0 + 2) % 3], y[$0], y[3 + $0]) }
  }

  private func local(_ x: [Vector3D]) -> [Vector3D] { vertices.map { $0 < 0 ? .zero : x[$0] } }

  /// The columns of the deformation gradient.
  private func deformation(_ y: [Vector3D]) -> (Vector3D, Vector3D) {
    var (f0, f1) = (Vector3D.zero, Vector3D.zero)
    for a in 1..<3 {
      f0 += gradients[a].x * (y[a] - y[0])
      f1 += gradients[a].y * (y[a] - y[0])
    }
    return (f0, f1)
  }

  private static func strain(_ f: (Vector3D, Vector3D)) -> PlaneTensor {
    PlaneTensor(
      xx: 0.5 * (f.0.lengthSquared - 1), yy: 0.5 * (f.1.lengthSquared - 1), xy: 0.5 * f.0.dot(f.1))
  }

  /// Elastic energy at the positions of all vertices, J.
  public func energy(_ x: [Vector3D]) -> Double {
    let y = local(x)
    let angles = angles(y)
    let m = moments(angles)
    let bend = (0..<3).reduce(0.0) { $0 + 0.5 * m[$1] * (angles[$1] - restAngles[$1]) }
    return area * material.thickness * material.energy(strain: Self.strain(deformation(y)), fibre: fibre) + bend
  }

  /// Derivative of the energy by each of the six vertices, N.
  public func gradient(_ x: [Vector3D]) -> [Vector3D] { gradient(local: local(x)) }

  private func gradient(local y: [Vector3D]) -> [Vector3D] {
    var g = [Vector3D](repeating: .zero, count: 6)
    let f = deformation(y)
    let s = material.secondPiola(strain: Self.strain(f), fibre: fibre)
    for a in 0..<3 {
      let w = (area * material.thickness) * (s * gradients[a])
      g[a] = w.x * f.0 + w.y * f.1
    }
    let angles = angles(y)
    let m = moments(angles)
    let normal = (y[1] - y[0]).cross(y[2] - y[0])
    for i in 0..<3 where vertices[3 + i] >= 0 {
      let (p, q) = (y[(i + 1) % 3], y[(i + 2) % 3])
      let e = q - p
      let l = e.length
      let outer = (p - q).cross(y[3 + i] - q)
      let inside = (1 / normal.lengthSquared) * normal
      let outside = (1 / outer.lengthSquared) * outer
      let slope = m[i] * (1 + 0.25 * angles[i] * angles[i])
      // Feet of both heights on the edge, measured from p.
      let (s, t) = ((y[i] - p).dot(e) / l, (y[3 + i] - p).dot(e) / l)
      g[i] += (-slope * l) * inside
      g[3 + i] += (-slope * l) * outside
      g[(i + 1) % 3] += slope * ((l - s) * inside + (l - t) * outside)
      g[(i + 2) % 3] += slope * (s * inside + t * outside)
    }
    return g
  }

  /// Second derivative of the energy, N/m, by central differences of the gradient; [6][6].
  public func hessian(_ x: [Vector3D]) -> [[Matrix3D]] {
    let y = local(x)
    let step = 1e-6 * area.squareRoot()
    var columns = [[[Vector3D]]](repeating: [[Vector3D]](repeating: [], count: 3), count: 6)
    for b in 0..<6 where vertices[b] >= 0 {
      for (axis, unit) in [Vector3D(1, 0, 0), Vector3D(0, 1, 0), Vector3D(0, 0, 1)].enumerated() {
        var (high, low) = (y, y)
        high[b] += step * unit
        low[b] -= step * unit
        columns[b][axis] = zip(gradient(local: high), gradient(local: low)).map { (0.5 / step) * ($0 - $1) }
      }
    }
    return (0..<6).map { a in
      (0..<6).map { b in
        vertices[a] < 0 || vertices[b] < 0
          ? .zero : Matrix3D(columns: columns[b][0][a], columns[b][1][a], columns[b][2][a])
      }
    }
  }
}
