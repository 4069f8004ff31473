import Anatomy
import Frames
import SimMath
import Simulation
import Testing
import Validation

@Suite struct UnloadedStateTests {
  static let law = TissueLaw(Material(youngsModulus: 40e3, poissonRatio: 0.45, density: 1060))

  /// A clamped bar seen bent by a tenth of its length.
  static func bar() -> (mesh: SolidMesh, load: UnloadedState.Load) {
    var mesh = SolidMesh(cells: (4, 2, 2), kind: .quadratic) { Vector3D(0.04 * $0, 0.01 * $1, 0.01 * $2) }
    mesh.hold(.all) { $0.x < 1e-9 }
    let tip = mesh.nodes { $0.x > 0.0399 }
    var forces = mesh.nodes.map { _ in Vector3D.zero }
    for v in tip { forces[v] = (1 / Double(tip.count)) * Vector3D(0, 0, -0.006) }
    return (mesh, .init(forces: forces))
  }

  @Test func loadingTheUnloadedShapeGivesTheOneThatWasSeen() throws {
    let (mesh, load) = Self.bar()
    let found = try UnloadedState.find(of: mesh, under: load) { _, _ in Self.law }
    let moved = zip(found.nodes, mesh.nodes).map { ($0 - $1).length }.max()!
    #expect(moved > 0.003 && found.error < 1e-9)
    // From the unloaded shape, by another path: straight to the load.
    var body = mesh
    body.nodes = found.nodes
    let solver = ReferenceSolver(mesh: body, kind: .quadratic) { _, _ in Self.law }
    let again = NewtonEquilibrium().rest(of: solver, loads: load.forces)
    #expect(zip(again, mesh.nodes).allSatisfy { ($0 - $1).length < 1e-8 })
  }

  /// With the prestretch the tick's body, meshed as seen, stands still under its load, and springs to the unloaded shape
  /// when it is taken off.
  @Test func theTickStandsStillAsSeen() throws {
    let (mesh, load) = Self.bar()
    let found = try UnloadedState.find(of: mesh, under: load) { _, _ in Self.law }
    let points = found.prestretch.map {
      MaterialPoint(law: TissueLaw(Self.law.passive, viscosity: KelvinVoigt(viscosity: 100)), density: 1060, prestretch: $0)
    }
    let model = try SimulationModel(
      bodyOf: TissueMesh(nodes: mesh.nodes, tetrahedra: mesh.elements, fixed: mesh.held.map { $0 == .all }), points: points,
      coarse: CoarseParameters(aggregates: 8))
    var state = SimulationState(model: model)
    for (v, f) in load.forces.enumerated() { state.setLoad(Vector3(f), onVertex: v) }
    let team = WorkerTeam()
    func off(_ places: [Vector3D]) -> Double {
      places.indices.map { (Vector3D(state.position(ofVertex: $0)) - places[$0]).length }.max()!
    }
    for _ in 0..<300 { _ = step(model, &state, InputFrame(tick: state.nextTick, pose: Scene.away), on: team) }
    #expect(off(mesh.nodes) < 2e-6)
    for v in load.forces.indices { state.setLoad(.zero, onVertex: v) }
    for _ in 0..<4000 { _ = step(model, &state, InputFrame(tick: state.nextTick, pose: Scene.away), on: team) }
    let moved = zip(found.nodes, mesh.nodes).map { ($0 - $1).length }.max()!
    #expect(off(found.nodes) < 0.005 * moved)
  }

  /// A tube at pressure shrinks without it; the wall's prestretch carries Laplace's hoop stress.
  @Test func aTubeShrinksWithoutItsPressure() throws {
    let (radius, wall, pressure) = (0.015, 0.002, 4e3)
    let law = TissueLaw(Material(youngsModulus: 300e3, poissonRatio: 0.45, density: 1060))
    var mesh = SolidMesh(cells: (6, 2, 1), kind: .quadratic) { u, v, w in
      let (s, c) = Trigonometry.sincos(0.5 * .pi * u)
      let r = radius + wall * w
      return Vector3D(r * s, 0.006 * v, r * c)
    }
    mesh.hold(.x) { $0.x < 1e-9 }
    mesh.hold(.z) { $0.z < 1e-9 }
    mesh.hold(.y) { _ in true }
    let inner = mesh.boundary { p in abs((p.x * p.x + p.z * p.z).squareRoot() - radius) < 1e-6 }
    let found = try UnloadedState.find(of: mesh, under: .init(pressure: pressure, faces: inner)) { _, _ in law }
    let seen = mesh.nearest(Vector3D(0, 0.003, radius))
    #expect(found.nodes[seen].z < radius - 0.001)
    // Mean hoop stress over the wall against pressure times radius over thickness.
    var hoop = 0.0
    var volume = 0.0
    let solver = ReferenceSolver(mesh: mesh, kind: .quadratic) { _, _ in law }
    for (p, f) in found.prestretch.enumerated() {
      let element = mesh.elements[p / 4]
      let center = 0.25 * (0..<4).reduce(Vector3D.zero) { $0 + mesh.nodes[element[$1]] }
      let r = (center.x * center.x + center.z * center.z).squareRoot()
      let along = Vector3D(center.z / r, 0, -center.x / r)
      let size = solver.mass[element[0]]
      hoop += size * along.dot(law.cauchyStress(f) * along)
      volume += size
    }
    #expect(abs(hoop / volume / (pressure * radius / wall) - 1) < 0.05)
  }

  @Test func aLoadThatNoShapeBearsIsRefused() {
    let (mesh, load) = Self.bar()
    #expect(throws: UnloadedState.Failure.self) {
      _ = try UnloadedState.find(of: mesh, under: .init(forces: load.forces.map { 30 * $0 }), rounds: 8) { _, _ in Self.law }
    }
  }
}
