import SimMath
import Simulation

/// A small finite-element oracle: the same mesh, the same energy, in double precision, by Newton's method with a direct
/// solver. It shares the shape functions with the product and nothing else; its own derivatives are checked against
/// finite differences in the tests.
///
/// The energy of a solve is: elastic + (inertia towards `target`) - loads . x + (contact with a sphere on a spring).
public final class ReferenceSolver {
  public let mesh: TissueMesh
  /// Stress-free gradients (1/m) and volume (m3) of each material point, and its constants.
  private struct Point {
    var gradients: [Vector3D]
    var volume: Double
    var mu: Double
    var l: Double
    var alpha: Double
  }
  private var points: [[Point]] = []
  /// Mass of each vertex, kg.
  public private(set) var mass: [Double]
  /// Number of each free vertex in the system, -1 for fixed ones.
  private var number: [Int]
  private let free: [Int]
  private let matrix: EnvelopeMatrix
  private let sphereRows: Int

  /// A frictionless sphere pressed on the tissue by a spring.
  public struct Sphere {
    /// Radius, m; stiffness of the spring to `hand`, N/m; contact pressure per depth, Pa/m.
    public var radius: Double
    public var spring: Double
    public var pressureStiffness: Double
    public var hand: Vector3D
    public init(radius: Double, spring: Double, pressureStiffness: Double, hand: Vector3D) {
      self.radius = radius
      self.spring = spring
      self.pressureStiffness = pressureStiffness
      self.hand = hand
    }
  }

  private struct Sample {
    var nodes: [Int]
    var weights: [Double]
    var area: Double
  }
  private var samples: [Sample] = []

  public init(mesh: TissueMesh, points materials: [MaterialPoint]) {
    self.mesh = mesh
    mass = [Double](repeating: 0, count: mesh.nodes.count)
    var used = [Bool](repeating: false, count: mesh.nodes.count)
    for (e, tet) in mesh.tetrahedra.enumerated() {
      let geometry = QuadraticTetrahedron.gradients(tet.map { mesh.nodes[$0] })!
      var list: [Point] = []
      var elementMass = 0.0
      for q in 0..<4 {
        let m = materials[4 * e + q]
        let pull = m.prestretch.transpose
        list.append(
          Point(
            gradients: geometry[q].gradient.map { pull * $0 }, volume: geometry[q].volume / m.prestretch.determinant,
            mu: m.material.mu, l: m.material.volumeModulus, alpha: m.material.alpha))
        elementMass += m.material.density * geometry[q].volume
      }
      points.append(list)
      let shares = QuadraticTetrahedron.massShares(geometry)
      for a in 0..<10 {
        mass[tet[a]] += elementMass * shares[a]
        used[tet[a]] = true
      }
    }
    // Order along the longest side: a narrow envelope for a long body.
    var low = mesh.nodes[0]
    var high = low
    for p in mesh.nodes {
      low = Vector3D(min(low.x, p.x), min(low.y, p.y), min(low.z, p.z))
      high = Vector3D(max(high.x, p.x), max(high.y, p.y), max(high.z, p.z))
    }
    let side = high - low
    func key(_ v: Int) -> Double {
      let p = mesh.nodes[v]
      return side.x >= side.y && side.x >= side.z ? p.x : side.y >= side.z ? p.y : p.z
    }
    let order = mesh.nodes.indices.filter { !mesh.fixed[$0] && used[$0] }.sorted { (key($0), $0) < (key($1), $1) }
    var numbers = [Int](repeating: -1, count: mesh.nodes.count)
    for (k, v) in order.enumerated() { numbers[v] = k }
    var least = Array(order.indices)
    for tet in mesh.tetrahedra {
      let n = tet.map { numbers[$0] }.filter { $0 >= 0 }
      guard let m = n.min() else { continue }
      for k in n { least[k] = min(least[k], m) }
    }
    free = order
    number = numbers
    // Faces in contact couple all their nodes; they belong to one element each, so the envelope holds them already.
    var first: [Int] = []
    for k in free.indices { for _ in 0..<3 { first.append(3 * least[k]) } }
    sphereRows = first.count
    first += [0, 0, 0]
    matrix = EnvelopeMatrix(first: first)

    for face in mesh.contactFaces {
      let x = face.map { mesh.nodes[$0] }
      var area = 0.0
      for r in QuadraticTriangle.rule {
        let d = QuadraticTriangle.derivatives(r.l)
        var u = Vector3D.zero
        var v = Vector3D.zero
        for a in 0..<6 {
          u += d.u[a] * x[a]
          v += d.v[a] * x[a]
        }
        area += r.weight * u.cross(v).length
      }
      for l in QuadraticTriangle.samples {
        samples.append(
          Sample(
            nodes: face, weights: QuadraticTriangle.shape(l), area: area / Double(QuadraticTriangle.samples.count)))
      }
    }
  }

