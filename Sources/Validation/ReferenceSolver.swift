public import SimMath
public import Simulation

/// A small finite-element oracle: any element of `ElementKind`, any law of `TissueLaw` and shells, in double precision, by
/// Newton's method with a direct solver. On the product's mesh with its element and law it minimises the same energy;
/// it shares the shape functions and the laws with the product and nothing else.
///
/// The energy of a solve is: elastic + (inertia towards `target`) + (viscosity over the step) - loads . x
/// - pressure times volume + (contact with a sphere on a spring).
public final class ReferenceSolver {
  public let mesh: SolidMesh
  public let kind: ElementKind
  /// Mass of each vertex, kg.
  public private(set) var mass: [Double]

  struct Point {
    /// Volume of the stress-free state, m3.
    var volume: Double
    var law: TissueLaw
  }
  /// Material points, `kind.points` to an element, and the stress-free gradients (1/m) of each, `kind.nodes` to a
  /// point.
  var points: [Point] = []
  var gradients: [Vector3D] = []

  /// Points that share a mean volume ratio, each with the volume (m3) it brings.
  struct VolumeGroup {
    var points: [Int]
    var weights: [Double]
    var volume: Double
    var term: VolumeTerm
    var nodes: [Int]
    /// Place in `nodes` of each node of each point.
    var local: [Int]
  }
  var groups: [VolumeGroup] = []

  /// Triangles of shells on the mesh's nodes.
  public let shells: [ShellPatch]

  /// Row of each node in the system, -1 for nodes held along all axes, and the nodes by row.
  let number: [Int]
  let free: [Int]
  let matrix: EnvelopeMatrix
  /// Faces that a sphere can touch.
  struct Sample {
    var nodes: [Int]
    var weights: [Double]
    var area: Double
  }
  var samples: [Sample] = []
  private let cavityFaces: [[Int]]

  /// The product's element on a mesh of the product, with its laws.
  public convenience init(mesh: TissueMesh, points: [MaterialPoint]) {
    let shells: [ShellPatch]
    do {
      shells = try ShellPatch.patches(of: mesh)
    } catch {
      preconditionFailure("\(error)")
    }
    self.init(
      mesh: SolidMesh(mesh), kind: .quadratic, contactFaces: mesh.contactFaces, cavityFaces: mesh.cavityFaces,
      shells: shells,
      density: { points[4 * $0 + $1].density }, prestretch: { points[4 * $0 + $1].prestretch }
    ) { points[4 * $0 + $1].law }
  }

  /// - Parameters:
  ///   - mesh: four or ten nodes to an element, as `kind` wants them; no element inverted.
  ///   - contactFaces: faces that a sphere can touch, normals outward.
  ///   - cavityFaces: faces that `cavityAreas` integrates over.
  ///   - shells: on the mesh's nodes, stress-free as it is.
  ///   - density: kg/m3, by element and point.
  ///   - prestretch: deformation from the stress-free state of a point to the mesh as given, by element and point.
  ///   - law: by element and point. Points that share a mean volume take the volume term of the first of them.
  public init(
    mesh: SolidMesh, kind: ElementKind, contactFaces: [[Int]] = [], cavityFaces: [[Int]] = [],
    shells: [ShellPatch] = [],
    density: (Int, Int) -> Double = { _, _ in 1000 }, prestretch: (Int, Int) -> Matrix3D = { _, _ in .identity },
    law: (Int, Int) -> TissueLaw
  ) {
    self.mesh = mesh
    self.kind = kind
    self.cavityFaces = cavityFaces
    self.shells = shells
    mass = [Double](repeating: 0, count: mesh.nodes.count)
    for (e, element) in mesh.elements.enumerated() {
      let geometry = Self.geometry(element.map { mesh.nodes[$0] })
      var elementMass = 0.0
      for (q, g) in geometry.enumerated() {
        let pull = prestretch(e, q)
        let t = pull.transpose
        for b in g.gradient { gradients.append(t * b) }
        points.append(Point(volume: g.volume / pull.determinant, law: law(e, q)))
        elementMass += density(e, q) * g.volume
      }
      let shares = kind.isQuadratic ? QuadraticTetrahedron.massShares(geometry) : [0.25, 0.25, 0.25, 0.25]
      for a in 0..<kind.nodes { mass[element[a]] += elementMass * shares[a] }
    }
    for shell in shells { for v in shell.vertices[0..<3] { mass[v] += shell.mass / 3 } }
    groups = Self.volumeGroups(mesh, kind, points)

    let coupled = groups.map(\.nodes) + shells.map { $0.vertices.filter { $0 >= 0 } }
    let order = NodeOrder.narrow(count: mesh.nodes.count, groups: coupled).filter { mesh.held[$0] != .all }
    var numbers = [Int](repeating: -1, count: mesh.nodes.count)
    for (k, v) in order.enumerated() { numbers[v] = k }
    var least = Array(order.indices)
    for nodes in coupled {
      let n = nodes.map { numbers[$0] }.filter { $0 >= 0 }
      guard let m = n.min() else { continue }
      for k in n { least[k] = min(least[k], m) }
    }
    free = order
    number = numbers
    // Faces couple nodes of one element each, so the envelope holds them already; the sphere is the last row, coupled
    // with all.
    matrix = EnvelopeMatrix(first: least + [contactFaces.isEmpty ? order.count : 0])

    for face in contactFaces {
      let x = face.map { mesh.nodes[$0] }
      let n = FaceIntegral.of(face)
      let area = n.loads(x) { _ in Vector3D(1, 0, 0) }.reduce(0) { $0 + $1.x }
      for l in QuadraticTriangle.samples {
        samples.append(
          Sample(
            nodes: face, weights: face.count == 6 ? QuadraticTriangle.shape(l) : [l.0, l.1, l.2],
            area: area / Double(QuadraticTriangle.samples.count)))
      }
    }
  }

