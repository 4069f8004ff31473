import Frames

/// A command on its way from the device thread to the simulation. It has a queue of its own, because a pose may be
/// overwritten by a newer one but a command may be neither lost nor done twice.
@frozen public struct CommandRequest: Sendable {
  var command: Command
  var argument: UInt8
  /// 0 for the first hand, 1 for the second.
  var hand: UInt8 = 0
}
