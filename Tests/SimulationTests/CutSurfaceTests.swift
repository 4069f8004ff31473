import Anatomy
import Frames
import SimMath
import Testing

@testable import Simulation
@testable import Validation

/// The surface of a cut body as it is drawn: closed, without gaps or slivers, about all that there was.
@Suite struct CutSurfaceTests {
  /// Points and triangles of everything that is drawn, as the graphics card is given it.
  struct Drawn {
    var places: [SIMD3<Float>] = []
    var triangles: [SIMD3<Int>] = []

    /// - Parameter vertices: [N][4] m.
    init(_ surface: CutSurface, _ vertices: [Float]) {
      func face(_ f: Int, _ u: Float, _ v: Float) -> SIMD3<Float> {
        let l = SIMD3(1 - u - v, u, v)
        let weights = [
          l.x * (2 * l.x - 1), l.y * (2 * l.y - 1), l.z * (2 * l.z - 1), 4 * l.x * l.y, 4 * l.y * l.z, 4 * l.z * l.x,
        ]
        return (0..<6).reduce(SIMD3.zero) { sum, k in
          let i = 4 * Int(surface.faces[6 * f + k])
          return sum + weights[k] * SIMD3(vertices[i], vertices[i + 1], vertices[i + 2])
        }
      }
      let n = CutSurface.subdivisions
      for f in 0..<surface.wholeCount {
        func add(_ corners: [(Int, Int)]) {
          triangles.append(SIMD3(places.count, places.count + 1, places.count + 2))
          for (i, j) in corners { places.append(face(f, Float(i) / Float(n), Float(j) / Float(n))) }
        }
        for j in 0..<n {
          for i in 0..<(n - j) {
            add([(i, j), (i + 1, j), (i, j + 1)])
            if i + j + 1 < n { add([(i + 1, j), (i + 1, j + 1), (i, j + 1)]) }
          }
        }
      }
      func add(_ indices: [UInt32], from base: Int) {
        for t in stride(from: 0, to: indices.count, by: 3) {
          triangles.append(SIMD3(base + Int(indices[t]), base + Int(indices[t + 1]), base + Int(indices[t + 2])))
        }
      }
      var base = places.count
      for i in stride(from: 0, to: surface.partPlaces.count, by: 3) {
        places.append(face(Int(surface.partPlaces[i]), surface.partPlaces[i + 1], surface.partPlaces[i + 2]))
      }
      add(surface.partTriangles, from: base)
      base = places.count
      places += surface.wallPositions(vertices)
      add(surface.wallTriangles, from: base)
    }

    /// By the divergence theorem, m3.
    var volume: Double {
      triangles.reduce(0) { sum, t in
        let (a, b, c) = (Vector3D(places[t.x]), Vector3D(places[t.y]), Vector3D(places[t.z]))
        return sum + a.dot(b.cross(c)) / 6
      }
    }

    /// Height over longest side of the worst triangle, and the smallest height, m.
    var worst: (shape: Double, height: Double) {
      triangles.reduce((Double.infinity, Double.infinity)) { worst, t in
        let (a, b, c) = (Vector3D(places[t.x]), Vector3D(places[t.y]), Vector3D(places[t.z]))
        let longest = max((b - a).length, max((c - b).length, (a - c).length))
        let height = (b - a).cross(c - a).length / longest
        return (min(worst.0, height / longest), min(worst.1, height))
      }
    }

    /// Edges that have not as many triangles on one side as on the other, and those that have more than one on each. Points
    /// within 1e-7 m are one.
    var edges: (open: Int, multiple: Int) {
      var cells: [SIMD3<Int>: [Int]] = [:]
      var number: [Int] = []
      for (i, p) in places.enumerated() {
        let cell = SIMD3(Int((p.x / 1e-6).rounded(.down)), Int((p.y / 1e-6).rounded(.down)), Int((p.z / 1e-6).rounded(.down)))
        var found: Int?
        for x in -1...1 {
          for y in -1...1 {
            for z in -1...1 where found == nil {
              found = cells[cell &+ SIMD3(x, y, z)]?.first { Vector3D(places[$0] - p).length < 1e-7 }
            }
          }
        }
        number.append(found ?? i)
        if found == nil { cells[cell, default: []].append(i) }
      }
      var count: [SIMD2<Int>: Int] = [:]
      for t in triangles {
        let v = SIMD3(number[t.x], number[t.y], number[t.z])
        for (a, b) in [(v.x, v.y), (v.y, v.z), (v.z, v.x)] { count[SIMD2(a, b), default: 0] += 1 }
      }
      return (
        count.count { $0.value != count[SIMD2($0.key.y, $0.key.x)] ?? 0 },
        count.count { $0.value > 1 }
      )
    }
  }