  private static func geometry(_ x: [Vector3D]) -> [(gradient: [Vector3D], volume: Double)] {
    if x.count == 10 { return QuadraticTetrahedron.gradients(x)! }
    let j = Matrix3D(columns: x[1] - x[0], x[2] - x[0], x[3] - x[0])
    let t = j.inverse.transpose
    precondition(j.determinant > 0, "inverted element")
    return [([-(t.c0 + t.c1 + t.c2), t.c0, t.c1, t.c2], j.determinant / 6)]
  }

  private static func volumeGroups(_ mesh: SolidMesh, _ kind: ElementKind, _ points: [Point]) -> [VolumeGroup] {
    func group(_ members: [(Int, Double)]) -> VolumeGroup {
      var nodes = Set<Int>()
      for (p, _) in members { nodes.formUnion(mesh.elements[p / kind.points]) }
      let list = nodes.sorted()
      let place = Dictionary(uniqueKeysWithValues: list.enumerated().map { ($1, $0) })
      return VolumeGroup(
        points: members.map(\.0), weights: members.map(\.1), volume: members.reduce(0) { $0 + $1.1 },
        term: points[members[0].0].law.volume, nodes: list,
        local: members.flatMap { mesh.elements[$0.0 / kind.points].map { place[$0]! } })
    }
    switch kind {
    case .linear, .quadratic: return points.indices.map { group([($0, points[$0].volume)]) }
    case .quadraticMean:
      return mesh.elements.indices.map { e in group((4 * e..<4 * e + 4).map { ($0, points[$0].volume) }) }
    case .linearCellMean:
      return Dictionary(grouping: mesh.elements.indices, by: { mesh.cells[$0] }).sorted { $0.key < $1.key }.map {
        group($0.value.map { ($0, points[$0].volume) })
      }
    case .linearNodalMean:
      var around = [[(Int, Double)]](repeating: [], count: mesh.nodes.count)
      for (e, element) in mesh.elements.enumerated() {
        for v in element { around[v].append((e, points[e].volume / 4)) }
      }
      return around.filter { !$0.isEmpty }.map { group($0) }
    }
  }

  /// The integral of the area vector at each vertex of the cavity: times a pressure (Pa), the load at these positions.
  public func cavityAreas(_ x: [Vector3D]) -> [Vector3D] { Self.areas(cavityFaces, x) }

  /// The integral of the area vector at each vertex of some faces, m2.
  static func areas(_ faces: [[Int]], _ x: [Vector3D]) -> [Vector3D] {
    var result = [Vector3D](repeating: .zero, count: x.count)
    for face in faces {
      for (a, f) in zip(face, FaceIntegral.of(face).areas(face.map { x[$0] })) { result[a] += f }
    }
    return result
  }

