import Anatomy
import Frames
import SimMath
import Simulation

/// Press, step, bending and free fall: the product's tick against the reference solver on the same mesh with the same
/// energy.
public enum TissueCases {
  static let mmHg = 133.322_387_415
  static let source = "same mesh and energy, Newton to 1e-10 (Validation/ReferenceSolver)"

  /// The parameters of the healthy aorta of the assessment scenario, with constant pressure.
  static func parameters(cells: (Int, Int) = (16, 10), friction: Double = 0) -> AortaParameters {
    var p = AortaParameters(
      pulse: PulseParameters(systolic: 80 * mmHg, diastolic: 80 * mmHg, heartRate: 1.2, variability: 0),
      wall: VesselTissue(youngsModulus: 1.2e6, poissonRatio: 0.45, density: 1060),
      softPlaque: VesselTissue(youngsModulus: 0.4e6, poissonRatio: 0.45, density: 1060),
      calcium: VesselTissue(youngsModulus: 20e6, poissonRatio: 0.3, density: 1400), probeRadius: 0.006, probeMass: 0.05,
      friction: friction, limits: .scripted)
    p.cellsAround = cells.0
    p.cellsAlong = cells.1
    return p
  }

  static let truth = SceneTruth(
    scenario: "validation", scenarioVersion: "1", patientSeed: 0,
    vessel: VesselTruth(
      outerRadius: 0.016, wallThickness: 0.002, length: 0.06, accessibleAngle: 1.9, siteZone: 0.035...0.055),
    lesions: [], safeSiteExists: true, requiredMargin: 0.01)

  /// An aorta under the dead load of 80 mmHg (so that the energy is the same on both sides), at rest.
  struct DeadAorta {
    let model: SimulationModel
    let reference: ReferenceSolver
    /// The pressure's load on each vertex, N, and the positions at rest under it, m.
    let loads: [Vector3D]
    let rest: [Vector3D]
  }

  static func deadAorta(cells: (Int, Int) = (16, 10), friction: Double = 0) throws -> DeadAorta {
    let p = parameters(cells: cells, friction: friction)
    let pressed = try AortaBuilder.build(truth: truth, parameters: p)
    var mesh = pressed.mesh
    let loads = ReferenceSolver(mesh: mesh, points: pressed.points).cavityAreas(mesh.nodes).map { 80 * mmHg * $0 }
    mesh.cavityFaces = []
    let model = try SimulationModel(
      mesh: mesh, points: pressed.points, coarse: p.coarse, contactStiffness: p.contactStiffness,
      friction: friction, pulse: p.pulse, tools: pressed.tools, limits: p.limits)
    let reference = ReferenceSolver(mesh: mesh, points: pressed.points)
    let rest = reference.solve(.init(loads: loads), from: mesh.nodes).positions
    return DeadAorta(model: model, reference: reference, loads: loads, rest: rest)
  }

  /// A state at rest under the dead load.
  static func restState(_ aorta: DeadAorta) -> SimulationState {
    var state = SimulationState(model: aorta.model)
    for (v, f) in aorta.loads.enumerated() { state.setLoad(Vector3(f), onVertex: v) }
    for (v, p) in aorta.rest.enumerated() where !aorta.model.mesh.fixed[v] {
      state.setPosition(Vector3(p), ofVertex: v)
    }
    return state
  }

  // MARK: Press

  /// Depth of the probe's tip under the surface when the hand stands `handDepth` (m) below first touch, at rest.
  public static func press(handDepth: Double = 0.003, cells: (Int, Int) = (16, 10)) throws -> (
    ours: Double, reference: Double, force: Double
  ) {
    let aorta = try deadAorta(cells: cells)
    let radius = 0.006
    let top = surfaceHeight(aorta, aorta.rest)
    let hand = Vector3D(0, top + radius - handDepth, 0.03)
    let team = WorkerTeam()
    var state = restState(aorta)
    var output = StepOutput(tick: Tick(0))
    for k in 0..<4000 {
      let depth = handDepth * min(1, Double(k) / 500)
      let pose = Pose(position: Vector3(Vector3D(0, top + radius - depth, 0.03)))
      output = step(aorta.model, &state, InputFrame(tick: state.nextTick, pose: pose), on: team)
    }
    let ours = top + radius - Double(output.toolPose.position.y)
    let sphere = ReferenceSolver.Sphere(
      radius: radius, spring: Double(aorta.model.coupling.stiffness), pressureStiffness: 4e8, hand: hand)
    let solved = aorta.reference.solve(
      .init(loads: aorta.loads, sphere: sphere), from: aorta.rest, sphere: Vector3D(0, top + radius, 0.03))
    precondition(solved.residual < 1e-9, "the reference did not converge: \(solved.residual)")
    return (ours, top + radius - solved.sphere.y, Double(output.normalForce))
  }

