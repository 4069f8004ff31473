import Anatomy
import Frames
import SimMath
import Testing

@testable import Simulation
@testable import Validation

/// The tick's own kernels for laws beyond neo-Hookean, held against the same laws in double precision.
@Suite struct LawKernelTests {
  /// A law of each kind, all of some 10 kPa, directions askew.
  static let laws: [(name: String, law: TissueLaw)] = {
    let fibre = Vector3D(0.8, 0.6, 0).normalized
    let sheet = Vector3D(-0.5, 0.3, 0.9).normalized
    let guccione = TissueLaw.Passive.guccione(Guccione(c: 2e3, bf: 8, bt: 2, bfs: 4, fibre: fibre, volumeModulus: 2e5))
    return [
      ("mooney-rivlin", TissueLaw(.mooneyRivlin(MooneyRivlin(c1: 1e3, c2: 2e3, volumeModulus: 1e5)))),
      ("guccione", TissueLaw(guccione)),
      (
        "holzapfel-ogden",
        TissueLaw(
          .holzapfelOgden(
            HolzapfelOgden(
              ground: .init(1500, 8), first: .init(6000, 11), second: .init(3000, 9), coupling: .init(900, 10),
              firstDirection: fibre, secondDirection: sheet, volumeModulus: 2e5)))
      ),
      ("active", TissueLaw(guccione, active: ActiveFibre(tension: 8e3, activation: 0.5, fibre: sheet))),
      (
        "viscous",
        TissueLaw(Material(youngsModulus: 10e3, poissonRatio: 0.45, density: 1060)).with(KelvinVoigt(viscosity: 40))
      ),
    ]
  }()

  /// A block of 0.04 x 0.02 x 0.02 m held at its foot; `law` by element.
  static func block(prestretch: Matrix3D = .identity, law: (Int) -> TissueLaw) throws -> SimulationModel {
    var built = QuadraticGrid(cells: (4, 2, 2)).build { u, v, w in Vector3D(0.04 * u, 0.02 * v, 0.02 * w) }
    for (i, p) in built.places.enumerated() where p.0 == 0 { built.mesh.fixed[i] = true }
    let points = (0..<4 * built.mesh.tetrahedra.count).map {
      MaterialPoint(law: law($0 / 4), density: 1060, prestretch: prestretch)
    }
    return try SimulationModel(
      bodyOf: built.mesh, points: points, coarse: CoarseParameters(aggregates: 8))
  }

  static func shaken(_ model: SimulationModel, by amount: Double, seed: UInt64) -> [Vector3D] {
    var random = Random(seed: seed)
    return model.mesh.nodes.map { p in
      p + amount * Vector3D(random.uniform(-1, 1), random.uniform(-1, 1), random.uniform(-1, 1))
        + Vector3D(0.1 * p.x, 0.15 * p.x - 0.1 * p.y, 0.05 * p.z)
    }
  }

  static func set(_ positions: [Vector3D], _ state: inout SimulationState) {
    for (v, p) in positions.enumerated() { state.setPosition(Vector3(p), ofVertex: v) }
  }

