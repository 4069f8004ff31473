import Anatomy
import CAllocationProbe
import Frames
import SimMath
import Testing

@testable import Simulation
@testable import Validation

/// The coarse operator made anew in slices: the right one, the same bits however it came about, and worth its time where
/// tissue stiffens.
@Suite(.serialized) struct CoarseRefreshTests {
  private static let round = 60

  /// The palpated aorta with a plaque, its operator made anew every 60 ticks.
  private func aorta(refresh: Int? = round) throws -> SimulationModel {
    var parameters = TissueCases.parameters(cells: (10, 8), friction: 0.3)
    parameters.coarse.refresh = refresh
    return try AortaBuilder.build(truth: Scene.truth([Scene.lesion(.calcified)]), parameters: parameters)
  }

  private func bar(_ law: TissueLaw, turning: Bool = false, fixed: Bool = true) throws -> SimulationModel {
    let mesh = StretchedBar.mesh(clamped: fixed)
    return try SimulationModel(
      bodyOf: mesh,
      points: [MaterialPoint](repeating: MaterialPoint(law: law, density: 1060), count: 4 * mesh.tetrahedra.count),
      coarse: CoarseParameters(aggregates: 12, turning: turning, refresh: Self.round))
  }

  /// Largest difference of the answers to unit forces on some vertices between the operator in force and the one of the mesh
  /// as loaded, as a share of the answer.
  private func difference(_ model: SimulationModel, _ state: borrowing SimulationState) -> Float {
    let (now, loaded) = (state.coarseSolver(model), CoarseSolver(model.tissue.coarse))
    let a = FixedBuffer<Float>(count: now.vectorCount, repeating: 0)
    let b = FixedBuffer<Float>(count: now.vectorCount, repeating: 0)
    let scratch = FixedBuffer<Float>(count: CoarseSolver.scratchCount(model.tissue.coarse), repeating: 0)
    var worst: Float = 0
    for v in stride(from: 0, to: model.tissue.vertexCount, by: 7) where model.tissue.isFree[v] == 1 {
      now.answer(vertex: v, axis: v % 3, into: a.base, scratch: scratch.base)
      loaded.answer(vertex: v, axis: v % 3, into: b.base, scratch: scratch.base)
      var (apart, whole): (Float, Float) = (0, 0)
      for i in 0..<now.vectorCount {
        apart = max(apart, abs(a[i] - b[i]))
        whole = max(whole, abs(b[i]))
      }
      worst = max(worst, apart / whole)
    }
    return worst
  }

  static let laws: [(String, TissueLaw)] = [
    ("neo-Hookean", TissueLaw(Material(youngsModulus: 60e3, poissonRatio: 0.45, density: 1060))),
    ("Mooney-Rivlin", TissueLaw(.mooneyRivlin(MooneyRivlin(c1: 6e3, c2: 4e3, volumeModulus: 2e5)))),
    ("Guccione", TissueLaw(.guccione(Guccione(c: 2e3, bf: 8, bt: 2, bfs: 4, volumeModulus: 4e5)))),
  ]

  /// Two programs make the same matrix: one at load in double precision from the mesh, one in slices from the elements.
  @Test(arguments: laws.indices) func atRestItIsTheOperatorOfTheMeshAsLoaded(law: Int) throws {
    let model = try bar(Self.laws[law].1)
    var state = SimulationState(model: model)
    run(model, &state, ticks: Self.round)
    #expect(!state.refresh.progress.renewed)
    run(model, &state, ticks: 1)
    #expect(state.refresh.progress.renewed)
    #expect(difference(model, state) < 2e-4, "\(Self.laws[law].0)")
  }

  /// The surface's response belongs to the same operator: only where it is pressed from inside does a vessel's differ.
  @Test func theResponseOfTheSurfaceFollows() throws {
    let model = try aorta()
    var state = SimulationState(model: model)
    run(model, &state, ticks: Self.round + 1)
    #expect(state.refresh.progress.renewed)
    let (now, loaded) = (state.responseColumns(model), model.response.columns.base)
    #expect(now != loaded)
    var (apart, whole) = (0.0, 0.0)
    for i in 0..<model.response.columns.count {
      apart += Double((now[i] - loaded[i]) * (now[i] - loaded[i]))
      whole += Double(loaded[i] * loaded[i])
    }
    // Loaded and prestretched at the mean pressure, at which it stands.
    #expect((apart / whole).squareRoot() < 5e-3, "\((apart / whole).squareRoot())")
  }

  /// A body that has only turned has the operator that it had: what is made anew is taken back through the turn.
  @Test func aBodyThatHasTurnedKeepsItsOperator() throws {
    let model = try bar(Self.laws[0].1, turning: true, fixed: false)
    var state = SimulationState(model: model)
    for (v, p) in model.mesh.nodes.enumerated() {
      let (sin, cos) = Trigonometry.sincos(2.0)
      state.setPosition(Vector3(Vector3D(cos * p.x - sin * p.y, sin * p.x + cos * p.y, p.z)), ofVertex: v)
    }
    run(model, &state, ticks: Self.round + 1)
    #expect(state.refresh.progress.renewed)
    #expect(difference(model, state) < 1e-3)
  }