  /// A body of cells with faces that can be touched on two sides.
  static func body(
    _ cells: (Int, Int, Int), cuts: Int, _ map: (Double, Double, Double) -> Vector3D
  ) throws -> SimulationModel {
    var built = QuadraticGrid(cells: cells).build(map)
    built.mesh.contactFaces = built.top + built.bottom
    let material = Material(youngsModulus: 30e3, poissonRatio: 0.45, density: 1060)
    return try SimulationModel(
      bodyOf: built.mesh,
      points: [MaterialPoint](repeating: MaterialPoint(material: material), count: 4 * built.mesh.tetrahedra.count),
      coarse: CoarseParameters(aggregates: 12), cuts: CutCapacity(elements: cuts))
  }

  static func block(cuts: Int = 300) throws -> SimulationModel {
    try body((4, 4, 2), cuts: cuts) { u, v, w in Vector3D(0.1 * u, 0.1 * v, 0.05 * w) }
  }

  static func copy(_ state: borrowing SimulationState) throws -> CutCopy {
    var words = [Float](repeating: 0, count: state.cutCopyCount)
    words.withUnsafeMutableBufferPointer { state.copyCut(into: $0) }
    return try #require(words.withUnsafeBufferPointer { CutCopy($0) })
  }

  /// Places as loaded of all vertices, doubles too, each moved by its own random way of up to a millimetre.
  static func vertices(_ surface: CutSurface, _ model: SimulationModel, moved: Float) -> [Float] {
    let rest = model.mesh.nodes.map { Vector3($0) }
    var random = Random(seed: 1)
    return (rest + surface.origins.map { rest[Int($0)] }).flatMap { p in
      let d = (0..<3).map { _ in moved * Float(random.uniform(-1, 1)) }
      return [p.x + d[0], p.y + d[1], p.z + d[2], 0]
    }
  }

