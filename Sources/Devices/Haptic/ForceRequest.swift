import Frames

/// What is to be felt, on its way from the device thread to the driver's.
@frozen public struct ForceRequest: Equatable, Sendable {
  var output: HapticOutput
  /// The step that it comes from: a tick that stands still is a stall.
  var tick: Tick
}
