import SimMath

/// Everything the simulation takes in at one tick: exactly the bits that are logged before the step.
///
/// A plain value of fixed size; crosses threads by copy.
@frozen public struct InputFrame: Equatable, Sendable {
  /// The tick that this input drives.
  public var tick: Tick
  /// Tip position (m) and orientation wanted by the hand, world frame.
  public var pose: Pose
  /// Jaw or grip, 0 open to 1 closed.
  public var grip: Float
  public var flags: InputFlags
  public var command: Command
  /// Meaning depends on `command`; 0 otherwise.
  public var argument: UInt8
  /// The other hand's part; nil in a session with one hand.
  public var second: HandInput?

  @inlinable public init(
    tick: Tick, pose: Pose, grip: Float = 0, flags: InputFlags = [.connected], command: Command = .none,
    argument: UInt8 = 0, second: HandInput? = nil
  ) {
    self.tick = tick
    self.pose = pose
    self.grip = grip
    self.flags = flags
    self.command = command
    self.argument = argument
    self.second = second
  }
}
