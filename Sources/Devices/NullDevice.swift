public import Frames
import SimMath

/// A device that is not there: it holds the tool still above the vessel and gives no command, for ever.
public final class NullDevice: Device {
  public let description = DeviceDescription(id: "null", deviceClass: "null", limits: .none, rendersForce: false)
  private let pose: Pose

  /// - Parameter pose: where it holds the tool, world frame (m).
  public init(pose: Pose) { self.pose = pose }

  public func sample(at tick: Tick, feedback: Feedback?) -> InputFrame? {
    InputFrame(tick: tick, pose: pose, flags: [.connected, .noForce])
  }
}
