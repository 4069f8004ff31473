import SimMath
import Simulation

/// Problems 1 and 2 of the cardiac mechanics benchmark (Land et al. 2015, Proc. R. Soc. A 471:20150641): a beam bent by
/// pressure, and an inflated ellipsoid, both of Guccione's law.
///
/// The benchmark's material is incompressible; here a volume term holds the volume, of the mean over each ten-node
/// element (`ElementKind.quadraticMean`), because four separate points lock when the term is that strong.
public enum LandProblems {
  /// Meshes of the series: elements through the thickness.
  public static func levels(_ problem: LandProblem, _ kind: ElementKind, fine: Bool) -> [Int] {
    switch (problem, kind.isQuadratic) {
    case (.beam, true): fine ? [1, 2, 3, 4] : [1, 2]
    case (.beam, false): fine ? [2, 4, 8] : [2, 4]
    case (.ventricle, true): fine ? [1, 2, 3] : [1, 2]
    case (.ventricle, false): fine ? [1, 2, 4] : [1, 2]
    }
  }

  /// Meshes of the tick's series, which has the product's element and four quarters of the ellipsoid: those on which it finds
  /// its rest.
  static func tickLevels(_ problem: LandProblem, fine: Bool) -> [Int] {
    switch problem {
    case .beam: fine ? [1, 2, 3] : [1, 2]
    case .ventricle: fine ? [1, 2] : [1]
    }
  }

  /// Both problems on a series of meshes of three elements by Newton's method, and of the product's element by its tick.
  public static func series(fine: Bool, progress: (Double) -> Void) throws -> [LandResult] {
    var jobs: [() throws -> LandResult] = []
    for problem in LandProblem.allCases {
      for kind in [ElementKind.linear, .quadratic, .quadraticMean] {
        for n in levels(problem, kind, fine: fine) {
          jobs.append { problem == .beam ? beam(cells: n, kind: kind) : ventricle(layers: n, kind: kind) }
        }
      }
      for n in tickLevels(problem, fine: fine) {
        jobs.append { problem == .beam ? try beamByTick(cells: n) : try ventricleByTick(layers: n) }
      }
    }
    return try jobs.enumerated().map { k, job in
      progress(Double(k) / Double(jobs.count))
      return try job()
    }
  }

  /// Solves for a pressure in steps, each from the last two answers extrapolated.
  static func inflate(
    _ solver: ReferenceSolver, _ faces: [[Int]], pressure: Double, steps: Int
  ) -> (positions: [Vector3D], residual: Double) {
    var x = solver.mesh.nodes
    var residual = 0.0
    var problem = ReferenceSolver.Problem(loads: x.map { _ in .zero })
    problem.pressedFaces = faces
    for k in 1...steps {
      problem.pressure = pressure * Double(k) / Double(steps)
      let solved = solver.solve(problem, from: x, tolerance: k == steps ? 1e-9 : 1e-3, limit: 100)
      x = solved.positions
      residual = solved.residual
    }
    return (x, residual)
  }

  static func volumeChange(_ solver: ReferenceSolver, _ x: [Vector3D]) -> Double {
    let f = solver.points.indices.map { solver.deformation($0, x) }
    return solver.volumeSlopes(f).ratio.reduce(0) { max($0, abs($1 - 1)) }
  }

  // MARK: Problem 1

  /// A beam of 10 x 1 x 1 mm, clamped at x = 0, fibres along x; 4 Pa on the face z = 0, turning with it.
  /// - Parameter cells: through the thickness; cells are cubes.
  public static func beam(
    cells n: Int, kind: ElementKind = .quadraticMean, volumeModulus: Double = 2e6
  ) -> LandResult {
    let mesh = beamMesh(cells: n, kind: kind)
    let law = beamLaw(volumeModulus: volumeModulus)
    let solver = ReferenceSolver(mesh: mesh, kind: kind) { _, _ in law }
    let solved = inflate(solver, pressedFaces(ofBeam: mesh), pressure: 4, steps: 4)
    return beamResult(solver, .newton, cells: n, solved.positions, residual: solved.residual)
  }

  static func beamLaw(volumeModulus: Double) -> TissueLaw {
    TissueLaw(.guccione(Guccione(c: 2e3, bf: 8, bt: 2, bfs: 4, volumeModulus: volumeModulus)))
  }

  static func beamMesh(cells n: Int, kind: ElementKind) -> SolidMesh {
    var mesh = SolidMesh(cells: (10 * n, n, n), kind: kind) { Vector3D(0.01 * $0, 0.001 * $1, 0.001 * $2) }
    mesh.hold(.all) { $0.x < 1e-9 }
    return mesh
  }

