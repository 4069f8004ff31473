import Frames
import Session
import SimMath

/// A driver that is a closure.
final class ClosureDriver: SessionDriver {
  let body: (Tick, Feedback) -> InputFrame?
  init(_ body: @escaping (Tick, Feedback) -> InputFrame?) { self.body = body }
  func sample(at tick: Tick, feedback: Feedback) -> InputFrame? { body(tick, feedback) }

  /// Moves along x by 1 mm a tick and gives a command at one tick.
  static func moving(command: Command, at last: UInt64) -> ClosureDriver {
    ClosureDriver { tick, _ in
      InputFrame(
        tick: tick, pose: Pose(position: Vector3(Float(tick.rawValue) * 0.001, 0, 0)),
        command: tick.rawValue == last ? command : .none)
    }
  }
}
