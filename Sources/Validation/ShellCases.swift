import Anatomy
import Frames
import SimMath
import Simulation

/// Shells against closed forms, a roof of the obstacle course of shell elements, and Newton's method on the same mesh.
public enum ShellCases {
  public static func all(series: Bool) throws -> [ValidationCase] {
    var cases = [try patchCase()]
    cases.append(try balloonCase(series: series))
    cases += try stripCases(series: series)
    cases.append(try roofCase(series: series))
    let leaflet = try leafletOnWall()
    cases.append(
      .sameMesh(
        id: "shell.leaflet-on-wall", ours: leaflet.ours, reference: leaflet.reference, unit: "m", bound: 0.005,
        source: TissueCases.source))
    return cases
  }

  static func solver(_ mesh: TissueMesh, held: ([Axes]) -> [Axes] = { $0 }) throws(TissueError) -> ReferenceSolver {
    var solid = SolidMesh(mesh)
    solid.held = held(solid.held)
    return ReferenceSolver(
      mesh: solid, kind: .quadratic, shells: try ShellPatch.patches(of: mesh)
    ) { _, _ in TissueLaw(Material(youngsModulus: 1, poissonRatio: 0.3, density: 1)) }
  }

  // MARK: Patch test

  /// Farthest that an inner node of a shaken flat sheet strays from a uniform strain laid on its rim, relative to its size.
  static func patch(_ material: ShellMaterial) throws(TissueError) -> Double {
    var random = Random(seed: 4)
    let built = ShellGrid(blocks: (3, 3)).build(material) { u, v in
      let inside = u > 0.01 && u < 0.99 && v > 0.01 && v < 0.99
      let shake = inside ? 0.05 : 0
      return Vector3D(0.03 * (u + shake * random.uniform(-1, 1)), 0.03 * (v + shake * random.uniform(-1, 1)), 0)
    }
    let solver = try solver(built.mesh) { held in
      zip(held, built.places).map { $1.0 % 6 == 0 || $1.1 % 6 == 0 ? .all : .z }
    }
    let strained = built.mesh.nodes.map { Vector3D(1.12 * $0.x + 0.07 * $0.y, 0.02 * $0.x + 0.94 * $0.y, 0) }
    let start = zip(solver.mesh.held, zip(built.mesh.nodes, strained)).map { $0 == .all ? $1.1 : $1.0 }
    let solved = solver.solve(.init(loads: start.map { _ in .zero }), from: start)
    return zip(solved.positions, strained).reduce(0) { max($0, ($1.0 - $1.1).length) } / 0.03
  }

  static func patchCase() throws -> ValidationCase {
    let laws: [ShellMaterial.Membrane] = [
      .stVenantKirchhoff(youngsModulus: 1e6, poissonRatio: 0.4), .neoHookean(shearModulus: 3e5),
    ]
    let worst = try laws.map { try patch(ShellMaterial($0, thickness: 0.0005, density: 1000)) }.max()!
    return .absolute(
      id: "shell.patch", ours: worst, reference: 0, unit: "1", bound: 1e-8, source: "a uniform strain is kept")
  }

  // MARK: Balloon