  /// The integral of the area vector at each vertex of the cavity: times a pressure (Pa), the load at these positions.
  public func cavityAreas(_ x: [Vector3D]) -> [Vector3D] {
    var result = [Vector3D](repeating: .zero, count: x.count)
    for face in mesh.cavityFaces {
      for r in QuadraticTriangle.rule {
        let n = QuadraticTriangle.shape(r.l)
        let d = QuadraticTriangle.derivatives(r.l)
        var u = Vector3D.zero
        var v = Vector3D.zero
        for a in 0..<6 {
          u += d.u[a] * x[face[a]]
          v += d.v[a] * x[face[a]]
        }
        let area = r.weight * u.cross(v)
        for a in 0..<6 { result[face[a]] += n[a] * area }
      }
    }
    return result
  }

  /// What a solve minimises besides the elastic energy.
  public struct Problem {
    /// Outer forces on vertices, N.
    public var loads: [Vector3D]
    /// Inertial targets (m) of an implicit Euler step and its length (s); nil for statics.
    public var target: [Vector3D]?
    public var step = 1e-3
    public var sphere: Sphere?

    public init(loads: [Vector3D], target: [Vector3D]? = nil, sphere: Sphere? = nil) {
      self.loads = loads
      self.target = target
      self.sphere = sphere
    }
  }

  /// Positions of the vertices and of the sphere.
  public struct Solution {
    public var positions: [Vector3D]
    public var sphere: Vector3D
    /// Norm of the gradient over that at the start, and Newton steps taken.
    public var residual: Double
    public var iterations: Int
  }

  /// Newton's method with backtracking from a start, until the gradient has fallen by `tolerance`.
  public func solve(
    _ problem: Problem, from start: [Vector3D], sphere: Vector3D = .zero, tolerance: Double = 1e-10,
    limit: Int = 60
  ) -> Solution {
    var x = start
    var c = sphere
    var g = gradient(problem, x, c)
    let scale = max(norm(g), norm(problem.loads.map { $0 }))
    var iterations = 0
    while norm(g) > tolerance * scale && iterations < limit {
      iterations += 1
      var shift = 0.0
      while true {
        assemble(problem, x, c, shift: shift)
        if matrix.factor() { break }
        // Far from the minimum the Hessian can be indefinite: lean towards steepest descent.
        shift = shift == 0 ? 1 : 4 * shift
      }
      var d = [Double](repeating: 0, count: matrix.size)
      for (k, v) in free.enumerated() {
        d[3 * k] = -g[v].x
        d[3 * k + 1] = -g[v].y
        d[3 * k + 2] = -g[v].z
      }
      let gs = g[mesh.nodes.count]
      d[sphereRows] = -gs.x
      d[sphereRows + 1] = -gs.y
      d[sphereRows + 2] = -gs.z
      matrix.solve(&d)
      let before = energy(problem, x, c)
      let gradientBefore = norm(g)
      var t = 1.0
      while true {
        var y = x
        for (k, v) in free.enumerated() { y[v] += t * Vector3D(d[3 * k], d[3 * k + 1], d[3 * k + 2]) }
        let e = c + t * Vector3D(d[sphereRows], d[sphereRows + 1], d[sphereRows + 2])
        let after = energy(problem, y, e)
        let h = gradient(problem, y, e)
        // Near the end the energy has no digits left to fall by; the gradient decides.
        if after < before || norm(h) < gradientBefore || t < 1e-6 {
          x = y
          c = e
          g = h
          break
        }
        t *= 0.5
      }
    }
    return Solution(positions: x, sphere: c, residual: norm(g) / scale, iterations: iterations)
  }

  private func norm(_ g: [Vector3D]) -> Double {
    var s = 0.0
    for (v, f) in g.enumerated() where v >= mesh.nodes.count || number[v] >= 0 { s += f.lengthSquared }
    return s.squareRoot()
  }