  /// Height of the outer surface over the axis in the middle of the vessel's front.
  private static func surfaceHeight(_ aorta: DeadAorta, _ x: [Vector3D]) -> Double {
    var best = 0
    let at = Vector3D(0, 0.016, 0.03)
    for v in aorta.model.mesh.nodes.indices
    where (aorta.model.mesh.nodes[v] - at).length < (aorta.model.mesh.nodes[best] - at).length { best = v }
    return x[best].y
  }

  public static func pressCase(series: Bool) throws -> ValidationCase {
    let r = try press()
    var converged: Double?
    if series {
      // Three meshes refined by 1.5: Richardson with the observed order.
      let f1 = try press(cells: (10, 8)).reference
      let f3 = try press(cells: (24, 14)).reference
      converged = richardson(f1, r.reference, f3)
    }
    return .sameMesh(
      id: "press.depth", ours: r.ours, reference: r.reference, unit: "m", bound: 0.005, converged: converged,
      source: source)
  }

  /// Extrapolation from coarse, middle and fine with one refinement ratio; the fine value where they do not converge.
  static func richardson(_ coarse: Double, _ middle: Double, _ fine: Double) -> Double {
    let ratio = (coarse - middle) / (middle - fine)
    guard ratio > 1 else { return fine }
    return fine + (fine - middle) / (ratio - 1)
  }

  // MARK: Step

  /// Ticks until a suddenly held force of 1 N on a patch of 5 mm has moved it by 90% of the static depth: the
  /// product's, and those of implicit Euler solved to convergence.
  public static func stepResponse() throws -> (ours: Int, reference: Int, staticDepth: Double, oursStatic: Double) {
    let aorta = try deadAorta()
    let mesh = aorta.model.mesh
    let at = Vector3D(0, 0.016, 0.03)
    var weights = [Double](repeating: 0, count: mesh.nodes.count)
    for v in mesh.nodes.indices {
      let p = mesh.nodes[v]
      let outer = abs((p.x * p.x + p.y * p.y).squareRoot() - 0.016) < 1e-6
      if outer && !mesh.fixed[v] {
        let r = (p - at).length / 0.005
        weights[v] = max(0, 1 - r * r)
      }
    }
    let total = weights.reduce(0, +)
    weights = weights.map { $0 / total }
    var loads = aorta.loads
    for v in loads.indices { loads[v] = loads[v] + Vector3D(0, -weights[v], 0) }
    func depth(_ x: [Vector3D]) -> Double {
      weights.indices.reduce(0) { $0 + weights[$1] * (aorta.rest[$1].y - x[$1].y) }
    }
    let solved = aorta.reference.solve(.init(loads: loads), from: aorta.rest)
    let full = depth(solved.positions)

    var reference = 0
    var x = aorta.rest
    var u = [Vector3D](repeating: .zero, count: x.count)
    for k in 1...12 {
      let target = x.indices.map { x[$0] + 1e-3 * u[$0] }
      let next = aorta.reference.solve(.init(loads: loads, target: target), from: x, tolerance: 1e-9).positions
      for v in x.indices { u[v] = 1000 * (next[v] - x[v]) }
      x = next
      if depth(x) >= 0.9 * full {
        reference = k
        break
      }
    }

    let team = WorkerTeam()
    var state = restState(aorta)
    for (v, f) in loads.enumerated() { state.setLoad(Vector3(f), onVertex: v) }
    var ours = 0
    var last = 0.0
    let away = Pose(position: Vector3(0, 0.05, 0.03))
    for k in 1...4000 {
      _ = step(aorta.model, &state, InputFrame(tick: state.nextTick, pose: away), on: team)
      last = depth(mesh.nodes.indices.map { Vector3D(state.position(ofVertex: $0)) })
      if ours == 0 && last >= 0.9 * full { ours = k }
    }
    return (ours, reference, full, last)
  }

  public static func stepCases() throws -> [ValidationCase] {
    let r = try stepResponse()
    return [
      ValidationCase(
        id: "step.ticks-to-90", ours: Double(r.ours), reference: Double(r.reference), unit: "ticks",
        error: Double(r.ours - r.reference), bound: 3,
        source: "implicit Euler of 1 ms on the same mesh, Newton to 1e-9 (Validation/ReferenceSolver)"),
      .sameMesh(
        id: "step.static-depth", ours: r.oursStatic, reference: r.staticDepth, unit: "m", bound: 0.005, source: source),
    ]
  }

  // MARK: Bending

  /// Deflection of the end of a clamped bar of 100 x 20 x 20 mm (E 3 MPa, nu 0.45) under 0.3 N, m.
  static func clampedBar(cells n: Int, _ finder: some EquilibriumFinder) throws -> Double {
    try deflection(cells: (5 * n, n, n), youngsModulus: 3e6, force: 0.3, finder) {
      Vector3D(0.1 * $0, 0.02 * $1, 0.02 * $2)
    }
  }

  /// Rise of the right edge of Cook's panel, 6 mm thick (E 300 kPa, nu 0.45), clamped at its left edge, under 0.4 N, m:
  /// a tenth of its length.
  static func clampedPanel(cells n: Int, _ finder: some EquilibriumFinder) throws -> Double {
    try deflection(cells: (n, n, 1), youngsModulus: 300e3, force: 0.4, finder) {
      ElementSeries.cookMap($0, $1, $2, thickness: 0.006)
    }
  }