  /// A sphere of six-node faces: the faces of an octahedron, each side cut in `n`.
  static func sphere(_ material: ShellMaterial, radius: Double, cuts n: Int) -> TissueMesh {
    var number: [[Int]: Int] = [:]
    var nodes: [Vector3D] = []
    var faces: [[Int]] = []
    for (sx, sy, sz) in [(1, 1, 1), (-1, 1, 1), (-1, -1, 1), (1, -1, 1), (1, 1, -1), (-1, 1, -1), (-1, -1, -1), (1, -1, -1)] {
      func node(_ i: Int, _ j: Int) -> Int {
        let k = 2 * n - i - j
        let key = [sx * i, sy * j, sz * k]
        if let known = number[key] { return known }
        // Arcs of equal length along the edges.
        func arc(_ a: Int) -> Double { Trigonometry.sincos(0.25 * Double.pi * Double(a) / Double(n)).sin }
        number[key] = nodes.count
        nodes.append(radius * Vector3D(Double(sx) * arc(i), Double(sy) * arc(j), Double(sz) * arc(k)).normalized)
        return number[key]!
      }
      func add(_ a: (Int, Int), _ b: (Int, Int), _ c: (Int, Int)) {
        func between(_ p: (Int, Int), _ q: (Int, Int)) -> Int { node((p.0 + q.0) / 2, (p.1 + q.1) / 2) }
        let face = [node(a.0, a.1), node(b.0, b.1), node(c.0, c.1), between(a, b), between(b, c), between(c, a)]
        faces.append(sx * sy * sz > 0 ? face : QuadraticGrid.reversed(face))
      }
      for i in stride(from: 0, to: 2 * n, by: 2) {
        for j in stride(from: 0, to: 2 * n - i, by: 2) {
          add((i, j), (i + 2, j), (i, j + 2))
          if i + j + 2 < 2 * n { add((i + 2, j), (i + 2, j + 2), (i, j + 2)) }
        }
      }
    }
    return TissueMesh(
      nodes: nodes, tetrahedra: [], fixed: [Bool](repeating: false, count: nodes.count), cavityFaces: faces,
      shells: faces.flatMap { ShellTriangle.split($0).map { ShellTriangle(vertices: $0, material: material) } })
  }

  /// How far a free balloon's radius grows by the tick, m, under the load that the pressure of an incompressible neo-Hookean
  /// sphere lays on it at `stretch`.
  ///
  /// The load does not turn with the sphere: a pressure held through each tick lets a body spin up that nothing holds.
  public static func balloon(stretch l: Double = 1.15, cuts: Int = 4) throws -> (ours: Double, reference: Double) {
    let (radius, thickness, mu) = (0.02, 0.0004, 3e5)
    let material = ShellMaterial(.neoHookean(shearModulus: mu), thickness: thickness, density: 1060)
    let third = l * l * l
    let pressure = 2 * mu * thickness / radius * (1 / l - 1 / (third * third * l))
    let mesh = sphere(material, radius: radius, cuts: cuts)
    let loads = ReferenceSolver(mesh: mesh, points: []).cavityAreas(mesh.nodes).map { (pressure * l * l) * $0 }
    let model = try SimulationModel(
      bodyOf: mesh, points: [], coarse: CoarseParameters(aggregates: 20))
    var state = SimulationState(model: model)
    for (v, f) in loads.enumerated() { state.setLoad(Vector3(f), onVertex: v) }
    let team = WorkerTeam()
    for _ in 0..<600 {
      _ = step(model, &state, .untouched(state.nextTick), on: team)
    }
    let x = mesh.nodes.indices.map { Vector3D(state.position(ofVertex: $0)) }
    let middle = (1 / Double(x.count)) * x.reduce(.zero, +)
    let mean = x.reduce(0) { $0 + ($1 - middle).length } / Double(x.count)
    return (mean - radius, (l - 1) * radius)
  }

  static func balloonCase(series: Bool) throws -> ValidationCase {
    let values = try (series ? [2, 4, 8] : [4]).map { try balloon(cuts: $0) }
    return .relative(
      id: "shell.balloon", ours: values[values.count / 2].ours, reference: values[0].reference, unit: "m", bound: 0.02,
      converged: series ? TissueCases.richardson(values[0].ours, values[1].ours, values[2].ours) : nil,
      source: "p = 2 mu h/R (1/l - 1/l^7), the tick at rest")
  }

  // MARK: Strip

