import SimMath

/// The second hand's part of an input: what `InputFrame` says of the first. A plain value of fixed size.
@frozen public struct HandInput: Equatable, Sendable {
  /// Tip position (m) and orientation wanted by the hand, world frame.
  public var pose: Pose
  /// Jaw or grip, 0 open to 1 closed.
  public var grip: Float
  public var flags: InputFlags
  /// What its buttons ask for.
  public var command: Command
  /// Meaning depends on `command`; 0 otherwise.
  public var argument: UInt8

  @inlinable public init(
    pose: Pose, grip: Float = 0, flags: InputFlags = [.connected], command: Command = .none, argument: UInt8 = 0
  ) {
    self.pose = pose
    self.grip = grip
    self.flags = flags
    self.command = command
    self.argument = argument
  }
}
