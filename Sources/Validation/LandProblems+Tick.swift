import Anatomy
import Frames
import SimMath
import Simulation

extension LandProblems {
  /// The beam by the product's tick, with its element, run until it rests.
  ///
  /// - Parameter ticks: at most.
  public static func beamByTick(cells n: Int, ticks: Int = 8000, volumeModulus: Double = 2e6) throws -> LandResult {
    let mesh = beamMesh(cells: n, kind: .quadratic)
    let law = beamLaw(volumeModulus: volumeModulus)
    let solver = ReferenceSolver(mesh: mesh, kind: .quadratic) { _, _ in law }
    let rest = try rest(solver, pressedFaces(ofBeam: mesh), pressure: 4, viscosity: 100, ticks: ticks)
    return beamResult(solver, .tick, cells: n, rest.positions, residual: rest.residual)
  }

  /// The ventricle by the product's tick, whole, since the tick holds a node along all axes or not at all.
  ///
  /// - Parameter ticks: at most.
  public static func ventricleByTick(layers: Int, ticks: Int = 8000, volumeModulus: Double = 1e6) throws -> LandResult {
    let mesh = ellipsoid(layers: layers, rings: 10 * layers, sectors: 3 * layers, kind: .quadratic, whole: true)
    let law = ventricleLaw(volumeModulus: volumeModulus)
    let solver = ReferenceSolver(mesh: mesh, kind: .quadratic) { _, _ in law }
    let rest = try rest(solver, endocardium(mesh), pressure: 10e3, viscosity: 300, ticks: ticks)
    return ventricleResult(solver, .tick, layers: layers, rest.positions, residual: rest.residual, parts: 1)
  }

  /// Where the tick's body comes to rest under a steady pressure on faces. Viscosity (Pa s) takes swings down and does not
  /// change the rest.
  private static func rest(
    _ solver: ReferenceSolver, _ faces: [[Int]], pressure: Double, viscosity: Double, ticks: Int
  ) throws -> (positions: [Vector3D], residual: Double) {
    let mesh = TissueMesh(
      nodes: solver.mesh.nodes, tetrahedra: solver.mesh.elements, fixed: solver.mesh.held.map { $0 == .all },
      cavityFaces: faces.map(QuadraticGrid.reversed))
    let points = solver.points.map { point in
      var law = point.law
      law.viscosity = KelvinVoigt(viscosity: viscosity)
      return MaterialPoint(law: law, density: 1000)
    }
    let model = try SimulationModel(
      bodyOf: mesh, points: points, coarse: CoarseParameters(aggregates: 24, turning: true), pressure: pressure)
    var state = SimulationState(model: model)
    let team = WorkerTeam()
    var x = mesh.nodes
    var problem = ReferenceSolver.Problem(loads: x.map { _ in .zero })
    problem.pressure = pressure
    problem.pressedFaces = faces
    var residual = 1.0
    for k in 1...ticks {
      _ = step(model, &state, .untouched(state.nextTick), on: team)
      guard k % 250 == 0 else { continue }
      let last = x
      x = mesh.nodes.indices.map { Vector3D(state.position(ofVertex: $0)) }
      let moved = zip(x, last).reduce(0) { max($0, ($1.0 - $1.1).length) }
      let whole = zip(x, mesh.nodes).reduce(0) { max($0, ($1.0 - $1.1).length) }
      if moved < 1e-5 * whole { break }
    }
    let forces = solver.gradient(problem, x, .zero).reduce(0) { $0 + $1.lengthSquared }
    let loads = ReferenceSolver.areas(faces, x).reduce(0) { $0 + $1.lengthSquared }
    residual = (forces / (pressure * pressure * loads)).squareRoot()
    return (x, residual)
  }
}
