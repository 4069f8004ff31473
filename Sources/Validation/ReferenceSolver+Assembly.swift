import SimMath
import Simulation

extension ReferenceSolver {
  /// The Hessian of a problem's energy, its pressure part made symmetric.
  func assemble(_ problem: Problem, _ x: [Vector3D], _ c: Vector3D) {
    matrix.clear()
    func add(_ i: Int, _ j: Int, _ b: Matrix3D) { if i >= j { matrix.add(b, i, j) } }
    let f = points.indices.map { deformation($0, x) }
    let slopes = volumeSlopes(f).slope
    let n = kind.nodes
    let axes = [Vector3D(1, 0, 0), Vector3D(0, 1, 0), Vector3D(0, 0, 1)]
    var change = [Matrix3D](repeating: .zero, count: 9)
    for (p, point) in points.enumerated() {
      let rows = mesh.elements[p / kind.points].map { number[$0] }
      let increment = increment(p, problem.previous, problem.step)
      for s in 0..<3 {
        for b in 0..<3 {
          let unit = Matrix3D.outer(axes[s], axes[b])
          var d = point.law.stressChange(f[p], unit)
          if let increment { d = d + increment.stressChange(f[p], unit) }
          change[3 * s + b] = point.volume * d
        }
      }
      for j in 0..<n where rows[j] >= 0 {
        let bj = gradients[p * n + j]
        let columns = (0..<3).map { (s: Int) -> Matrix3D in
          let ab = bj.x * change[3 * s] + bj.y * change[3 * s + 1]
          return ab + bj.z * change[3 * s + 2]
        }
        for i in 0..<n where rows[i] >= rows[j] {
          let bi = gradients[p * n + i]
          // d(cof F b_i)/dx_j = [F (b_j x b_i)]_x.
          let turn = slopes[p] * Matrix3D.turn(f[p] * bj.cross(bi))
          add(rows[i], rows[j], Matrix3D(columns: columns[0] * bi, columns[1] * bi, columns[2] * bi) + turn)
        }
      }
    }
    for g in groups {
      var sums = [Vector3D](repeating: .zero, count: g.nodes.count)
      for (m, p) in g.points.enumerated() {
        let cof = g.weights[m] * f[p].cofactor
        for a in 0..<n { sums[g.local[m * n + a]] += cof * gradients[p * n + a] }
      }
      let rows = g.nodes.map { number[$0] }
      let k = g.term.modulus / g.volume
      for b in rows.indices where rows[b] >= 0 {
        for a in rows.indices where rows[a] >= rows[b] { add(rows[a], rows[b], k * .outer(sums[a], sums[b])) }
      }
    }
    for shell in shells {
      let rows = shell.vertices.map { $0 < 0 ? -1 : number[$0] }
      let blocks = shell.hessian(x)
      for i in 0..<6 where rows[i] >= 0 { for j in 0..<6 where rows[j] >= 0 { add(rows[i], rows[j], blocks[i][j]) } }
    }
    if problem.pressure != 0 {
      for face in problem.pressedFaces {
        let tangent = FaceIntegral.of(face).tangent(face.map { x[$0] })
        for (i, a) in face.enumerated() where number[a] >= 0 {
          for (j, b) in face.enumerated() where number[b] >= 0 {
            add(number[a], number[b], (0.5 * problem.pressure) * (tangent[i][j] + tangent[j][i].transpose))
          }
        }
      }
    }
    if problem.target != nil {
      for (k, v) in free.enumerated() {
        add(k, k, (mass[v] / (problem.step * problem.step)) * .identity)
      }
    }
    let s = free.count
    add(s, s, (problem.sphere?.spring ?? 1) * .identity)
    if let sphere = problem.sphere {
      for sample in samples {
        let r = place(sample, x) - c
        let distance = r.length
        let d = sphere.radius - distance
        guard d > 0 else { continue }
        let u = r.normalized
        let k = sphere.pressureStiffness * sample.area
        let dyad = Matrix3D.outer(u, u)
        let b = k * dyad - (k * d / distance) * (Matrix3D.identity - dyad)
        let rows = sample.nodes.map { number[$0] }
        for i in rows.indices where rows[i] >= 0 {
          for j in rows.indices where rows[j] >= 0 {
            add(rows[i], rows[j], (sample.weights[i] * sample.weights[j]) * b)
          }
          add(s, rows[i], (-sample.weights[i]) * b)
        }
        add(s, s, b)
      }
    }
  }
}
