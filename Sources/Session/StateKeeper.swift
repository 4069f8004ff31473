import Frames
import SimMath

/// A stepper that saves its state now and then.
final class StateKeeper: SessionStepper {
  private let stepper: TissueStepper
  let states: SavedStates

  init(_ stepper: TissueStepper) {
    self.stepper = stepper
    states = SavedStates(capacity: stepper.savedCapacity)
  }

  func step(_ input: InputFrame) -> StepOutput {
    let output = stepper.step(input)
    if SavedStates.isDue(after: output.tick) { states.publish(after: output.tick) { stepper.save(into: $0) } }
    return output
  }

  var snapshotCount: Int { stepper.snapshotCount }
  var suture: SutureView? { stepper.suture }
  var view: TissueView { stepper.view }
  func copySnapshot(into numbers: UnsafeMutableBufferPointer<Float>) { stepper.copySnapshot(into: numbers) }
  var imager: @Sendable (UnsafeBufferPointer<Float>, Pose, Tick) -> UltrasoundImage { stepper.imager }
}
