public import SimMath
import Simulation

extension ReferenceSolver {
  /// Deformation gradient of a point.
  func deformation(_ p: Int, _ x: [Vector3D]) -> Matrix3D {
    let element = mesh.elements[p / kind.points]
    var f = Matrix3D.zero
    for a in 0..<kind.nodes { f = f + .outer(x[element[a]], gradients[p * kind.nodes + a]) }
    return f
  }

  /// The mean slope of the volume energy at each point, weighted by volume, N m; and each group's mean volume ratio.
  func volumeSlopes(_ deformations: [Matrix3D]) -> (slope: [Double], ratio: [Double]) {
    var slopes = [Double](repeating: 0, count: points.count)
    var ratios = [Double](repeating: 0, count: groups.count)
    for (k, g) in groups.enumerated() {
      var j = 0.0
      for (p, w) in zip(g.points, g.weights) { j += w * deformations[p].determinant }
      j /= g.volume
      ratios[k] = j
      let s = g.term.slope(j)
      for (p, w) in zip(g.points, g.weights) { slopes[p] += w * s }
    }
    return (slopes, ratios)
  }

  /// Elastic energy, J.
  public func elasticEnergy(_ x: [Vector3D]) -> Double {
    let f = points.indices.map { deformation($0, x) }
    let ratios = volumeSlopes(f).ratio
    var e = 0.0
    for (p, point) in points.enumerated() { e += point.volume * point.law.energy(f[p]) }
    for (g, j) in zip(groups, ratios) { e += g.volume * g.term.energy(j) }
    for shell in shells { e += shell.energy(x) }
    return e
  }

  /// Derivative of the elastic energy by each vertex, N: at held vertices the force that holds them.
  public func innerForces(_ x: [Vector3D]) -> [Vector3D] { innerForces(x, previous: nil, step: 1) }

  private func innerForces(_ x: [Vector3D], previous: [Vector3D]?, step: Double) -> [Vector3D] {
    let f = points.indices.map { deformation($0, x) }
    let slopes = volumeSlopes(f).slope
    var g = [Vector3D](repeating: .zero, count: x.count)
    for (p, point) in points.enumerated() {
      var stress = point.volume * point.law.stress(f[p]) + slopes[p] * f[p].cofactor
      if let increment = increment(p, previous, step) { stress = stress + point.volume * increment.stress(f[p]) }
      let element = mesh.elements[p / kind.points]
      for a in 0..<kind.nodes { g[element[a]] += stress * gradients[p * kind.nodes + a] }
    }
    for shell in shells {
      for (v, f) in zip(shell.vertices, shell.gradient(x)) where v >= 0 { g[v] += f }
    }
    return g
  }

  func increment(_ p: Int, _ previous: [Vector3D]?, _ step: Double) -> KelvinVoigt.Increment? {
    guard let previous, let viscosity = points[p].law.viscosity else { return nil }
    return viscosity.increment(from: deformation(p, previous), step: step)
  }

  /// J. Pressure counts as minus pressure times the volume that its faces sweep towards their cavity.
  func energy(_ problem: Problem, _ x: [Vector3D], _ c: Vector3D) -> Double {
    var e = elasticEnergy(x)
    if problem.previous != nil {
      for (p, point) in points.enumerated() {
        guard let increment = increment(p, problem.previous, problem.step) else { continue }
        e += point.volume * increment.energy(deformation(p, x))
      }
    }
    for v in free {
      e -= problem.loads[v].dot(x[v])
      if let target = problem.target {
        e += 0.5 * mass[v] / (problem.step * problem.step) * (x[v] - target[v]).lengthSquared
      }
    }
    if let s = problem.sphere {
      e += 0.5 * s.spring * (c - s.hand).lengthSquared
      for sample in samples {
        let d = s.radius - (place(sample, x) - c).length
        if d > 0 { e += 0.5 * s.pressureStiffness * sample.area * d * d }
      }
    }
    return e
  }

  func place(_ s: Sample, _ x: [Vector3D]) -> Vector3D {
    var p = Vector3D.zero
    for (a, w) in zip(s.nodes, s.weights) { p += w * x[a] }
    return p
  }

  /// Gradient by vertex, zero along held axes, and by the sphere at the end, N.
  func gradient(_ problem: Problem, _ x: [Vector3D], _ c: Vector3D) -> [Vector3D] {
    var g = innerForces(x, previous: problem.previous, step: problem.step)
    g.append(.zero)
    for v in x.indices {
      g[v] -= problem.loads[v]
      if let target = problem.target { g[v] += (mass[v] / (problem.step * problem.step)) * (x[v] - target[v]) }
    }
    if problem.pressure != 0 {
      for (v, a) in Self.areas(problem.pressedFaces, x).enumerated() { g[v] += problem.pressure * a }
    }
    if let s = problem.sphere {
      g[x.count] += s.spring * (c - s.hand)
      for sample in samples {
        let r = place(sample, x) - c
        let d = s.radius - r.length
        guard d > 0 else { continue }
        let f = (s.pressureStiffness * sample.area * d) * r.normalized
        for (a, w) in zip(sample.nodes, sample.weights) { g[a] += (-w) * f }
        g[x.count] += f
      }
    }
    for v in x.indices where !mesh.held[v].isEmpty || number[v] < 0 {
      let held = number[v] < 0 ? .all : mesh.held[v]
      g[v] = Vector3D(held.contains(.x) ? 0 : g[v].x, held.contains(.y) ? 0 : g[v].y, held.contains(.z) ? 0 : g[v].z)
    }
    return g
  }
}