  /// Muscle that a pull has made several times as stiff along its fibres: with the operator of the mesh as loaded it swings
  /// as if it were heavy; with a fresh one as it should.
  @Test func stiffenedMuscleSwingsAsItShould() throws {
    let swing = try RefreshCases.swing()
    #expect(swing.deviation(swing.fresh) < 0.03, "\(swing.deviation(swing.fresh))")
    #expect(swing.deviation(swing.loaded) > 0.2, "\(swing.deviation(swing.loaded)): the case shows nothing")
  }

  @Test func sameBitsForAnyNumberOfWorkersAndAfterARestore() throws {
    let model = try aorta()
    func play(workers: Int = 1, restoreAt: UInt64? = nil) throws -> Playthrough {
      try Playthrough(model, ticks: 130, workers: workers, restoreAt: restoreAt) {
        InputFrame(tick: Tick($0), pose: Scene.palpation($0))
      }
    }
    let once = try play()
    #expect(try play(workers: 2) == once)
    // In the first round, at its end, in a later one, and as one begins.
    for k in [25, 60, 61, 125] as [UInt64] { #expect(try play(restoreAt: k) == once, "\(k)") }
    // It is not that nothing was renewed.
    let before = try Playthrough(try aorta(refresh: nil), ticks: 130) {
      InputFrame(tick: Tick($0), pose: Scene.palpation($0))
    }
    #expect(before.outputs != once.outputs)
    #expect(before.outputs.prefix(60) == once.outputs.prefix(60))
  }

  @Test func statesOfOneKindAreNotTakenForTheOther() throws {
    let (with, without) = (try aorta(), try aorta(refresh: nil))
    #expect(with.hash != without.hash)
    let saved = SimulationState(model: with).save()
    #expect(throws: StateError.version(found: 0x102, expected: 2)) {
      _ = try SimulationState(model: without, restoring: saved)
    }
    #expect(throws: StateError.malformed) { _ = try SimulationState(model: with, restoring: saved.dropLast(2)) }
  }

  /// Crushed to a tenth, something nearly incompressible has no positive definite stiffness: the operator before it stays.
  @Test func whatIsNotPositiveDefiniteIsDropped() throws {
    let model = try bar(TissueLaw(Material(youngsModulus: 10e6, poissonRatio: 0.49, density: 1060)))
    var state = SimulationState(model: model)
    run(model, &state, ticks: 1)
    let snapshot = state.refresh.positions(1 - state.refresh.progress.front)
    for i in 0..<(4 * model.tissue.vertexCount) { snapshot[i] *= 0.1 }
    run(model, &state, ticks: Self.round)
    #expect(!state.refresh.progress.renewed)
    // The next round is sound again.
    run(model, &state, ticks: Self.round)
    #expect(state.refresh.progress.renewed)
    #expect(difference(model, state) < 2e-4)
  }

  /// All work is in some slice, and of the elements, which are most of it, all slices have alike.
  @Test(arguments: [20, 150, 500]) func slicesAreEven(round: Int) throws {
    let scene = try TissueScene(
      .block, cells: (6, 6, 3), poissonRatio: 0.45, coarse: CoarseParameters(aggregates: 80, refresh: round))
    let refresh = try #require(scene.model.refresh)
    let work = CoarseRefresh.Work.element.rawValue
    let elements = Int(refresh.firstPiece[work])..<Int(refresh.firstPiece[work + 1])
    let counts = (0..<round).map { k in
      (Int(refresh.sliceStart[k])..<Int(refresh.sliceStart[k + 1])).count { elements.contains($0) }
    }
    #expect(counts.reduce(0, +) == scene.model.tissue.tetrahedronCount)
    let busy = counts.filter { $0 > 0 }.sorted()
    #expect(busy.last! <= busy[busy.count / 2] + 1)
    #expect(Int(refresh.sliceStart[0]) == 0)
    // It reaches what the matrix of the mesh as loaded reaches, and no more.
    #expect(refresh.envelope.tileCount == scene.model.tissue.coarse.factor.envelope.tileCount)
    #expect(refresh.sliceStart[round] == refresh.firstPiece[CoarseRefresh.Work.allCases.count])
  }

  @Test func roundsDoNotAllocate() throws {
    let model = try aorta()
    var state = SimulationState(model: model)
    let team = WorkerTeam()
    func tick() {
      let k = state.nextTick
      _ = step(model, &state, InputFrame(tick: k, pose: Scene.palpation(k.rawValue)), on: team)
    }
    tick()
    allocation_probe_start()
    for _ in 0..<(3 * Self.round) { tick() }
    #expect(allocation_probe_stop() == 0)
    #expect(state.refresh.progress.renewed)
  }
}
