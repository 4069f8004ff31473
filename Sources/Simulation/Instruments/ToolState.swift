import Frames
import SimMath

/// The tool in the hand: the state of its round end's centre, driven through the virtual coupling.
///
/// The tool turns with the hand; its translation is simulated.
struct ToolState: Equatable {
  var tool: Tool = .palpationProbe
  /// False until the first finite pose has placed the tool.
  var placed = false
  var orientation: Quaternion = .identity
  /// Velocity of the centre, m/s.
  var velocity: Vector3 = .zero
  /// Where the hand wants the centre, now and a tick ago, m.
  var hand: Vector3 = .zero
  var previousHand: Vector3 = .zero
  /// The centre at the start of the tick, and where inertia would take it, m.
  var previous: Vector3 = .zero
  var target: Vector3 = .zero
}
