import SimMath
import Simulation

/// Integrals over a face of three or six nodes.
struct FaceIntegral {
  /// Shape functions, their derivatives and the weight at each point of the rule.
  let points: [(shape: [Double], u: [Double], v: [Double], weight: Double)]

  static let linear = FaceIntegral(
    points: QuadraticTriangle.rule.map { r in
      ([r.l.0, r.l.1, r.l.2], [-1, 1, 0], [-1, 0, 1], r.weight)
    })
  static let quadratic = FaceIntegral(
    points: QuadraticTriangle.rule.map { r in
      let d = QuadraticTriangle.derivatives(r.l)
      return (QuadraticTriangle.shape(r.l), d.u, d.v, r.weight)
    })

  static func of(_ face: [Int]) -> FaceIntegral { face.count == 6 ? quadratic : linear }

  /// The integral of shape function times area vector at each node of the face, m2.
  func areas(_ x: [Vector3D]) -> [Vector3D] {
    var result = [Vector3D](repeating: .zero, count: x.count)
    for p in points {
      var u = Vector3D.zero
      var v = Vector3D.zero
      for a in x.indices {
        u += p.u[a] * x[a]
        v += p.v[a] * x[a]
      }
      let area = p.weight * u.cross(v)
      for a in x.indices { result[a] += p.shape[a] * area }
    }
    return result
  }

  /// The integral of shape function times a field times area at each node of the face.
  func loads(_ x: [Vector3D], _ field: (Vector3D) -> Vector3D) -> [Vector3D] {
    var result = [Vector3D](repeating: .zero, count: x.count)
    for p in points {
      var u = Vector3D.zero
      var v = Vector3D.zero
      var at = Vector3D.zero
      for a in x.indices {
        u += p.u[a] * x[a]
        v += p.v[a] * x[a]
        at += p.shape[a] * x[a]
      }
      let f = (p.weight * u.cross(v).length) * field(at)
      for a in x.indices { result[a] += p.shape[a] * f }
    }
    return result
  }

  /// Derivative of `areas` at node a by the position of node b.
  func tangent(_ x: [Vector3D]) -> [[Matrix3D]] {
    var result = [[Matrix3D]](repeating: [Matrix3D](repeating: .zero, count: x.count), count: x.count)
    for p in points {
      var u = Vector3D.zero
      var v = Vector3D.zero
      for a in x.indices {
        u += p.u[a] * x[a]
        v += p.v[a] * x[a]
      }
      for b in x.indices {
        let w = p.v[b] * u - p.u[b] * v
        // (du_b d) x v + u x (dv_b d) = (dv_b u - du_b v) x d.
        let turn = p.weight * Matrix3D.turn(w)
        for a in x.indices { result[a][b] = result[a][b] + p.shape[a] * turn }
      }
    }
    return result
  }
}

extension Matrix3D {
  /// The matrix of w x.
  static func turn(_ w: Vector3D) -> Matrix3D {
    Matrix3D(columns: Vector3D(0, w.z, -w.y), Vector3D(-w.z, 0, w.x), Vector3D(w.y, -w.x, 0))
  }
}
