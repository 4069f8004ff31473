public import Frames
import SimMath

extension InputFrame {
  /// Of a tick in which no tool is near the body.
  public static func untouched(_ tick: Tick) -> InputFrame {
    InputFrame(tick: tick, pose: Pose(position: Vector3(1, 1, 1)))
  }
}