  /// Mean displacement of the face with the largest x along the force on it: y for a panel, which is flat along z.
  private static func deflection(
    cells: (Int, Int, Int), youngsModulus: Double, force: Double, _ finder: some EquilibriumFinder,
    map: (Double, Double, Double) -> Vector3D
  ) throws -> Double {
    var mesh = SolidMesh(cells: cells, kind: .quadratic, map: map)
    mesh.hold(.all) { $0.x < 1e-9 }
    let far = mesh.nodes.reduce(0) { max($0, $1.x) } - 1e-9
    let law = TissueLaw(Material(youngsModulus: youngsModulus, poissonRatio: 0.45, density: 1060))
    let body = ReferenceSolver(mesh: mesh, kind: .quadratic) { _, _ in law }
    let shares = body.loads(on: mesh.boundary { $0.x > far }) { _ in Vector3D(0, 1, 0) }
    let area = shares.reduce(0) { $0 + $1.y }
    let rest = try finder.rest(of: body, loads: shares.map { (force / area) * $0 })
    return mesh.nodes.indices.reduce(0) { $0 + shares[$1].y / area * (rest[$1].y - mesh.nodes[$1].y) }
  }

  public static func bendingCases(series: Bool) throws -> [ValidationCase] {
    let newton = NewtonEquilibrium()
    let bars = try (series ? [1, 2, 4] : [2]).map { try clampedBar(cells: $0, newton) }
    let panels = try (series ? [2, 4, 8] : [4]).map { try clampedPanel(cells: $0, newton) }
    func limit(_ runs: [Double]) -> Double? { runs.count < 3 ? nil : richardson(runs[0], runs[1], runs[2]) }
    return [
      .sameMesh(
        id: "bar.clamped", ours: try clampedBar(cells: 2, TickEquilibrium(ticks: 3000)),
        reference: bars[bars.count / 2],
        unit: "m", bound: 0.005, converged: limit(bars), source: source),
      .sameMesh(
        id: "panel.clamped", ours: try clampedPanel(cells: 4, TickEquilibrium(ticks: 2000)),
        reference: panels[panels.count / 2], unit: "m", bound: 0.005, converged: limit(panels), source: source),
    ]
  }

  // MARK: Free fall

  /// Speed of a free block's centre of mass after 100 ticks of 1 g, m/s.
  public static func freeFall(youngsModulus: Double, poissonRatio: Double) throws -> Double {
    let mesh = TissueMesh.smallBlock()
    let material = Material(youngsModulus: youngsModulus, poissonRatio: poissonRatio, density: 1060)
    let points = [MaterialPoint](repeating: MaterialPoint(material: material), count: 4 * mesh.tetrahedra.count)
    let model = try SimulationModel(
      bodyOf: mesh, points: points, coarse: CoarseParameters(aggregates: 12),
      gravity: Vector3(0, 0, -9.81))
    var state = SimulationState(model: model)
    let team = WorkerTeam()
    for _ in 0..<100 {
      _ = step(model, &state, .untouched(state.nextTick), on: team)
    }
    let reference = ReferenceSolver(mesh: mesh, points: points)
    var momentum = 0.0
    var mass = 0.0
    let u = state.velocities
    for v in mesh.nodes.indices {
      momentum += reference.mass[v] * Double(u[4 * v + 2])
      mass += reference.mass[v]
    }
    return -momentum / mass
  }

  public static func freeFallCases() throws -> [ValidationCase] {
    try [(30e3, 0.45), (500e3, 0.49)].map { e, nu in
      .relative(
        id: "free-fall.e\(Int(e / 1000))kPa-nu\(Int(nu * 100))", ours: try freeFall(youngsModulus: e, poissonRatio: nu),
        reference: 0.981, unit: "m/s", bound: 0.001, source: "v = g t, 100 ms")
    }
  }

  /// All cases; `series` adds the mesh series (some minutes). `progress` is told the share that is done.
  public static func all(series: Bool, progress: (Double) -> Void) throws -> [ValidationCase] {
    var cases = try freeFallCases()
    progress(0.02)
    cases.append(try pressCase(series: series))
    progress(0.15)
    cases += try stepCases()
    cases += try MotionCases.cases(.block, thousands: 5, poissonRatio: 0.45)
    cases += try SpinCases.cases()
    cases += try RefreshCases.cases()
    if series { cases += try MotionCases.series { progress(0.15 + 0.35 * $0) } }
    progress(0.5)
    cases += try bendingCases(series: series)
    cases += try DamageCases.cases()
    cases += try HeatCases.cases()
    cases += try CuttingCases.all()
    cases += try ShellCases.all(series: series)
    progress(0.55)
    return cases + (try TruthCases.all(series: series) { progress(0.55 + 0.45 * $0) })
  }
}