  static func pressedFaces(ofBeam mesh: SolidMesh) -> [[Int]] { mesh.boundary { $0.z < 1e-9 } }

  static func beamResult(
    _ solver: ReferenceSolver, _ by: LandSolver, cells n: Int, _ x: [Vector3D], residual: Double
  ) -> LandResult {
    func height(_ z: Double) -> Double { x[solver.mesh.nearest(Vector3D(0.01, 0.0005, z))].z }
    return LandResult(
      problem: .beam, solver: by, kind: solver.kind, cells: n, degreesOfFreedom: solver.mesh.degreesOfFreedom, inner: height(0.001),
      outer: height(0.0005), volume: 0, volumeChange: volumeChange(solver, x), residual: residual)
  }

  // MARK: Problem 2

  /// A quarter of the ellipsoid, or all of it: endocardium 7 and 17 mm, epicardium 10 and 20 mm, cut at z = 5 mm, where it is held.
  /// - Parameters:
  ///   - layers: elements through the wall.
  ///   - rings: from apex to base.
  ///   - sectors: at most, around the quarter.
  ///   - whole: all four quarters, held at the base alone.
  static func ellipsoid(
    layers: Int, rings: Int, sectors: Int, kind: ElementKind, whole: Bool = false
  ) -> SolidMesh {
    /// Direction from the centre in the frame where the ellipsoid is a sphere, and depth in the wall 0 ... 1.
    struct Place {
      var direction: Vector3D
      var depth: Double
      var isBase: Bool
    }
    func long(_ t: Double) -> Double { 0.017 + 0.003 * t }
    func position(_ p: Place) -> Vector3D {
      let short = 0.007 + 0.003 * p.depth
      return Vector3D(short * p.direction.x, short * p.direction.y, long(p.depth) * p.direction.z)
    }
    /// The base is a plane: its directions stand at one height for each depth.
    func onBase(_ d: Vector3D, _ t: Double) -> Vector3D {
      let z = 0.005 / long(t)
      let across = (d.x * d.x + d.y * d.y).squareRoot()
      let scale = (1 - z * z).squareRoot() / across
      return Vector3D(scale * d.x, scale * d.y, z)
    }
    // The surface: ring i has min(i, sectors) parts, so that triangles stay of one size towards the apex.
    var ringStart = [0]
    for i in 0...rings { ringStart.append(ringStart[i] + min(i, sectors) + 1) }
    let surface = ringStart[rings + 1]
    var places: [Place] = []
    for l in 0...layers {
      let t = Double(l) / Double(layers)
      // Colatitude of the base from the apex, by bisection: its cosine is known.
      var (low, high) = (0.0, Double.pi)
      for _ in 0..<60 {
        let middle = 0.5 * (low + high)
        if -Trigonometry.cos(middle) < 0.005 / long(t) { low = middle } else { high = middle }
      }
      for i in 0...rings {
        let parts = min(i, sectors)
        let (s, c) = Trigonometry.sincos(low * Double(i) / Double(rings))
        for k in 0...parts {
          let v = Trigonometry.sincos(parts == 0 ? 0 : 0.5 * .pi * Double(k) / Double(parts))
          let d = Vector3D(k == parts && parts > 0 ? 0 : s * v.cos, k == 0 ? 0 : s * v.sin, -c)
          places.append(Place(direction: i == rings ? onBase(d, t) : d, depth: t, isBase: i == rings))
        }
      }
    }
    var triangles: [[Int]] = []
    for i in 1...rings {
      let (a, b) = (min(i - 1, sectors), min(i, sectors))
      var (p, q) = (0, 0)
      while p < a || q < b {
        // Advance on the side whose next node comes first around the quarter.
        let outer = q < b && (p == a || (q + 1) * a <= (p + 1) * b)
        if outer {
          triangles.append([ringStart[i - 1] + p, ringStart[i] + q, ringStart[i] + q + 1])
          q += 1
        } else {
          triangles.append([ringStart[i - 1] + p, ringStart[i] + q, ringStart[i - 1] + p + 1])
          p += 1
        }
      }
    }
    var elements: [[Int]] = []
    var nodes = places.map(position)
    for l in 0..<layers {
      for triangle in triangles {
        // Diagonals run up from the lower number: neighbours agree on them.
        let low = triangle.sorted().map { $0 + l * surface }
        let high = low.map { $0 + surface }
        for var tet in [[low[0], low[1], low[2], high[2]], [low[0], low[1], high[1], high[2]], [low[0]] + high] {
          let x = tet.map { nodes[$0] }
          if (x[1] - x[0]).cross(x[2] - x[0]).dot(x[3] - x[0]) < 0 { tet.swapAt(1, 2) }
          elements.append(tet)
        }
      }
    }
    if whole {
      // A mirrored tetrahedron is inside out until two of its nodes are swapped.
      func mirror(_ flip: (Vector3D) -> Vector3D) {
        let twins = places.indices.map { v -> Int in
          var place = places[v]
          place.direction = flip(place.direction)
          guard place.direction != places[v].direction else { return v }
          places.append(place)
          return places.count - 1
        }
        elements += elements.map { [twins[$0[1]], twins[$0[0]], twins[$0[2]], twins[$0[3]]] }
      }
      mirror { Vector3D($0.x == 0 ? 0 : -$0.x, $0.y, $0.z) }
      mirror { Vector3D($0.x, $0.y == 0 ? 0 : -$0.y, $0.z) }
      nodes = places.map(position)
    }
    var mesh = SolidMesh(nodes: nodes, elements: elements).quadratic { a, b in
      let (p, q) = (places[a], places[b])
      let d = (p.direction + q.direction).normalized
      let t = 0.5 * (p.depth + q.depth)
      let base = p.isBase && q.isBase
      return position(Place(direction: base ? onBase(d, t) : d, depth: t, isBase: base))
    }
    if !kind.isQuadratic { mesh = mesh.linear() }
    if !whole {
      mesh.hold(.x) { abs($0.x) < 1e-9 }
      mesh.hold(.y) { abs($0.y) < 1e-9 }
    }
    mesh.hold(.all) { $0.z > 0.005 - 1e-9 }
    return mesh
  }

