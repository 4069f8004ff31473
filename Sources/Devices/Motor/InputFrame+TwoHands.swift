import Frames
import SimMath

extension InputFrame {
  /// Of two scripted hands that shake and end the session together.
  ///
  /// - Parameter shake: of each hand's tremor, m.
  init(
    tick: Tick, first: (pose: Pose, grip: Double), second: (pose: Pose, grip: Double), shake: [Vector3D], isDone: Bool
  ) {
    func shaken(_ pose: Pose, _ way: Vector3D) -> Pose {
      Pose(position: pose.position + Vector3(way), orientation: pose.orientation)
    }
    self.init(
      tick: tick, pose: shaken(first.pose, shake[0]), grip: Float(first.grip), command: isDone ? .finish : .none,
      second: HandInput(pose: shaken(second.pose, shake[1]), grip: Float(second.grip)))
  }
}
