import SimMath
import Simulation

/// Mesh series of candidate elements, from which the product's element was chosen.
///
/// Loads are small (linear range), laws are those of the product, solves are Newton's with a direct solver.
public enum ElementSeries {
  static let youngsModulus = 1e5
  /// Poisson's ratios of the series: what the aorta has, and close to incompressible.
  public static let poissonRatios = [0.45, 0.499]

  /// Cells of the meshes of a series; `fine` adds one that takes minutes altogether.
  public static func levels(_ problem: ElementProblem, _ kind: ElementKind, fine: Bool) -> [Int] {
    switch (problem, kind.isQuadratic) {
    case (.cantilever, false): fine ? [1, 2, 4, 8] : [1, 2, 4]
    case (.cantilever, true): fine ? [1, 2, 4] : [1, 2]
    case (.cook, false): fine ? [2, 4, 8, 16, 32] : [2, 4, 8]
    case (.cook, true): fine ? [2, 4, 8, 16] : [2, 4]
    case (.tube, false): fine ? [1, 2, 4, 8] : [1, 2, 4]
    case (.tube, true): fine ? [1, 2, 4] : [1, 2]
    }
  }

  /// The whole series, problem by problem.
  public static func run(fine: Bool, progress: (Double) -> Void) -> [ElementResult] {
    var jobs: [(ElementProblem, Double, ElementKind, Int)] = []
    for problem in ElementProblem.allCases {
      for nu in poissonRatios {
        for kind in ElementKind.allCases {
          for n in levels(problem, kind, fine: fine) { jobs.append((problem, nu, kind, n)) }
        }
      }
    }
    var results: [ElementResult] = []
    var cook: [Double: Double] = [:]
    for (k, job) in jobs.enumerated() {
      progress(Double(k) / Double(jobs.count))
      if job.0 == .cook && cook[job.1] == nil { cook[job.1] = cookReference(poissonRatio: job.1, fine: fine) }
      results.append(solve(job.0, poissonRatio: job.1, kind: job.2, cells: job.3, cook: cook[job.1]))
    }
    return results
  }

  /// What must hold for the product's element: beam theory within 3%, and a wall of one element within 1%.
  public static func cases(_ results: [ElementResult]) -> [ValidationCase] {
    var cases: [ValidationCase] = []
    for nu in poissonRatios {
      let own = results.filter { $0.kind == .quadratic && $0.poissonRatio == nu }
      let name = "nu\(Int((1000 * nu).rounded()))"
      if let r = own.last(where: { $0.problem == .cantilever && $0.cells <= 4 }) {
        cases.append(
          .relative(
            id: "element.cantilever-\(r.cells).\(name)", ours: r.value, reference: r.reference, unit: "m", bound: 0.03,
            source: "P L^3/3EI + P L/kGA, k by Cowper 1966"))
      }
      if let r = own.first(where: { $0.problem == .tube }) {
        cases.append(
          .relative(
            id: "element.tube-\(r.cells).\(name)", ours: r.value, reference: r.reference, unit: "m", bound: 0.01,
            source: "Lame, thick wall, plane strain"))
      }
      if let r = own.last(where: { $0.problem == .cook }) {
        cases.append(
          .relative(
            id: "element.cook-\(r.cells).\(name)", ours: r.value, reference: r.reference, unit: "m", bound: 0.1,
            source: "Richardson on the same element, finer"))
      }
    }
    return cases
  }

  /// One mesh of a series.
  /// - Parameter cook: answer for Cook's panel; found by `cookReference` where nil.
  public static func solve(
    _ problem: ElementProblem, poissonRatio: Double, kind: ElementKind, cells: Int, cook: Double? = nil
  ) -> ElementResult {
    let run =
      switch problem {
      case .cantilever: cantilever(poissonRatio, kind, cells)
      case .cook: self.cook(poissonRatio, kind, cells)
      case .tube: tube(poissonRatio, kind, cells)
      }
    let reference =
      switch problem {
      case .cantilever: cantileverReference(poissonRatio: poissonRatio)
      case .cook: cook ?? cookReference(poissonRatio: poissonRatio, fine: false)
      case .tube: tubeReference(poissonRatio: poissonRatio)
      }
    let mesh = run.mesh
    return ElementResult(
      problem: problem, poissonRatio: poissonRatio, kind: kind, cells: cells,
      degreesOfFreedom: mesh.degreesOfFreedom,
      pairPoints: mesh.elements.count * kind.nodes * kind.points, value: run.value, reference: reference,
      error: run.value / reference - 1, residual: run.residual)
  }

