import Anatomy
import Frames
import SimMath
import Testing

@testable import Simulation
@testable import Validation

/// Cuts through a block of 4 x 4 x 2 cells, 100 x 100 x 50 mm, that nothing holds.
@Suite struct CuttingTests {
  static func block(
    cuts: Int = 200, poissonRatio: Double = 0.45, clamped: Bool = false, passes: Int = 1
  ) throws -> SimulationModel {
    var built = QuadraticGrid(cells: (4, 4, 2)).build { u, v, w in Vector3D(0.1 * u, 0.1 * v, 0.05 * w) }
    if clamped { for (i, p) in built.places.enumerated() where p.0 == 0 { built.mesh.fixed[i] = true } }
    let material = Material(youngsModulus: 30e3, poissonRatio: poissonRatio, density: 1060)
    return try SimulationModel(
      bodyOf: built.mesh,
      points: [MaterialPoint](repeating: MaterialPoint(material: material), count: 4 * built.mesh.tetrahedra.count),
      coarse: CoarseParameters(aggregates: 12), passes: passes, cuts: CutCapacity(elements: cuts))
  }

  /// Takes a blade down through the plane n . (x - p) = 0, or as far as `depth` (m) below the upper side.
  static func cut(
    _ state: inout SimulationState, _ model: SimulationModel, through p: Vector3, normal: Vector3, along: Vector3,
    depth: Float = 0.2
  ) {
    let down = normal.cross(along).normalized
    let way = down.z > 0 ? -down : down
    let edge = 0.2 * along.normalized
    var reached: Float = -0.1
    while reached < depth {
      let next = min(depth, reached + 0.002)
      func at(_ z: Float) -> (Vector3, Vector3) { (p + z * way - edge, p + z * way + edge) }
      state.cut(model, BladeSweep(before: at(reached), after: at(next)))
      reached = next
    }
  }

  /// Vertices by the piece that they hang on, pieces in the order of their first tetrahedron.
  static func pieces(_ state: borrowing SimulationState) -> [[Int]] {
    var owner = Array(0..<state.vertexCount)
    func root(_ v: Int) -> Int { owner[v] == v ? v : root(owner[v]) }
    for t in 0..<state.elementCount {
      let first = root(Int(state.cut.tetrahedra[10 * t]))
      for a in 1..<10 { owner[root(Int(state.cut.tetrahedra[10 * t + a]))] = first }
    }
    var pieces: [Int: [Int]] = [:]
    for v in owner.indices { pieces[root(v), default: []].append(v) }
    return pieces.sorted { $0.value[0] < $1.value[0] }.map(\.value)
  }

  static func mass(_ state: borrowing SimulationState, _ vertices: [Int]) -> Double {
    vertices.reduce(0) { $0 + Double(state.cut.tables.mass[$1]) }
  }

  static func momentum(_ state: borrowing SimulationState) -> Vector3D {
    (0..<state.vertexCount).reduce(Vector3D.zero) {
      let u = Vector3(state.velocities[4 * $1], state.velocities[4 * $1 + 1], state.velocities[4 * $1 + 2])
      return $0 + Double(state.cut.tables.mass[$1]) * Vector3D(u)
    }
  }

  // MARK: Shares

  @Test func shareOfATetrahedronIsTheVolumeThere() {
    var random = Random(seed: 3)
    for _ in 0..<40 {
      let d: InlineArray<4, Float> = [
        Float(random.uniform(-1, 1)), Float(random.uniform(-1, 1)), Float(random.uniform(-1, 1)), Float(random.uniform(-1, 1)),
      ]
      let samples = 20_000
      var hits = 0
      for _ in 0..<samples {
        // Evenly spread: spacings of three sorted numbers.
        let s = [random.uniform(0, 1), random.uniform(0, 1), random.uniform(0, 1)].sorted()
        let l = [s[0], s[1] - s[0], s[2] - s[1], 1 - s[2]]
        if (0..<4).reduce(0, { $0 + l[$1] * Double(d[$1]) }) > 0 { hits += 1 }
      }
      let share = CutFraction.positive(d)
      #expect(abs(Double(share) - Double(hits) / Double(samples)) < 0.015)
      #expect(abs(share + CutFraction.positive([-d[0], -d[1], -d[2], -d[3]]) - 1) < 1e-5)
      let points = CutFraction.ofPoints(d)
      #expect(abs(0.25 * (points[0] + points[1] + points[2] + points[3]) - share) < 1e-5)
    }
  }

  @Test func overlapOfTwoCutsOfAFace() {
    #expect(CutFraction.overlap([1, 1, 1], [-1, 1, 1]) == 1)
    #expect(abs(CutFraction.overlap([1, -1, -1], [1, -1, -1]) - 1) < 1e-6)
    #expect(CutFraction.overlap([1, -1, -1], [-1, 1, 1]) == 0)
    // A quarter of the area at one corner against the half about it.
    #expect(abs(CutFraction.overlap([1, -1, -1], [-0.5, 0.5, 0.5]) - 0) < 1e-6)
    #expect(CutFraction.overlap([-1, -1, -1], [1, 1, 1]) == 0)
  }

