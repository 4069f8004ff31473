import SimMath
import Simulation
import Testing

@testable import Validation

/// Elements and laws against closed forms and published answers: what `systole validate` prints.
@Suite(.serialized) struct TruthTests {
  @Test func everyCaseKeepsItsBound() throws {
    let cases = try TruthCases.all(series: false) { _ in }
    for c in cases { #expect(c.ok, "\(c)") }
    #expect(Set(cases.map(\.id)).count == cases.count && cases.count > 20)
  }

  /// The cases can tell a wrong law: ten percent in one constant is ten times the bound or more.
  @Test func aWrongConstantIsSeen() throws {
    let right = try #require(TruthCases.stretchedLaws.first { $0.name == "guccione" })
    let wrong = TissueLaw(.guccione(Guccione(c: 2.2e3, bf: 8, bt: 2, bfs: 4, volumeModulus: 1e8)))
    let reference = right.uniaxial(1.2)
    #expect(abs(reference - 8096.5) < 0.5)
    #expect(abs(TruthCases.stretch(wrong, by: 1.2, equibiaxial: false) / reference - 1) > 0.05)
  }

  /// Ten-node elements tend to the benchmark; linear ones of the same kind of mesh lock.
  @Test func benchmarkBeamConverges() {
    let coarse = LandProblems.beam(cells: 1)
    let fine = LandProblems.beam(cells: 2)
    let linear = LandProblems.beam(cells: 2, kind: .linear)
    let answer = 1e-3 * LandProblem.beam.inner
    #expect(abs(fine.inner - answer) < 0.4 * abs(coarse.inner - answer))
    #expect(linear.inner < 0.8 * answer)
    // Rounding of the volume ratio, times a modulus half a million times the load, leaves more than Newton would.
    #expect(fine.residual < 1e-6 && fine.volumeChange < 1e-3)
  }

  /// The ellipsoid's mesh is the benchmark's body: its wall's volume and its cavity's, in closed form.
  @Test func ellipsoidHasTheVolumesOfItsBody() {
    let mesh = LandProblems.ellipsoid(layers: 1, rings: 10, sectors: 3, kind: .quadratic)
    func segment(_ a: Double, _ b: Double) -> Double {
      // Ellipsoid with axes a, a, b under the plane z = 5 mm.
      let c = 0.005
      return .pi * a * a * ((c + b) - (c * c * c + b * b * b) / (3 * b * b))
    }
    let wall = segment(0.010, 0.020) - segment(0.007, 0.017)
    let law = TissueLaw(Material(youngsModulus: 1, poissonRatio: 0.3, density: 1))
    let solver = ReferenceSolver(mesh: mesh, kind: .quadratic, density: { _, _ in 1 }) { _, _ in law }
    #expect(abs(4 * solver.mass.reduce(0, +) / wall - 1) < 2e-3)
    let inside = mesh.boundary { p in
      abs((p.x * p.x + p.y * p.y) / (0.007 * 0.007) + p.z * p.z / (0.017 * 0.017) - 1) < 1e-9
    }
    let areas = ReferenceSolver.areas(inside, mesh.nodes)
    let flux = mesh.nodes.indices.reduce(0.0) { $0 - areas[$1].dot(mesh.nodes[$1] - Vector3D(0, 0, 0.005)) / 3 }
    #expect(abs(4 * flux / segment(0.007, 0.017) - 1) < 2e-3)
  }

  /// Regions of one mesh may differ: two bars in series, soft and stiff, strain by the inverse of their moduli.
  @Test func regionsOfOneMeshMayDiffer() {
    var mesh = SolidMesh(cells: (2, 1, 1), kind: .quadratic) { Vector3D(0.02 * $0, 0.01 * $1, 0.01 * $2) }
    mesh.hold([.y, .z]) { _ in true }
    mesh.hold(.x) { $0.x < 1e-9 }
    let soft = Material(youngsModulus: 10e3, poissonRatio: 0.3, density: 1000)
    let stiff = MooneyRivlin(c1: 20e3, c2: 10e3, volumeModulus: 200e3)
    let solver = ReferenceSolver(mesh: mesh, kind: .quadratic) { e, _ in
      e < 5 ? TissueLaw(soft) : TissueLaw(.mooneyRivlin(stiff))
    }
    let end = mesh.boundary { $0.x > 0.02 - 1e-9 }
    let x = solver.solve(.init(loads: solver.loads(on: end) { _ in Vector3D(1, 0, 0) }), from: mesh.nodes).positions
    let middle = x[mesh.nearest(Vector3D(0.01, 0, 0))].x - 0.01
    let far = x[mesh.nearest(Vector3D(0.02, 0, 0))].x - 0.02
    #expect(abs(middle / 0.01 * (soft.lambda + 2 * soft.mu) - 1) < 1e-3)
    #expect(abs((far - middle) / 0.01 * (200e3 - 40e3 + 120e3) - 1) < 1e-3)
  }

  /// Gradient and Hessian of the oracle with pressure, muscle, viscosity and a mean volume, by differences.
  @Test func oracleDerivativesHoldForEveryPart() {
    var mesh = SolidMesh(cells: (2, 1, 1), kind: .quadratic) { Vector3D(0.02 * $0, 0.01 * $1, 0.01 * $2) }
    mesh.hold(.all) { $0.x < 1e-9 }
    let law = TissueLaw(
      .guccione(Guccione(c: 880, bf: 8, bt: 6, bfs: 12, fibre: Vector3D(0.6, 0.8, 0), volumeModulus: 1e5)),
      active: ActiveFibre(tension: 5e3, activation: 0.5, fibre: Vector3D(0.6, 0.8, 0)),
      viscosity: KelvinVoigt(viscosity: 20))
    let solver = ReferenceSolver(mesh: mesh, kind: .quadraticMean) { _, _ in law }
    var problem = ReferenceSolver.Problem(loads: mesh.nodes.map { _ in Vector3D(1e-3, 0, 2e-3) })
    problem.previous = mesh.nodes
    var random = Random(seed: 2)
    let x = mesh.nodes.indices.map { v in
      mesh.held[v].isEmpty
        ? mesh.nodes[v] + 1e-3 * Vector3D(random.uniform(-1, 1), random.uniform(-1, 1), random.uniform(-1, 1))
        : mesh.nodes[v]
    }
    let g = solver.gradient(problem, x, .zero)
    for v in [20, 33, 41] where mesh.held[v].isEmpty {
      var plus = x
      plus[v] += Vector3D(1e-7, 0, 0)
      var minus = x
      minus[v] -= Vector3D(1e-7, 0, 0)
      let quotient = (solver.energy(problem, plus, .zero) - solver.energy(problem, minus, .zero)) / 2e-7
      #expect(abs(quotient - g[v].x) < 1e-5 * max(1e-2, abs(g[v].x)))
    }
    // The turning load of a pressed face: its tangent is the difference quotient of its areas.
    let face = mesh.boundary { $0.z > 0.01 - 1e-9 }[0]
    let integral = FaceIntegral.of(face)
    let at = face.map { x[$0] }
    let tangent = integral.tangent(at)
    for b in 0..<6 {
      var plus = at
      plus[b] += Vector3D(0, 1e-7, 0)
      var minus = at
      minus[b] -= Vector3D(0, 1e-7, 0)
      let (p, m) = (integral.areas(plus), integral.areas(minus))
      for a in 0..<6 { #expect(((1 / 2e-7) * (p[a] - m[a]) - tangent[a][b].c1).length < 1e-9) }
    }
  }
}
