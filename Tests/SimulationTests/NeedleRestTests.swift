import Frames
import SimMath
import Testing

@testable import Simulation

/// A needle that was laid ready stays there until jaws hold it.
struct NeedleRestTests {
  @Test func itRestsUnderItsThreadUntilItIsTaken() throws {
    let model = try AnastomosisScene.model(AnastomosisScene.truth())
    var state = SimulationState(model: model)
    let team = WorkerTeam()
    let start = state.withSuture(0) { $0.needle.frame }
    func hold(_ grip: Float, _ ticks: Int, at height: Float = 0.05) {
      for _ in 0..<ticks {
        let input = InputFrame(
          tick: state.nextTick, pose: Pose(position: Vector3(0.03, height, 0.005)), grip: grip,
          second: HandInput(pose: Pose(position: Vector3(-0.03, height, 0.005))))
        _ = step(model, &state, input, on: team)
      }
    }
    hold(0, 300)
    let rested = state.withSuture(0) { $0.needle.frame }
    // The falling thread is a milligram.
    #expect((rested.origin - start.origin).length < 2e-5, "\(rested.origin) \(start.origin)")
    #expect((rested.x - start.x).length < 0.01)
    #expect(state.withSuture(0) { $0.needle.isResting })
    // It is saved with the rest.
    let restored = try SimulationState(model: model, restoring: state.save())
    #expect(restored.withSuture(0) { $0.needle.isResting })
    // Jaws that close beside it do not take it.
    hold(0.9, 200)
    #expect(state.withSuture(0) { $0.needle.isResting })
  }
}