  // MARK: A block in two

  @Test func aCutBlockFallsInTwo() throws {
    let model = try Self.block()
    var state = SimulationState(model: model)
    let before = Self.mass(state, Array(0..<state.vertexCount))
    #expect(abs(before - 1060 * 0.1 * 0.1 * 0.05) < 1e-5)
    Self.cut(&state, model, through: Vector3(0.04, 0.05, 0.05), normal: Vector3(1, 0, 0), along: Vector3(0, 1, 0))
    #expect(state.elementCount > model.mesh.tetrahedra.count + 20)
    let pieces = Self.pieces(state)
    try #require(pieces.count == 2)
    let masses = pieces.map { Self.mass(state, $0) }
    #expect(abs(masses[0] + masses[1] - before) < 1e-6 * before)
    #expect(abs(masses[0] / before - 0.4) < 0.004, "\(masses)")

    // Let go with opposite velocities they part, each as a free body, and keep what momentum they have.
    for v in pieces[0] { state.setVelocity(Vector3(-0.3, 0, 0), ofVertex: v) }
    for v in pieces[1] { state.setVelocity(Vector3(0.2, 0, 0), ofVertex: v) }
    let momentum = Self.momentum(state)
    #expect(abs(momentum.x) < 1e-5 * before)
    let team = WorkerTeam()
    for tick in 0..<200 {
      let output = step(model, &state, .untouched(state.nextTick), on: team)
      #expect(output.status.isDisjoint(with: [.ledgerOpen, .quarantined]), "tick \(tick)")
      #expect(output.ledger.elastic < 1e-4 * output.ledger.kinetic)
    }
    let first = pieces[0].map { state.position(ofVertex: $0).x }.max()!
    let second = pieces[1].map { state.position(ofVertex: $0).x }.min()!
    // They started through each other: doubles go on past the cut by less than a cell.
    #expect(second - first > 0.1 - 2 * 0.025)
    #expect((Self.momentum(state) - momentum).length < 1e-5)
  }

  /// Whatever way the blade goes, no tetrahedron in its way holds the sides together.
  @Test(arguments: 0..<12) func aBladeLeavesNoBridge(seed: Int) throws {
    let model = try Self.block(cuts: 260)
    var state = SimulationState(model: model)
    var random = Random(seed: UInt64(seed))
    let tilt = random.uniform(-0.6, 0.6)
    let turn = random.uniform(0, Double.pi)
    let (s, c) = Trigonometry.sincos(turn)
    let (st, ct) = Trigonometry.sincos(tilt)
    let along = Vector3(Vector3D(-s, c, 0))
    let normal = Vector3(Vector3D(c * ct, s * ct, st))
    let p = Vector3(Vector3D(random.uniform(0.03, 0.07), random.uniform(0.03, 0.07), 0.025))
    Self.cut(&state, model, through: p, normal: normal, along: along)
    let pieces = Self.pieces(state)
    #expect(pieces.count == 2, "tilt \(tilt), turn \(turn)")
    let whole = pieces.reduce(0) { $0 + Self.mass(state, $1) }
    #expect(abs(whole - 0.53) < 1e-5)
    // The same plane divides the box: by the corners of a fine grid.
    var hits = 0
    let n = 40
    for i in 0..<(n * n * n) {
      let q = Vector3D(
        0.1 * (Double(i % n) + 0.5) / Double(n), 0.1 * (Double(i / n % n) + 0.5) / Double(n),
        0.05 * (Double(i / n / n) + 0.5) / Double(n))
      if (q - Vector3D(p)).dot(Vector3D(normal)) > 0 { hits += 1 }
    }
    let share = Double(hits) / Double(n * n * n)
    let ours = Self.mass(state, pieces[0]) / whole
    #expect(min(abs(ours - share), abs(1 - ours - share)) < 0.01, "\(ours), plane \(share)")
  }

  /// A cut in mid-swing changes neither momentum nor energy.
  @Test func aCutKeepsMomentumAndEnergy() throws {
    let model = try Self.block()
    var state = SimulationState(model: model)
    for v in 0..<model.mesh.nodes.count {
      let p = model.mesh.nodes[v]
      state.setPosition(Vector3(Vector3D(1.05 * p.x, p.y + 0.1 * p.x * p.x * 10, p.z)), ofVertex: v)
      state.setVelocity(Vector3(Vector3D(0.2 * p.y, 0.1 - p.x, 0.3 * p.z)), ofVertex: v)
    }
    func energy() -> (kinetic: Double, elastic: Double) {
      let solver = TissueSolver(model.tissue, state.tissue, tables: TissueTables(model.tissue, state.cut))
      solver.updateEnergy(0..<state.elementCount)
      var elastic = 0.0
      for t in 0..<state.elementCount { elastic += Double(state.tissue.elementEnergy[t]) }
      return (solver.energySums(0..<state.vertexCount, gravity: .zero).kinetic, elastic)
    }
    let (before, momentum) = (energy(), Self.momentum(state))
    Self.cut(&state, model, through: Vector3(0.045, 0.05, 0.05), normal: Vector3(1, 0, 0), along: Vector3(0, 1, 0))
    let after = energy()
    #expect(state.elementCount > model.mesh.tetrahedra.count + 20)
    #expect(before.elastic > 0.01)
    #expect(abs(after.elastic - before.elastic) < 1e-5 * before.elastic)
    #expect(abs(after.kinetic - before.kinetic) < 1e-5 * before.kinetic)
    #expect((Self.momentum(state) - momentum).length < 1e-5 * momentum.length)
  }

