import Frames
import Simulation

/// The simulation as the session steps it.
final class TissueStepper: SessionStepper {
  private let model: SimulationModel
  private var state: SimulationState
  private let team: WorkerTeam?

  init(model: SimulationModel, seed: UInt64, workers: Int) {
    self.model = model
    state = SimulationState(model: model, seed: seed)
    team = workers > 1 ? WorkerTeam(workers: workers) : nil
  }

  deinit { team?.stop() }

  func step(_ input: InputFrame) -> StepOutput { Simulation.step(model, &state, input, on: team) }

  func image(after output: StepOutput) -> UltrasoundImage {
    model.fakeImage(output.toolPose, output.tick, output.tool)
  }

  /// All of the state that the next step depends on.
  func save() -> [UInt8] { state.save() }

  /// Goes on from a saved state, as a new process would.
  func restore(_ bytes: [UInt8]) throws { state = try SimulationState(model: model, restoring: bytes) }
}
