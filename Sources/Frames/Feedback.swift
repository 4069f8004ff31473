import SimMath

/// What the trainee can see and feel at a moment: all that a driver or a scripted trainee may act on.
@frozen public struct Feedback: Equatable, Sendable {
  /// The step that this comes from.
  public var tick: Tick
  /// Force on the hand after the safety chain, N.
  public var force: Vector3
  /// The tool as seen on the screen.
  public var tool: Tool
  public var toolPose: Pose
  /// The tool is seen to touch (the surface dimples).
  public var inContact: Bool
  /// The procedure is paused, for instance after a lost device.
  public var paused: Bool
  /// The latest ultrasound picture; all lines black while another tool is in the hand.
  public var image: UltrasoundImage

  @inlinable public init(tick: Tick) {
    self.tick = tick
    force = .zero
    tool = .palpationProbe
    toolPose = .identity
    inContact = false
    paused = false
    image = UltrasoundImage(tick: tick, width: 0)
  }
}