  // MARK: Half a cut

  /// A notched bar, held at one end and loaded at the other, opens as far and as fast in one pass a tick as when implicit Euler
  /// is solved to convergence: the coarse correction, which knows nothing of the notch, does not hold it shut.
  @Test func aNotchOpens() throws {
    func tip(notched: Bool, passes: Int) throws -> [Double] {
      let model = try Self.block(clamped: true, passes: passes)
      var state = SimulationState(model: model)
      if notched {
        Self.cut(
          &state, model, through: Vector3(0.04, 0.05, 0.05), normal: Vector3(1, 0, 0), along: Vector3(0, 1, 0), depth: 0.03)
      }
      for v in 0..<model.mesh.nodes.count where model.mesh.nodes[v].x > 0.0999 {
        state.setLoad(Vector3(0, 0, -0.001), onVertex: v)
      }
      let team = WorkerTeam()
      return (0..<400).map { _ in
        _ = step(model, &state, .untouched(state.nextTick), on: team)
        return 0.05 - Double(state.position(ofVertex: model.mesh.nodes.count - 1).z)
      }
    }
    let whole = try tip(notched: false, passes: 24)
    let exact = try tip(notched: true, passes: 24)
    let ours = try tip(notched: true, passes: 1)
    #expect(exact.max()! > 1.3 * whole.max()!, "\(exact.max()!), whole \(whole.max()!)")
    let far = zip(ours, exact).reduce(0) { max($0, abs($1.0 - $1.1)) }
    #expect(far < 0.1 * exact.max()!, "\(far) of \(exact.max()!) m")
  }

  // MARK: State

  @Test func cutsHaveTheSameBitsForAnyTeamAndAfterARestore() throws {
    let model = try Self.block(clamped: true)
    func run(_ team: WorkerTeam, restoring: Bool) throws -> [UInt32] {
      var state = SimulationState(model: model)
      for v in 0..<model.mesh.nodes.count { state.setLoad(Vector3(0.001, 0, -0.002), onVertex: v) }
      for tick in 0..<120 {
        if tick == 40 {
          Self.cut(&state, model, through: Vector3(0.06, 0.05, 0.05), normal: Vector3(1, 0, 0), along: Vector3(0, 1, 0))
        }
        if tick == 60 && restoring { state = try SimulationState(model: model, restoring: state.save()) }
        if tick == 80 {
          Self.cut(
            &state, model, through: Vector3(0.03, 0.05, 0.05), normal: Vector3(1, 0.2, 0.1), along: Vector3(-0.2, 1, 0),
            depth: 0.02)
        }
        _ = step(model, &state, .untouched(state.nextTick), on: team)
      }
      return (0..<state.positions.count).map { state.positions[$0].bitPattern }
    }
    let one = try run(WorkerTeam(), restoring: false)
    #expect(try run(WorkerTeam(workers: 2), restoring: false) == one)
    #expect(try run(WorkerTeam(workers: 3), restoring: true) == one)
  }

  @Test func aFullStoreLeavesTheRestWhole() throws {
    let model = try Self.block(cuts: 5)
    var state = SimulationState(model: model)
    var fits = true
    for z in stride(from: Float(0.06), to: -0.02, by: -0.002) {
      func at(_ z: Float) -> (Vector3, Vector3) { (Vector3(0.04, -0.1, z), Vector3(0.04, 0.2, z)) }
      if !state.cut(model, BladeSweep(before: at(z), after: at(z - 0.002))) { fits = false }
    }
    #expect(!fits)
    #expect(state.elementCount == model.mesh.tetrahedra.count + 5)
    #expect(Self.pieces(state).count == 1)
    let team = WorkerTeam()
    for _ in 0..<20 { _ = step(model, &state, .untouched(state.nextTick), on: team) }
    #expect(state.position(ofVertex: 0).isFinite)
  }

  @Test func whatCannotBeCutIsRefused() throws {
    let built = QuadraticGrid(cells: (2, 2, 2)).build { u, v, w in Vector3D(0.1 * u, 0.1 * v, 0.1 * w) }
    let material = Material(youngsModulus: 30e3, poissonRatio: 0.45, density: 1060)
    let points = [MaterialPoint](repeating: MaterialPoint(material: material), count: 4 * built.mesh.tetrahedra.count)
    #expect(throws: TissueError.uncuttable(reason: "its coarse operator is made anew")) {
      try SimulationModel(
        bodyOf: built.mesh, points: points, coarse: CoarseParameters(aggregates: 8, refresh: 100),
        cuts: CutCapacity(elements: 10))
    }
  }
}
