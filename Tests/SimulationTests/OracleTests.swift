import SimMath
import Simulation
import Testing

@testable import Validation

/// The tick against the finite-element oracle.
@Suite(.serialized) struct OracleTests {
  @Test func pressDepthIsTheOraclesWithinHalfAPercent() throws {
    let c = try TissueCases.pressCase(series: false)
    #expect(c.ok, "\(c)")
    #expect(c.reference > 0.002 && c.reference < 0.003)
  }

  @Test func suddenForceArrivesWithinThreeTicksOfConvergedImplicitEuler() throws {
    for c in try TissueCases.stepCases() { #expect(c.ok, "\(c)") }
  }

  @Test func clampedBodiesBendAsTheOracles() throws {
    for c in try TissueCases.bendingCases(series: false) {
      #expect(c.ok, "\(c)")
      #expect(c.reference > 0.002)
    }
  }

  /// The tick refuses what it cannot run, and says which.
  @Test func tickTakesOnlyWhatItCanRun() {
    let tick = TickEquilibrium(ticks: 1)
    var mesh = SolidMesh(cells: (1, 1, 1), kind: .quadratic) { Vector3D($0, $1, $2) }
    let none = mesh.nodes.map { _ in Vector3D.zero }
    #expect(throws: EquilibriumError.element(.quadraticMean)) {
      _ = try tick.rest(of: ElementSeries.solver(mesh, .quadraticMean, 0.45), loads: none)
    }
    mesh.held[3] = .x
    #expect(throws: EquilibriumError.partlyHeld(node: 3)) {
      _ = try tick.rest(of: ElementSeries.solver(mesh, .quadratic, 0.45), loads: none)
    }
  }

  @Test func freeBlockFallsAtG() throws {
    for c in try TissueCases.freeFallCases() { #expect(c.ok, "\(c)") }
  }

  /// The oracle itself: its gradient is the difference quotient of its energy, and of its own kind its Newton steps
  /// converge, which they would not with a wrong Hessian.
  @Test func oracleGradientIsTheDerivativeOfItsEnergy() throws {
    let model = try Scene.block(youngsModulus: 30e3, poissonRatio: 0.45, clamped: true)
    let oracle = ReferenceSolver(mesh: model.mesh, points: model.points)
    var random = Random(seed: 3)
    var x = model.mesh.nodes
    for v in x.indices where !model.mesh.fixed[v] {
      x[v] += 0.004 * Vector3D(random.uniform(-1, 1), random.uniform(-1, 1), random.uniform(-1, 1))
    }
    let problem = ReferenceSolver.Problem(
      loads: x.map { _ in Vector3D(0.1, 0.2, 0.3) }, target: model.mesh.nodes)
    let g = oracle.gradient(problem, x, .zero)
    for v in [40, 91, 150] where !model.mesh.fixed[v] {
      for (axis, part) in [(Vector3D(1, 0, 0), g[v].x), (Vector3D(0, 1, 0), g[v].y), (Vector3D(0, 0, 1), g[v].z)] {
        var plus = x
        plus[v] += 1e-7 * axis
        var minus = x
        minus[v] += -1e-7 * axis
        let quotient = (oracle.energy(problem, plus, .zero) - oracle.energy(problem, minus, .zero)) / 2e-7
        #expect(abs(quotient - part) < 1e-4 * max(1, abs(part)))
      }
    }
    let solved = oracle.solve(.init(loads: x.map { _ in Vector3D(0, 0, -0.02) }), from: model.mesh.nodes)
    #expect(solved.residual < 1e-10 && solved.iterations <= 12)
  }

  @Test func richardsonExtrapolatesAGeometricSeries() {
    // 1 + q^k: limit 1.
    #expect(abs(TissueCases.richardson(1.4, 1.2, 1.1) - 1) < 1e-12)
    // A series that does not converge gives back its finest member.
    #expect(TissueCases.richardson(1.0, 1.2, 1.1) == 1.1)
  }
}
