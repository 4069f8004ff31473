import Frames
import SimMath

/// A stepper that saves its state now and then.
final class StateKeeper: SessionStepper {
  private let stepper: TissueStepper
  let states: SavedStates
  private var last: Tick?

  init(_ stepper: TissueStepper) {
    self.stepper = stepper
    states = SavedStates(capacity: stepper.savedCapacity)
  }

  func step(_ input: InputFrame) -> StepOutput {
    let output = stepper.step(input)
    last = output.tick
    if SavedStates.isDue(after: output.tick) { states.publish(after: output.tick) { stepper.save(into: $0) } }
    return output
  }

  /// The state after the last tick, once the loop has ended; nil before the first, or where it is saved already.
  var finalState: FinalState? {
    guard let last, !SavedStates.isDue(after: last) else { return nil }
    return FinalState(tick: last, bytes: stepper.save())
  }

  var snapshotCount: Int { stepper.snapshotCount }
  var suture: SutureView? { stepper.suture }
  var seam: SeamView? { stepper.seam }
  var view: TissueView { stepper.view }
  func copySnapshot(into numbers: UnsafeMutableBufferPointer<Float>) { stepper.copySnapshot(into: numbers) }
  var imager: @Sendable (UnsafeBufferPointer<Float>, Pose, Tick) -> UltrasoundImage { stepper.imager }
}
