public import Frames
public import SimMath

/// What a session steps: the simulation, or in tests something smaller.
///
/// An object is used by one thread at a time: that of the loop. Only `imager` may be used by another.
public protocol SessionStepper: AnyObject, SendableMetatype {
  /// Takes one step of 1 ms. Does not allocate, lock or do I/O.
  func step(_ input: InputFrame) -> StepOutput
  /// Numbers that a picture is made from.
  var snapshotCount: Int { get }
  /// Copies those numbers as they are after the latest step. Does not allocate, lock or do I/O.
  ///
  /// - Parameter numbers: all zero, or as an earlier call has left them.
  func copySnapshot(into numbers: UnsafeMutableBufferPointer<Float>)
  /// The suture that is sewn with, as it lies after the latest step; nil where there is none. Does not allocate.
  var suture: SutureView? { get }
  /// The edges that are sewn together, as they lie after the latest step; nil where there are none. Does not allocate.
  var seam: SeamView? { get }
  /// Makes the ultrasound picture of a snapshot; takes longer than a tick. Any thread, one at a time.
  var imager: @Sendable (UnsafeBufferPointer<Float>, Pose, Tick) -> UltrasoundImage { get }
}

extension SessionStepper {
  public var suture: SutureView? { nil }
  public var seam: SeamView? { nil }
}
