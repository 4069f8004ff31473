import Frames
import SimMath

/// The tool in a hand: its centre of mass (the round end's centre for a ball) and orientation lie in the state's bodies;
/// this is the rest of its state, and what a tick carries.
struct ToolState: Equatable {
  var tool: Tool = .palpationProbe
  /// False until the first finite pose has placed the tool.
  var placed = false
  /// Of the simulated tool; that of the hand for a tool that turns with it.
  var orientation: Quaternion = .identity
  /// Velocity of the centre, m/s, and of rotation, rad/s.
  var velocity: Vector3 = .zero
  var angularVelocity: Vector3 = .zero
  /// Angle between the jaws, rad, and its rate, rad/s.
  var jaw: Float = 0
  var jawVelocity: Float = 0
  /// Where the hand wants the hold, now and a tick ago, m.
  var hand: Vector3 = .zero
  var previousHand: Vector3 = .zero
  /// How the hand wants the tool turned, now and a tick ago.
  var handOrientation: Quaternion = .identity
  var previousHandOrientation: Quaternion = .identity
  /// Angle that the hand wants between the jaws, now and a tick ago, rad.
  var wantedJaw: Float = 0
  var previousWantedJaw: Float = 0
  /// The centre, orientation and jaws at the start of the tick, and where inertia would take them.
  var previous: Vector3 = .zero
  var target: Vector3 = .zero
  var previousOrientation: Quaternion = .identity
  var targetOrientation: Quaternion = .identity
  var previousJaw: Float = 0
  var targetJaw: Float = 0
}
