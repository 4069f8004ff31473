public import Frames

/// What a session steps: the simulation, or in tests something smaller.
///
/// An object is used by one thread at a time: that of the loop.
public protocol SessionStepper: AnyObject, SendableMetatype {
  /// Takes one step of 1 ms. Does not allocate, lock or do I/O.
  func step(_ input: InputFrame) -> StepOutput
  /// The picture of the ultrasound probe after the latest step, all black with another tool. Takes longer than a tick.
  func image(after output: StepOutput) -> UltrasoundImage
}