  /// Deflection of a clamped plate of 20 mm (E 1 MPa, 0.5 mm) under a line load at its end, in the middle of its width, m; the
  /// clamp is midway between the two rows that are held.
  /// - Parameters:
  ///   - width: m; of many lengths where it is to bend to a cylinder, with E/(1 - nu^2).
  ///   - blocks: along and across.
  static func strip(poissonRatio nu: Double, width: Double, blocks n: (Int, Int)) throws(TissueError) -> (
    ours: Double, reference: Double
  ) {
    let (length, modulus, thickness, line) = (0.02, 1e6, 0.0005, 1e-3)
    let material = ShellMaterial(
      .stVenantKirchhoff(youngsModulus: modulus, poissonRatio: nu), thickness: thickness, density: 1000)
    // Half a cell of the grid lies before the clamp.
    let cell = length / (2 * Double(n.0) - 0.5)
    let built = ShellGrid(blocks: n).build(material) { u, v in
      Vector3D(2 * Double(n.0) * cell * u - 0.5 * cell, width * (v - 0.5), 0)
    }
    let solver = try solver(built.mesh) { held in zip(held, built.places).map { $1.0 <= 1 ? .all : $0 } }
    var loads = built.mesh.nodes.map { _ in Vector3D.zero }
    for (v, p) in built.places.enumerated() where p.0 == 2 * n.0 {
      let share = p.1 == 0 || p.1 == 2 * n.1 ? 0.5 : 1
      loads[v] = Vector3D(0, 0, line * share * width / Double(2 * n.1))
    }
    let solved = solver.solve(.init(loads: loads), from: built.mesh.nodes)
    let tip = built.places.firstIndex { $0.0 == 2 * n.0 && $0.1 == n.1 }!
    return (solved.positions[tip].z, line * length * length * length / (3 * material.bendingStiffness))
  }

  static func stripCases(series: Bool) throws -> [ValidationCase] {
    func strip(_ name: String, _ nu: Double, _ width: Double, across: Int, _ source: String) throws -> ValidationCase {
      let runs = try (series ? [2, 4, 8] : [4]).map { n in
        try Self.strip(poissonRatio: nu, width: width, blocks: (n, max(1, across * n / 4)))
      }
      return .relative(
        id: "shell.\(name)", ours: runs[runs.count / 2].ours, reference: runs[0].reference, unit: "m", bound: 0.02,
        converged: series ? TissueCases.richardson(runs[0].ours, runs[1].ours, runs[2].ours) : nil, source: source)
    }
    return [
      try strip("strip.nu0", 0, 0.06, across: 12, "F L^3/3D a width, D = E h^3/12"),
      try strip("strip.nu45", 0.45, 0.16, across: 32, "F L^3/3D a width, D = E h^3/12(1 - nu^2), eight lengths wide"),
    ]
  }

  // MARK: Obstacle course

  /// Scordelis and Lo's roof: how far the middle of its free edge falls, in its own units.
  static func roof(blocks n: Int) throws(TissueError) -> Double {
    let material = ShellMaterial(
      .stVenantKirchhoff(youngsModulus: 4.32e8, poissonRatio: 0), thickness: 0.25, density: 1)
    let built = ShellGrid(blocks: (n, n)).build(material) { u, v in
      let t = Trigonometry.sincos((2 * u - 1) * 40 * Double.pi / 180)
      return Vector3D(25 * t.sin, 50 * v, 25 * t.cos)
    }
    let solver = try solver(built.mesh) { held in
      built.places.indices.map { k in
        let p = built.places[k]
        guard p.1 == 0 || p.1 == 2 * n else { return held[k] }
        return p.0 == n && p.1 == 0 ? .all : [.x, .z]
      }
    }
    // A thousandth of the load, for the linear answer.
    var loads = built.mesh.nodes.map { _ in Vector3D.zero }
    for patch in solver.shells { for v in patch.vertices[0..<3] { loads[v] += Vector3D(0, 0, -0.09 * patch.area / 3) } }
    let solved = solver.solve(.init(loads: loads), from: built.mesh.nodes)
    let edge = built.places.firstIndex { $0.0 == 0 && $0.1 == n }!
    return 1000 * (built.mesh.nodes[edge].z - solved.positions[edge].z)
  }