  private func deformation(_ p: Point, _ tet: [Int], _ x: [Vector3D]) -> Matrix3D {
    var f = Matrix3D.zero
    for a in 0..<10 { f = f + .outer(x[tet[a]], p.gradients[a]) }
    return f
  }

  /// J.
  func energy(_ problem: Problem, _ x: [Vector3D], _ c: Vector3D) -> Double {
    var e = 0.0
    for (t, tet) in mesh.tetrahedra.enumerated() {
      for p in points[t] {
        let f = deformation(p, tet, x)
        let j = f.determinant - p.alpha
        e += p.volume * (0.5 * p.mu * (f.normSquared - 3) + 0.5 * p.l * j * j)
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

  private func place(_ s: Sample, _ x: [Vector3D]) -> Vector3D {
    var p = Vector3D.zero
    for a in 0..<6 { p += s.weights[a] * x[s.nodes[a]] }
    return p
  }

  /// Gradient by vertex, and by the sphere at the end, N.
  func gradient(_ problem: Problem, _ x: [Vector3D], _ c: Vector3D) -> [Vector3D] {
    var g = [Vector3D](repeating: .zero, count: x.count + 1)
    for (t, tet) in mesh.tetrahedra.enumerated() {
      for p in points[t] {
        let f = deformation(p, tet, x)
        let stress = p.volume * (p.mu * f + (p.l * (f.determinant - p.alpha)) * f.cofactor)
        for a in 0..<10 { g[tet[a]] += stress * p.gradients[a] }
      }
    }
    for v in free {
      g[v] = g[v] - problem.loads[v]
      if let target = problem.target { g[v] += (mass[v] / (problem.step * problem.step)) * (x[v] - target[v]) }
    }
    for v in x.indices where number[v] < 0 { g[v] = .zero }
    if let s = problem.sphere {
      g[x.count] += s.spring * (c - s.hand)
      for sample in samples {
        let r = place(sample, x) - c
        let d = s.radius - r.length
        guard d > 0 else { continue }
        let f = (s.pressureStiffness * sample.area * d) * r.normalized
        for a in 0..<6 where number[sample.nodes[a]] >= 0 { g[sample.nodes[a]] += (-sample.weights[a]) * f }
        g[x.count] += f
      }
    }
    return g
  }

  private func assemble(_ problem: Problem, _ x: [Vector3D], _ c: Vector3D, shift: Double) {
    matrix.clear()
    func add(_ i: Int, _ j: Int, _ b: Matrix3D) {
      guard i >= j else { return }
      for r in 0..<3 { for s in 0..<3 { matrix.add(b[r, s], 3 * i + r, 3 * j + s) } }
    }
    for (t, tet) in mesh.tetrahedra.enumerated() {
      let n = tet.map { number[$0] }
      for p in points[t] {
        let f = deformation(p, tet, x)
        let cof = f.cofactor
        let pressure = p.volume * p.l * (f.determinant - p.alpha)
        let a = p.gradients.map { cof * $0 }
        for i in 0..<10 where n[i] >= 0 {
          for j in 0..<10 where n[j] >= 0 && n[i] >= n[j] {
            var b = (p.volume * p.l) * Matrix3D.outer(a[i], a[j])
            let w = f * p.gradients[j].cross(p.gradients[i])
            // d(cof F b_i)/dx_j = [F (b_j x b_i)]_x.
            b = b + pressure * Matrix3D(
              columns: Vector3D(0, w.z, -w.y), Vector3D(-w.z, 0, w.x), Vector3D(w.y, -w.x, 0))
            b = b + (p.volume * p.mu * p.gradients[i].dot(p.gradients[j])) * .identity
            add(n[i], n[j], b)
          }
        }
      }
    }
    for (k, v) in free.enumerated() {
      let inertia = problem.target == nil ? 0 : mass[v] / (problem.step * problem.step)
      add(k, k, (inertia + shift) * .identity)
    }
    let s = sphereRows / 3
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
        let n = sample.nodes.map { number[$0] }
        for i in 0..<6 where n[i] >= 0 {
          for j in 0..<6 where n[j] >= 0 { add(n[i], n[j], (sample.weights[i] * sample.weights[j]) * b) }
          add(s, n[i], (-sample.weights[i]) * b)
        }
        add(s, s, b)
      }
    }
  }
}
