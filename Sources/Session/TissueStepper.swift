import Anatomy
import Frames
import SimMath
import Simulation

/// The simulation as the session steps it.
final class TissueStepper: SessionStepper {
  private let model: SimulationModel
  private let seed: UInt64
  private var state: SimulationState
  private let team: WorkerTeam
  private let rims: SeamRims?
  let snapshotCount: Int
  /// What a view makes of the numbers.
  let view: TissueView
  /// How the tissue is cut comes last among the numbers.
  private let firstCutWord: Int
  let imager: @Sendable (UnsafeBufferPointer<Float>, Pose, Tick) -> UltrasoundImage

  init(scene: Scene, workers: Int) {
    model = scene.model
    seed = scene.truth.patientSeed
    state = SimulationState(model: scene.model, seed: seed)
    team = WorkerTeam(workers: workers)
    rims = scene.truth.anastomosis.map { SeamRims(scene.model.mesh, vessel: scene.truth.vessel, truth: $0) }
    let sutures = scene.model.sutures.map { SutureForm($0) }
    firstCutWord =
      sutures.reduce(state.positions.count) { $0 + $1.count } + (scene.model.blood == nil ? 0 : BloodPool.count)
      + 2 * scene.model.heat.vertexCount
    snapshotCount = firstCutWord + state.cutCopyCount
    view = TissueView(scene.model, firstCutWord: firstCutWord)
    let probe = scene.ultrasound
    imager = { numbers, pose, tick in
      probe?.image(positions: numbers.span, pose: pose, tick: tick) ?? UltrasoundImage(tick: tick, width: 0)
    }
  }

  deinit { team.stop() }

  func step(_ input: InputFrame) -> StepOutput { Simulation.step(model, &state, input, on: team) }

  func copySnapshot(into numbers: UnsafeMutableBufferPointer<Float>) {
    Self.copyPositions(of: state, into: numbers)
    // The fourth number of a vertex is free.
    state.writeBruises(model, into: numbers, stride: 4, offset: 3)
    var next = state.positions.count
    for s in model.sutures.indices { state.withSuture(s) { $0.copyForm(into: numbers, at: &next) } }
    if let pool = state.bloodPool(model) { pool.copy(into: numbers, at: &next) }
    if model.hasHeat {
      state.writeHarm(into: UnsafeMutableBufferPointer(rebasing: numbers[min(next, numbers.count)...]))
    }
    state.copyCut(into: UnsafeMutableBufferPointer(rebasing: numbers[min(firstCutWord, numbers.count)...]))
  }

  var suture: SutureView? { model.sutures.isEmpty ? nil : state.withSuture(0) { $0.view } }

  var seam: SeamView? { rims?.view(state) }

  private static func copyPositions(
    of state: borrowing SimulationState, into numbers: UnsafeMutableBufferPointer<Float>
  ) {
    let positions = state.positions
    for i in 0..<min(numbers.count, positions.count) { numbers[i] = positions[i] }
  }

  /// All of the state that the next step depends on.
  func save() -> [UInt8] { state.save() }

  /// As `save()`, without allocating.
  func save(into bytes: UnsafeMutableRawBufferPointer) -> Int { state.save(into: bytes) }
  var savedCapacity: Int { state.savedCapacity }

  /// Begins anew before the first tick.
  func reset() { state = SimulationState(model: model, seed: seed) }

  /// Goes on from a saved state, as a new process would.
  func restore(_ bytes: [UInt8]) throws { state = try SimulationState(model: model, restoring: bytes) }
}
