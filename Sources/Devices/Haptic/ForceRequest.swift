import Frames
import SimMath

/// A force on its way from the device thread to the driver's.
@frozen public struct ForceRequest: Equatable, Sendable {
  /// Station axes, N.
  var force: Vector3
  /// The step that it comes from: a tick that stands still is a stall.
  var tick: Tick
}
