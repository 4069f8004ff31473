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
  /// Torque on the hand after the safety chain, N m.
  public var torque: Vector3
  /// Force of what is between the jaws against the hand that closes them, N.
  public var graspForce: Float
  /// The other hand's touch, for the device that is in it; nil in a session with one.
  public var second: HandFeedback?
  /// The thread that is sewn with, and its needle; nil where there is none.
  public var suture: SutureView?
  /// The edges that are sewn together; nil where there are none.
  public var seam: SeamView?
  /// The latest ultrasound picture; all lines black while another tool is in the hand.
  public var image: UltrasoundImage

  @inlinable public init(tick: Tick) {
    self.tick = tick
    force = .zero
    tool = .palpationProbe
    toolPose = .identity
    inContact = false
    paused = false
    torque = .zero
    graspForce = 0
    second = nil
    suture = nil
    seam = nil
    image = UltrasoundImage(tick: tick, width: 0)
  }
}
