import Frames
import Simulation

/// What came of a scene that was stepped through from its start, and its state in the end.
struct Playthrough: Equatable {
  let outputs: [StepOutput]
  let saved: [UInt8]

  /// - Parameter restoreAt: before this tick the state is saved and goes on from what was saved.
  init(
    _ model: SimulationModel, ticks: UInt64, workers: Int = 1, restoreAt: UInt64? = nil, _ input: (UInt64) -> InputFrame
  ) throws {
    var state = SimulationState(model: model)
    let team = WorkerTeam(workers: workers)
    defer { team.stop() }
    var outputs: [StepOutput] = []
    for k in 0..<ticks {
      if k == restoreAt { state = try SimulationState(model: model, restoring: state.save()) }
      outputs.append(step(model, &state, input(k), on: team))
    }
    self.outputs = outputs
    saved = state.save()
  }
}