  /// Forces and energies of the kernel are those of the laws, also where neighbours have other laws and a prestretch.
  @Test(arguments: Array(0...LawKernelTests.laws.count))
  func forcesAndEnergiesAreTheLaws(kind: Int) throws {
    let pull = Matrix3D(columns: Vector3D(1.1, 0.05, 0), Vector3D(0, 0.95, 0.02), Vector3D(0.03, 0, 0.98))
    let model = try Self.block(prestretch: kind == 1 ? pull : .identity) { e in
      kind == Self.laws.count ? Self.laws[e % Self.laws.count].law : Self.laws[kind].law
    }
    let oracle = ReferenceSolver(mesh: model.mesh, points: model.points)
    var state = SimulationState(model: model)
    let start = model.mesh.nodes.map { $0 + Vector3D(0.02 * $0.x, 0, 0) }
    let x = Self.shaken(model, by: 0.0004, seed: 5)
    Self.set(start, &state)
    let solver = TissueSolver(model.tissue, state.tissue)
    let elements = 0..<model.tissue.tetrahedronCount
    solver.keepStrain(elements)
    Self.set(x, &state)
    solver.updateTangentsAndForces(elements)
    var problem = ReferenceSolver.Problem(loads: x.map { _ in .zero })
    problem.previous = start
    let exact = oracle.gradient(problem, x.map { Vector3D(Vector3($0)) }, .zero)
    let scale = exact.map(\.length).max()!
    #expect(scale > 0.01)
    for v in x.indices where !model.mesh.fixed[v] {
      var force = Vector3D.zero
      for k in Int(model.tissue.pairStart[v])..<Int(model.tissue.pairStart[v + 1]) {
        let f = solver.elementForce + 4 * Int(model.tissue.pairs[k])
        force += Vector3D(Double(f[0]), Double(f[1]), Double(f[2]))
      }
      #expect((force + exact[v]).length < 2e-5 * scale, "vertex \(v)")
    }

    solver.updateEnergy(elements)
    var stored = 0.0
    for t in elements { stored += Double(solver.elementEnergy[t]) }
    var work = 0.0
    for r in 1..<state.tissue.activeWork.count { work += Double(solver.activeWork[r]) }
    // The oracle's energy has the active part in it and counts neo-Hookean solids from another zero.
    func passive(_ y: [Vector3D]) -> Double { oracle.elasticEnergy(y) - active(y) }
    func active(_ y: [Vector3D]) -> Double {
      oracle.points.indices.reduce(0) { sum, p in
        sum + oracle.points[p].volume * (oracle.points[p].law.active?.energy(oracle.deformation(p, y)) ?? 0)
      }
    }
    let ground = oracle.points.reduce(0) { $0 + $1.volume * TissueLaw($1.law.passive).totalEnergy(.identity) }
    #expect(abs(stored - (passive(x) - ground)) < 1e-4 * stored)
    let shortening = active(start) - active(x)
    #expect(abs(work - shortening) <= 1e-4 * abs(shortening))
    #expect((kind == 3 || kind == Self.laws.count) == (work != 0))
  }