  struct Run {
    var mesh: SolidMesh
    var value: Double
    var residual: Double
  }

  static func solver(_ mesh: SolidMesh, _ kind: ElementKind, _ nu: Double) -> ReferenceSolver {
    let law = TissueLaw(Material(youngsModulus: youngsModulus, poissonRatio: nu, density: 1000))
    return ReferenceSolver(mesh: mesh, kind: kind) { _, _ in law }
  }

  // MARK: Cantilever

  private static let length = 0.1
  private static let thickness = 0.01
  /// End force, N: a hundredth of the length in deflection, where the second order is still under 0.01%.
  private static let endForce =
    0.01 * 3 * youngsModulus * thickness * thickness * thickness * thickness / 12
    / (length * length)

  /// Euler's and Bernoulli's deflection P L^3/3EI and Timoshenko's for shear, P L/kGA with Cowper's (1966)
  /// k = 10 (1 + nu)/(12 + 11 nu).
  ///
  /// Nothing has to be corrected for clamping: the root plane may contract, as the theory wants (see `cantilever`).
  static func cantileverReference(poissonRatio nu: Double) -> Double {
    let inertia = thickness * thickness * thickness * thickness / 12
    let bending = endForce * length * length * length / (3 * youngsModulus * inertia)
    let shearModulus = youngsModulus / (2 * (1 + nu))
    let k = 10 * (1 + nu) / (12 + 11 * nu)
    return bending + endForce * length / (k * shearModulus * thickness * thickness)
  }

  /// The root plane stays plane (no axial displacement) but may contract; both end planes carry the parabolic shear
  /// stress of beam theory, so that the three single displacements that are held besides take no force. Deflection of
  /// the end's mean against the root's.
  static func cantilever(_ nu: Double, _ kind: ElementKind, _ n: Int) -> Run {
    let (l, h) = (length, thickness)
    var mesh = SolidMesh(cells: (10 * n, n, n), kind: kind) { Vector3D(l * $0, h * $1, h * $2) }
    mesh.hold(.x) { $0.x < 1e-9 }
    mesh.hold(.z) { $0.x < 1e-9 && $0.z < 1e-9 && ($0.y < 1e-9 || $0.y > h - 1e-9) }
    mesh.hold(.y) { $0.lengthSquared < 1e-18 }
    let solver = solver(mesh, kind, nu)
    func shear(_ p: Vector3D) -> Vector3D {
      let s = 2 * p.z / h - 1
      return Vector3D(0, 0, 1.5 * endForce / (h * h) * (1 - s * s))
    }
    let end = mesh.boundary { $0.x > l - 1e-9 }
    let root = mesh.boundary { $0.x < 1e-9 }
    let up = solver.loads(on: end, traction: shear)
    let down = solver.loads(on: root) { -shear($0) }
    let solved = solver.solve(.init(loads: zip(up, down).map { $0 + $1 }), from: mesh.nodes)
    func mean(_ faces: [[Int]]) -> Double {
      let w = solver.loads(on: faces) { _ in Vector3D(1, 0, 0) }
      let total = w.reduce(0) { $0 + $1.x }
      return mesh.nodes.indices.reduce(0) { $0 + w[$1].x * (solved.positions[$1].z - mesh.nodes[$1].z) } / total
    }
    return Run(mesh: mesh, value: mean(end) - mean(root), residual: solved.residual)
  }

  // MARK: Cook

  /// A place in the panel, m.
  static func cookMap(_ u: Double, _ v: Double, _ w: Double, thickness: Double) -> Vector3D {
    Vector3D(0.048 * u, 0.044 * u + v * (0.044 - 0.028 * u), thickness * w)
  }