  /// Dead loads of a traction (Pa) on faces, by vertex, N.
  public func loads(on faces: [[Int]], traction: (Vector3D) -> Vector3D) -> [Vector3D] {
    var result = [Vector3D](repeating: .zero, count: mesh.nodes.count)
    for face in faces {
      for (a, f) in zip(face, FaceIntegral.of(face).loads(face.map { mesh.nodes[$0] }, traction)) { result[a] += f }
    }
    return result
  }

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

  /// What a solve minimises besides the elastic energy.
  public struct Problem {
    /// Outer forces on vertices, N.
    public var loads: [Vector3D]
    /// Pressure (Pa) against the normals of faces, which turns and grows with them.
    public var pressure = 0.0
    public var pressedFaces: [[Int]] = []
    /// Inertial targets (m) of an implicit Euler step; nil for statics.
    public var target: [Vector3D]?
    /// Length of the step, s, for inertia and viscosity.
    public var step = 1e-3
    /// Positions at the start of the step (m), for viscosity; nil for none.
    public var previous: [Vector3D]?
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
    /// Norm of the gradient over that of loads and reactions, and Newton steps taken.
    public var residual: Double
    public var iterations: Int
  }

  /// Newton's method with backtracking from a start, until the gradient has fallen to `tolerance` of loads and
  /// reactions. Nodes stay at the start along the axes that hold them.
  public func solve(
    _ problem: Problem, from start: [Vector3D], sphere: Vector3D = .zero, tolerance: Double = 1e-10,
    limit: Int = 60
  ) -> Solution {
    var x = start
    var c = sphere
    var g = gradient(problem, x, c)
    let first = norm(g)
    let loads = norm(problem.loads)
    func scale() -> Double { max(loads, reactions(problem, x), problem.target == nil && loads > 0 ? 0 : first) }
    var iterations = 0
    // Rounding of nearly incompressible stresses can leave a floor above the tolerance: no use in pacing on it.
    var stalled = false
    while norm(g) > tolerance * scale() && iterations < limit && !stalled {
      iterations += 1
      var shift = 0.0
      while true {
        assemble(problem, x, c)
        // Far from the minimum the Hessian can be indefinite: lean towards steepest descent.
        let unit = Matrix3D.identity
        if shift > 0 { for k in free.indices { matrix.add(shift * unit, k, k) } }
        let mean = matrix.trace / Double(3 * matrix.size)
        isolateHeld()
        if matrix.factor() { break }
        shift = shift == 0 ? 1e-4 * mean : 10 * shift
      }
      var d = [Double](repeating: 0, count: 3 * matrix.size)
      for (k, v) in free.enumerated() {
        d[3 * k] = -g[v].x
        d[3 * k + 1] = -g[v].y
        d[3 * k + 2] = -g[v].z
      }
      let gs = g[mesh.nodes.count]
      let s = 3 * free.count
      d[s] = -gs.x
      d[s + 1] = -gs.y
      d[s + 2] = -gs.z
      matrix.solve(&d)
      // Pressure need not have a potential: it counts as a dead load while the step's length is found.
      let areas = problem.pressure == 0 ? [] : Self.areas(problem.pressedFaces, x)
      func merit(_ y: [Vector3D], _ e: Vector3D) -> Double {
        var w = energy(problem, y, e)
        for (v, a) in areas.enumerated() { w += problem.pressure * a.dot(y[v]) }
        return w
      }
      let before = merit(x, c)
      let gradientBefore = norm(g)
      var t = 1.0
      while true {
        var y = x
        for (k, v) in free.enumerated() { y[v] += t * Vector3D(d[3 * k], d[3 * k + 1], d[3 * k + 2]) }
        let e = c + t * Vector3D(d[s], d[s + 1], d[s + 2])
        let after = merit(y, e)
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
      stalled = gradientBefore < 1e-7 * scale() && norm(g) > 0.5 * gradientBefore
    }
    return Solution(positions: x, sphere: c, residual: norm(g) / scale(), iterations: iterations)
  }

  private func isolateHeld() {
    for (k, v) in free.enumerated() where !mesh.held[v].isEmpty {
      for axis in 0..<3 where mesh.held[v].contains(.axis(axis)) { matrix.isolate(k, axis) }
    }
  }

  private func norm(_ g: [Vector3D]) -> Double { g.reduce(0) { $0 + $1.lengthSquared }.squareRoot() }

  private func reactions(_ problem: Problem, _ x: [Vector3D]) -> Double {
    let f = innerForces(x)
    var s = 0.0
    for v in x.indices where !mesh.held[v].isEmpty { s += f[v].lengthSquared }
    return s.squareRoot()
  }
}