  /// The block that the sweep inverts is the law's bound for a vertex, and never under the true one.
  @Test(arguments: LawKernelTests.laws.indices)
  func localBlocksAreTheLawsBounds(kind: Int) throws {
    let law = Self.laws[kind].law
    let model = try Self.block { _ in law }
    let oracle = ReferenceSolver(mesh: model.mesh, points: model.points)
    var state = SimulationState(model: model)
    // Crushed along one axis as well, so that some stresses push.
    let x = Self.shaken(model, by: 0.0004, seed: 9).map { Vector3D($0.x, 0.8 * $0.y, $0.z) }
    Self.set(x, &state)
    let solver = TissueSolver(model.tissue, state.tissue)
    let elements = 0..<model.tissue.tetrahedronCount
    solver.keepStrain(elements)
    solver.updateTangents(elements)
    let scratch = FixedBuffer<Float>(count: 96, repeating: 0)
    let contact = state.contactSolver(model)
    var checked = 0
    for batch in stride(from: 0, to: model.tissue.batches.count / 8, by: 3) {
      solver.gradientsAndHessians(batch, contact: contact, scratch: scratch.base)
      for lane in 0..<8 {
        let v = Int(model.tissue.batches[8 * batch + lane])
        guard v >= 0 else { continue }
        // After the gradient's three: xx xy xz yy yz zz.
        func h(_ row: Int) -> Double { Double(scratch[32 * ((row + 3) / 4) + 4 * lane + (row + 3) % 4]) }
        let ours = Matrix3D(
          columns: Vector3D(h(0), h(1), h(2)), Vector3D(h(1), h(3), h(4)), Vector3D(h(2), h(4), h(5)))
        var exact = (oracle.mass[v] * 1e6) * Matrix3D.identity
        var bound = exact
        for (p, point) in oracle.points.enumerated() {
          guard let a = oracle.mesh.elements[p / 4].firstIndex(of: v) else { continue }
          let f = oracle.deformation(p, x)
          let b = oracle.gradients[10 * p + a]
          let c = f.cofactor * b
          let volume = (point.volume * point.law.volume.modulus) * Matrix3D.outer(c, c)
          let increment = point.law.viscosity.map { $0.increment(from: f, step: 0.001) }
          bound = bound + volume + point.volume * point.law.localHessian(f, b)
          if let increment { bound = bound + point.volume * increment.localHessian(f, b) }
          func column(_ axis: Vector3D) -> Vector3D {
            let d = Matrix3D.outer(axis, b)
            var change = point.law.totalStressChange(f, d)
            if let increment { change = change + increment.stressChange(f, d) }
            return point.volume * (change * b)
          }
          exact = exact + Matrix3D(
            columns: column(Vector3D(1, 0, 0)), column(Vector3D(0, 1, 0)), column(Vector3D(0, 0, 1)))
        }
        let size = bound.normSquared.squareRoot()
        // One law only: both clamp the same sum.
        if point(law) { #expect((ours - bound).normSquared.squareRoot() < 1e-4 * size, "vertex \(v)") }
        let least = smallestEigenvalue(ours - exact)
        #expect(least > -1e-4 * size, "vertex \(v): the block is under the true one by \(-least) N/m")
        checked += 1
      }
    }
    #expect(checked > 30)
    func point(_ law: TissueLaw) -> Bool { law.active == nil }
  }

  /// Of a symmetric matrix, by the trigonometric formula.
  private func smallestEigenvalue(_ a: Matrix3D) -> Double {
    let m = (a.c0.x + a.c1.y + a.c2.z) / 3
    let b = a - m * Matrix3D.identity
    let p = (b.normSquared / 6).squareRoot()
    guard p > 0 else { return m }
    let r = max(-1, min(1, ((1 / p) * b).determinant / 2))
    return m + 2 * p * Trigonometry.cos(Trigonometry.acos(r) / 3 + 2 * Double.pi / 3)
  }

  /// At rest under a load the tick's body stands where Newton's method puts it.
  ///
  /// Viscosity takes the slow swing of so soft a bar down and does not change where it rests.
  @Test(arguments: LawKernelTests.laws.indices)
  func bodyRestsWhereNewtonPutsIt(kind: Int) throws {
    let law = Self.laws[kind].law.with(KelvinVoigt(viscosity: 150))
    let model = try Self.block { _ in law }
    let oracle = ReferenceSolver(mesh: model.mesh, points: model.points)
    let tip = model.mesh.nodes.indices.filter { model.mesh.nodes[$0].x > 0.0399 }
    var loads = model.mesh.nodes.map { _ in Vector3D.zero }
    for v in tip { loads[v] = (1 / Double(tip.count)) * Vector3D(0.1, 0, 0.12) }
    let exact = NewtonEquilibrium().rest(of: oracle, loads: loads)
    let ours = try TickEquilibrium(ticks: 1500, coarse: CoarseParameters(aggregates: 8))
      .rest(of: oracle, loads: loads)
    let moved = zip(exact, model.mesh.nodes).map { ($0 - $1).length }.max()!
    let off = zip(exact, ours).map { ($0 - $1).length }.max()!
    #expect(moved > 0.002)
    #expect(off < 0.005 * moved, "\(off) m of \(moved) m")
  }

  /// A muscle that follows its signal shortens, its work is in the ledger, and a restored state goes on with the same bits,
  /// alone or with two workers.
  @Test func muscleFollowsItsSignal() throws {
    let law = Self.laws[3].law.with(KelvinVoigt(viscosity: 150))
    let model = try Self.block { _ in law }
    func contract(_ state: inout SimulationState, _ ticks: Range<Int>, _ team: WorkerTeam) -> (work: Double, made: Double) {
      var sums = (work: 0.0, made: 0.0)
      for k in ticks {
        state.setActivation(k < 200 ? Float(k) / 200 : 1, ofMuscle: 0)
        let output = step(model, &state, InputFrame(tick: state.nextTick, pose: Scene.away), on: team)
        sums.work += Double(output.ledger.workIn)
        sums.made = min(sums.made, Double(output.ledger.dissipated))
        #expect(!output.status.contains(.ledgerOpen))
      }
      return sums
    }
    var state = SimulationState(model: model)
    state.setActivation(0, ofMuscle: 0)
    let first = contract(&state, 0..<150, WorkerTeam())
    var restored = try SimulationState(model: model, restoring: state.save())
    _ = contract(&state, 150..<200, WorkerTeam())
    _ = contract(&restored, 150..<200, WorkerTeam(workers: 2))
    #expect(first.work > 0)
    for v in model.mesh.nodes.indices { #expect(state.position(ofVertex: v) == restored.position(ofVertex: v)) }
    _ = contract(&state, 200..<1200, WorkerTeam())
    let oracle = ReferenceSolver(mesh: model.mesh, points: model.points)
    let exact = NewtonEquilibrium().rest(of: oracle, loads: model.mesh.nodes.map { _ in .zero })
    let moved = zip(exact, model.mesh.nodes).map { ($0 - $1).length }.max()!
    #expect(moved > 0.001)
    for v in exact.indices { #expect((Vector3D(state.position(ofVertex: v)) - exact[v]).length < 0.01 * moved) }
  }

  /// A scene with another law, or another muscle, is another scene.
  @Test func lawsAreInTheHashOfAScene() throws {
    let first = try Self.block { _ in Self.laws[1].law }.hash
    #expect(try Self.block { _ in Self.laws[1].law }.hash == first)
    for k in 2...3 { #expect(try Self.block { _ in Self.laws[k].law }.hash != first) }
  }

  /// Laws that cannot be run are refused with the point and the constant.
  @Test func badConstantsAreNamed() throws {
    let lame = TissueLaw(.guccione(Guccione(c: 2e3, bf: 8, bt: 0, bfs: 4, volumeModulus: 2e5)))
    #expect(throws: TissueError.badMaterial(point: 8, reason: "bt must be positive, got 0.0")) {
      _ = try Self.block { $0 == 2 ? lame : Self.laws[1].law }
    }
    let nowhere = TissueLaw(
      Self.laws[1].law.passive, active: ActiveFibre(tension: 1, activation: 1, fibre: .zero))
    #expect(throws: TissueError.self) { _ = try Self.block { _ in nowhere } }
  }

  /// Strain-rate damping leaves a rigid motion alone, and takes the swing of a bar down as the reference solver does.
  @Test func viscosityDampsStrainAndNotMotion() throws {
    let viscous = Self.laws[4].law
    let model = try Self.block { _ in viscous }
    let oracle = ReferenceSolver(mesh: model.mesh, points: model.points)
    var state = SimulationState(model: model)
    let tip = model.mesh.nodes.indices.filter { model.mesh.nodes[$0].x > 0.0399 }
    for v in tip { state.setLoad(Vector3(0, 0, 0.1 / Float(tip.count)), onVertex: v) }
    var problem = ReferenceSolver.Problem(loads: model.mesh.nodes.map { _ in .zero })
    for v in tip { problem.loads[v] = Vector3D(0, 0, 0.1 / Double(tip.count)) }
    var x = model.mesh.nodes
    var u = x.map { _ in Vector3D.zero }
    var largest = 0.0
    var off = 0.0
    let team = WorkerTeam()
    for _ in 0..<120 {
      _ = step(model, &state, InputFrame(tick: state.nextTick, pose: Scene.away), on: team)
      problem.target = zip(x, u).map { $0 + 0.001 * $1 }
      problem.previous = x
      let next = oracle.solve(problem, from: problem.target!, tolerance: 1e-8).positions
      u = zip(next, x).map { 1000 * ($0 - $1) }
      x = next
      largest = max(largest, (x[tip[0]] - model.mesh.nodes[tip[0]]).length)
      off = max(off, (Vector3D(state.position(ofVertex: tip[0])) - x[tip[0]]).length)
    }
    #expect(largest > 0.0005)
    #expect(off < 0.1 * largest, "\(off) m of \(largest) m")
  }
}

extension TissueLaw {
  fileprivate func with(_ viscosity: KelvinVoigt) -> TissueLaw {
    TissueLaw(passive, active: active, viscosity: viscosity)
  }
}