  /// The panel with `n` cells a side, held at its left edge; displacements across it are held everywhere.
  static func cookMesh(_ kind: ElementKind, _ n: Int) -> SolidMesh {
    var mesh = SolidMesh(cells: (n, n, 1), kind: kind) { cookMap($0, $1, $2, thickness: 0.044 / Double(n)) }
    mesh.hold([.x, .y]) { $0.x < 1e-9 }
    mesh.hold(.z) { _ in true }
    return mesh
  }

  /// Shear traction on the right edge over Young's modulus.
  static let cookTraction = 1e-4

  /// Rise of the upper right corner, made odd in the load so that the second order drops out.
  static func cook(_ nu: Double, _ kind: ElementKind, _ n: Int) -> Run {
    let mesh = cookMesh(kind, n)
    let solver = solver(mesh, kind, nu)
    let right = mesh.boundary { $0.x > 0.048 - 1e-9 }
    let loads = solver.loads(on: right) { _ in Vector3D(0, cookTraction * youngsModulus, 0) }
    let up = solver.solve(.init(loads: loads), from: mesh.nodes)
    let down = solver.solve(.init(loads: loads.map { -$0 }), from: mesh.nodes)
    let corner = mesh.nearest(Vector3D(0.048, 0.06, 0))
    return Run(
      mesh: mesh, value: 0.5 * (up.positions[corner].y - down.positions[corner].y),
      residual: max(up.residual, down.residual))
  }

  /// Richardson's extrapolation of ten-node tetrahedra: no closed form is known.
  static func cookReference(poissonRatio nu: Double, fine: Bool) -> Double {
    let n = fine ? 6 : 4
    let series = [n, 2 * n, 4 * n].map { cook(nu, .quadratic, $0).value }
    return TissueCases.richardson(series[0], series[1], series[2])
  }

  // MARK: Tube

  private static let innerRadius = 0.014
  private static let outerRadius = 0.016
  private static let tubePressure = 1e-4 * youngsModulus

  /// Lame's thick wall in plane strain: u(a) = (1 + nu)/E p a^2/(b^2 - a^2) ((1 - 2 nu) a + b^2/a).
  static func tubeReference(poissonRatio nu: Double) -> Double {
    let (a, b) = (innerRadius, outerRadius)
    return (1 + nu) / youngsModulus * tubePressure * a * a / (b * b - a * a) * ((1 - 2 * nu) * a + b * b / a)
  }

  /// `n` cells through the wall, 12 n around a quarter. Mean growth of the inner radius, made odd in the pressure.
  static func tube(_ nu: Double, _ kind: ElementKind, _ n: Int) -> Run {
    let (a, b) = (innerRadius, outerRadius)
    var mesh = SolidMesh(cells: (12 * n, 1, n), kind: kind) { u, v, w in
      // From the y axis to the x axis: a right-handed cell.
      let t = Trigonometry.sincos(0.5 * .pi * (1 - u))
      let r = a + (b - a) * w
      return Vector3D(r * t.cos, r * t.sin, 0.002 / Double(n) * v)
    }
    mesh.hold(.x) { $0.x < 1e-9 }
    mesh.hold(.y) { $0.y < 1e-9 }
    mesh.hold(.z) { _ in true }
    let solver = solver(mesh, kind, nu)
    let inner = { (p: Vector3D) in (p.x * p.x + p.y * p.y).squareRoot() < a + 1e-9 }
    var problem = ReferenceSolver.Problem(loads: mesh.nodes.map { _ in .zero })
    problem.pressedFaces = mesh.boundary(where: inner)
    func growth(_ pressure: Double) -> (Double, Double) {
      problem.pressure = pressure
      let solved = solver.solve(problem, from: mesh.nodes)
      let list = mesh.nodes(where: inner)
      let sum = list.reduce(0.0) { s, v in
        let p = solved.positions[v]
        return s + (p.x * p.x + p.y * p.y).squareRoot() - a
      }
      return (sum / Double(list.count), solved.residual)
    }
    let out = growth(tubePressure)
    let back = growth(-tubePressure)
    return Run(mesh: mesh, value: 0.5 * (out.0 - back.0), residual: max(out.1, back.1))
  }
}