  static func roofCase(series: Bool) throws -> ValidationCase {
    let values = try (series ? [4, 8, 16] : [8]).map { try roof(blocks: $0) }
    return .relative(
      id: "shell.roof", ours: values[values.count / 2], reference: 0.3024, unit: "1", bound: 0.15,
      converged: series ? TissueCases.richardson(values[0], values[1], values[2]) : nil,
      source: "Scordelis and Lo's roof, 16 cells over its arc; MacNeal and Harder 1985")
  }

  // MARK: Leaflet on a wall

  /// How far the free edge of a leaflet moves that stands on a wall of tetrahedra with a lining of its own, pushed at its
  /// edge: the tick at rest and Newton's method, m.
  public static func leafletOnWall() throws -> (ours: Double, reference: Double) {
    let (length, height) = (0.02, 0.01)
    let wall = QuadraticGrid(cells: (4, 2, 1)).build { u, v, w in
      Vector3D(length * u, 0.01 * (v - 0.5), 0.003 * (w - 1))
    }
    var mesh = wall.mesh
    for (v, p) in wall.places.enumerated() where p.2 == 0 { mesh.fixed[v] = true }
    let lining = ShellMaterial(
      .stVenantKirchhoff(youngsModulus: 1e6, poissonRatio: 0.4), thickness: 0.0002, density: 1060)
    mesh.shells = wall.top.flatMap { ShellTriangle.split($0).map { ShellTriangle(vertices: $0, material: lining) } }
    let tissue = ShellMaterial(
      .neoHookean(shearModulus: 3e5), thickness: 0.0006, density: 1060,
      fibre: .init(stiffness: 1e5, exponent: 5, direction: Vector3D(1, 0, 0)))
    let leaflet = ShellGrid(blocks: (4, 2)).build(tissue) { u, v in Vector3D(length * u, 0, height * v) }
    let number = mesh.sew(leaflet.mesh)
    // The lowest row beside the wall's line is the leaflet's own: it can turn about the line, so the root is held up by
    // gussets, two short flanges on the wall.
    for side in [-1.0, 1.0] {
      mesh.sew(
        ShellGrid(blocks: (4, 1)).build(tissue) { u, v in
          Vector3D(length * u, side * 0.0025 * (1 - v), 0.0025 * v)
        }.mesh)
    }
    let edge = leaflet.places.indices.filter { leaflet.places[$0].1 == 4 }.map { number[$0] }
    let points = [MaterialPoint](
      repeating: MaterialPoint(material: Material(youngsModulus: 2e5, poissonRatio: 0.45, density: 1060)),
      count: 4 * mesh.tetrahedra.count)
    var loads = mesh.nodes.map { _ in Vector3D.zero }
    for v in edge { loads[v] = Vector3D(0, 0.003 / Double(edge.count), 0) }
    func answer(_ x: (Int) -> Vector3D) -> Double { edge.reduce(0) { $0 + x($1).y } / Double(edge.count) }

    let model = try SimulationModel(
      bodyOf: mesh, points: points, coarse: CoarseParameters(aggregates: 20))
    var state = SimulationState(model: model)
    let team = WorkerTeam()
    for k in 0..<4000 {
      let share = min(1, Double(k + 1) / 1000)
      if k < 1000 { for v in edge { state.setLoad(Vector3(share * loads[v]), onVertex: v) } }
      _ = step(model, &state, .untouched(state.nextTick), on: team)
    }
    let ours = answer { Vector3D(state.position(ofVertex: $0)) }
    let solved = ReferenceSolver(mesh: mesh, points: points).solve(.init(loads: loads), from: mesh.nodes)
    precondition(solved.residual < 1e-8, "the reference did not converge: \(solved.residual)")
    return (ours, answer { solved.positions[$0] })
  }
}