  /// 10 kPa on the endocardium, C 10 kPa and all other constants 1: an isotropic material.
  /// - Parameters:
  ///   - layers: elements through the wall.
  ///   - rings: elements from apex to base; ten to a layer where nil.
  ///   - sectors: elements around a quarter; three to a layer where nil.
  public static func ventricle(
    layers: Int, kind: ElementKind = .quadraticMean, rings: Int? = nil, sectors: Int? = nil,
    volumeModulus: Double = 1e8
  ) -> LandResult {
    let law = ventricleLaw(volumeModulus: volumeModulus)
    let mesh = ellipsoid(layers: layers, rings: rings ?? 10 * layers, sectors: sectors ?? 3 * layers, kind: kind)
    let solver = ReferenceSolver(mesh: mesh, kind: kind) { _, _ in law }
    let solved = inflate(solver, endocardium(mesh), pressure: 10e3, steps: 10)
    return ventricleResult(solver, .newton, layers: layers, solved.positions, residual: solved.residual, parts: 4)
  }

  static func ventricleLaw(volumeModulus: Double) -> TissueLaw {
    TissueLaw(.guccione(Guccione(c: 10e3, bf: 1, bt: 1, bfs: 1, volumeModulus: volumeModulus)))
  }

  /// Faces of the ellipsoid's inner surface.
  static func endocardium(_ mesh: SolidMesh) -> [[Int]] {
    func level(_ p: Vector3D, _ t: Double) -> Bool {
      let (a, b) = (0.007 + 0.003 * t, 0.017 + 0.003 * t)
      return abs((p.x * p.x + p.y * p.y) / (a * a) + p.z * p.z / (b * b) - 1) < 1e-9
    }
    return mesh.boundary { level($0, 0) }
  }

  /// - Parameter parts: how many times the mesh makes the whole.
  static func ventricleResult(
    _ solver: ReferenceSolver, _ by: LandSolver, layers: Int, _ x: [Vector3D], residual: Double, parts: Int
  ) -> LandResult {
    let mesh = solver.mesh
    // Volume under the lid z = 5 mm: a third of the flux of (x, y, z - 5 mm), to which the lid adds nothing.
    let lid = Vector3D(0, 0, 0.005)
    let areas = ReferenceSolver.areas(endocardium(mesh), x)
    var flux = 0.0
    for v in areas.indices { flux -= areas[v].dot(x[v] - lid) / 3 }
    return LandResult(
      problem: .ventricle, solver: by, kind: solver.kind, cells: layers, degreesOfFreedom: mesh.degreesOfFreedom,
      inner: x[mesh.nearest(Vector3D(0, 0, -0.017))].z, outer: x[mesh.nearest(Vector3D(0, 0, -0.020))].z,
      volume: Double(parts) * flux, volumeChange: volumeChange(solver, x), residual: residual)
  }
}