  /// What holds of every surface, whatever the cuts.
  ///
  /// - Parameter bound: of the volume, as a share.
  @discardableResult static func check(
    _ state: borrowing SimulationState, _ model: SimulationModel, volume: Double, bound: Double = 1e-5, least: Double = 0.005,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> (surface: CutSurface, multiple: Int) {
    let maker = try #require(CutSurfaceMaker(model))
    let surface = try #require(maker.surface(copy(state)), sourceLocation: sourceLocation)
    // As loaded nothing is gained or lost.
    let still = Drawn(surface, vertices(surface, model, moved: 0))
    #expect(abs(still.volume / volume - 1) < bound, "\(still.volume) of \(volume) m3", sourceLocation: sourceLocation)
    #expect(still.worst.shape > least && still.worst.height > 2e-6, "\(still.worst)", sourceLocation: sourceLocation)
    // Each vertex somewhere else: what is not one point comes apart.
    let edges = Drawn(surface, vertices(surface, model, moved: 0.001)).edges
    #expect(edges.open == 0, "\(edges.open) of \(still.triangles.count) triangles' edges", sourceLocation: sourceLocation)
    return (surface, edges.multiple)
  }

  @Test func aWholeBodyHasNoCutSurface() throws {
    let model = try Self.block()
    let state = SimulationState(model: model)
    let maker = try #require(CutSurfaceMaker(model))
    #expect(try maker.surface(Self.copy(state)) == nil)
  }

  /// Planes in any direction: both pieces are closed.
  @Test(arguments: 0..<10) func aBlockInTwoIsClosed(seed: Int) throws {
    let model = try Self.block()
    var state = SimulationState(model: model)
    var random = Random(seed: UInt64(seed))
    let (s, c) = Trigonometry.sincos(random.uniform(0, Double.pi))
    let (st, ct) = Trigonometry.sincos(random.uniform(-0.6, 0.6))
    CuttingTests.cut(
      &state, model, through: Vector3(Vector3D(random.uniform(0.03, 0.07), random.uniform(0.03, 0.07), 0.025)),
      normal: Vector3(Vector3D(c * ct, s * ct, st)), along: Vector3(Vector3D(-s, c, 0)))
    let (surface, multiple) = try Self.check(state, model, volume: 5e-4)
    #expect(multiple == 0)
    #expect(surface.partTriangles.count > 100 && surface.wholeCount > 40)
    // The faces alone, without the walls, are not.
    var bare = surface
    bare.wallTriangles = []
    #expect(Drawn(bare, Self.vertices(surface, model, moved: 0.001)).edges.open > 40)
  }

  /// Through nodes of the mesh and of the lattices.
  @Test(arguments: [Float(0.05), 0.0499, 0.0625, 0.06]) func aPlaneThroughNodesIsClosed(x: Float) throws {
    let model = try Self.block()
    var state = SimulationState(model: model)
    CuttingTests.cut(&state, model, through: Vector3(x, 0.05, 0.05), normal: Vector3(1, 0, 0), along: Vector3(0, 1, 0))
    let (_, multiple) = try Self.check(state, model, volume: 5e-4)
    #expect(multiple == 0)
  }

  /// A cut that ends in the tissue: its walls meet where they end.
  @Test(arguments: [Float(0.012), 0.03, 0.04]) func aCutThatEndsInsideIsClosed(depth: Float) throws {
    let model = try Self.block()
    var state = SimulationState(model: model)
    CuttingTests.cut(
      &state, model, through: Vector3(0.042, 0.05, 0.05), normal: Vector3(1, 0.1, 0).normalized,
      along: Vector3(-0.1, 1, 0), depth: depth)
    let (surface, _) = try Self.check(state, model, volume: 5e-4)
    #expect(!surface.wallTriangles.isEmpty)
  }

  /// Cuts that cross, and a second one near the first.
  @Test func crossingCutsAreClosed() throws {
    let model = try Self.block()
    var state = SimulationState(model: model)
    CuttingTests.cut(&state, model, through: Vector3(0.042, 0.05, 0.05), normal: Vector3(1, 0, 0), along: Vector3(0, 1, 0))
    try Self.check(state, model, volume: 5e-4)
    CuttingTests.cut(&state, model, through: Vector3(0.05, 0.057, 0.05), normal: Vector3(0.1, 1, 0.1), along: Vector3(1, -0.1, 0))
    try Self.check(state, model, volume: 5e-4, least: 0.001)
    CuttingTests.cut(
      &state, model, through: Vector3(0.055, 0.05, 0.05), normal: Vector3(1, 0.3, 0), along: Vector3(-0.3, 1, 0), depth: 0.03)
    try Self.check(state, model, volume: 5e-4, least: 0.001)
  }

  /// Two hundred short blades at random.
  @Test func twoHundredBladesLeaveItClosed() throws {
    let model = try Self.body((6, 6, 3), cuts: 400) { u, v, w in Vector3D(0.1 * u, 0.1 * v, 0.05 * w) }
    var state = SimulationState(model: model)
    var random = Random(seed: 11)
    var surfaces: Set<UInt64> = []
    for k in 0..<200 {
      let p = Vector3D(random.uniform(0, 0.1), random.uniform(0, 0.1), random.uniform(0, 0.05))
      let n = Vector3D(random.uniform(-1, 1), random.uniform(-1, 1), random.uniform(-0.4, 0.4)).normalized
      let along = n.cross(Vector3D(0, 0, 1)).normalized
      let down = n.cross(along).normalized
      let half = random.uniform(0.005, 0.03)
      func at(_ z: Double) -> (Vector3, Vector3) { (Vector3(p - half * along + z * down), Vector3(p + half * along + z * down)) }
      for z in stride(from: -0.03, to: 0.03, by: 0.002) { state.cut(model, BladeSweep(before: at(z), after: at(z + 0.002))) }
      if [4, 9, 19, 39, 99, 199].contains(k) { surfaces.insert(try Self.check(state, model, volume: 5e-4, least: 0.0002).surface.revision) }
    }
    #expect(state.elementCount > model.mesh.tetrahedra.count + 150)
    #expect(surfaces.count > 2)
  }

  /// A quarter of a tube, whose faces are curved: the volume is that of the same body divided as finely, but for what the cut's
  /// points add to curved edges.
  @Test func aCurvedBodyIsClosed() throws {
    let model = try Self.body((6, 4, 2), cuts: 300) { u, v, w in
      let (s, c) = Trigonometry.sincos(0.5 * Double.pi * u)
      let r = 0.02 + 0.01 * w
      return Vector3D(-r * c, r * s, 0.04 * v)
    }
    var state = SimulationState(model: model)
    let maker = try #require(CutSurfaceMaker(model))
    // As it is drawn whole: a cut that is no more than one tetrahedron in the middle of it adds nothing outside.
    CuttingTests.cut(
      &state, model, through: Vector3(-0.018, 0.018, 0.02), normal: Vector3(0.1, 0.1, 1).normalized, along: Vector3(1, -1, 0))
    let surface = try #require(maker.surface(Self.copy(state)))
    let whole = model.mesh.boundary.reduce(0.0) { sum, face in
      var part = CutSurface(revision: 0)
      part.faces = face.map { Int32($0) }
      part.wholeCount = 1
      return sum + Drawn(part, Self.vertices(part, model, moved: 0)).volume
    }
    #expect(whole > 0)
    try Self.check(state, model, volume: whole, bound: 2e-4)
    #expect(Self.vertices(surface, model, moved: 0).count == 4 * state.vertexCount)
  }

  /// The same cuts have the same surface after a restore; the copy is written again only when there is something new.
  @Test func theSurfaceFollowsFromTheState() throws {
    let model = try Self.block()
    var state = SimulationState(model: model)
    var words = [Float](repeating: 0, count: state.cutCopyCount)
    words.withUnsafeMutableBufferPointer { state.copyCut(into: $0) }
    let before = try Self.copy(state).revision
    CuttingTests.cut(&state, model, through: Vector3(0.042, 0.05, 0.05), normal: Vector3(1, 0, 0), along: Vector3(0, 1, 0), depth: 0.02)
    words.withUnsafeMutableBufferPointer { state.copyCut(into: $0) }
    let copy = try #require(words.withUnsafeBufferPointer { CutCopy($0) })
    #expect(copy.revision != before && copy.elementCount == state.elementCount)
    // A word that does not count as new is left alone.
    words[words.count - 1] = 7
    words.withUnsafeMutableBufferPointer { state.copyCut(into: $0) }
    #expect(words[words.count - 1] == 7)
    let restored = try SimulationState(model: model, restoring: state.save())
    let maker = try #require(CutSurfaceMaker(model))
    #expect(try maker.surface(copy) == maker.surface(Self.copy(restored)))
  }

  /// Between two moments a double starts from where its vertex was.
  @Test func doublesStartWhereTheirVerticesWere() throws {
    let model = try Self.block()
    var state = SimulationState(model: model)
    CuttingTests.cut(&state, model, through: Vector3(0.042, 0.05, 0.05), normal: Vector3(1, 0, 0), along: Vector3(0, 1, 0))
    for v in 0..<state.vertexCount { state.setPosition(state.position(ofVertex: v) + Vector3(0, 0, 2e-5 * Float(v)), ofVertex: v) }
    let earlier = try Self.copy(state)
    var numbers = (0..<state.positions.count).map { state.positions[$0] }
    CuttingTests.cut(&state, model, through: Vector3(0.05, 0.077, 0.05), normal: Vector3(0, 1, 0), along: Vector3(1, 0, 0))
    let later = try Self.copy(state)
    try #require(later.vertexCount > earlier.vertexCount + 20)
    // Nothing has moved: the doubles lie on their vertices.
    let now = (0..<state.positions.count).map { state.positions[$0] }
    for i in (4 * earlier.vertexCount)..<numbers.count { numbers[i] = .nan }
    later.placeDoubles(since: earlier, in: &numbers)
    for v in earlier.vertexCount..<later.vertexCount {
      for c in 0..<3 { #expect(numbers[4 * v + c] == now[4 * v + c]) }
    }
  }
}

extension TissueMesh {
  /// Faces of tetrahedra that are on no other, normals outward.
  fileprivate var boundary: [[Int]] {
    let local = [[0, 2, 1, 6, 5, 4], [0, 1, 3, 4, 8, 7], [1, 2, 3, 5, 9, 8], [0, 3, 2, 7, 9, 6]]
    var open: [[Int]: [Int]] = [:]
    for tet in tetrahedra {
      for face in local.map({ $0.map { tet[$0] } }) {
        let key = face.prefix(3).sorted()
        if open.removeValue(forKey: key) == nil { open[key] = face }
      }
    }
    return Array(open.values)
  }
}

extension Vector3D {
  fileprivate init(_ p: SIMD3<Float>) { self.init(Double(p.x), Double(p.y), Double(p.z)) }
}
