import Devices
import Frames
import SimMath

/// A device that is a closure.
final class ClosureDevice: Device {
  let description = DeviceDescription(id: "closure", deviceClass: "scripted", limits: .scripted, rendersForce: true)
  let body: (Tick, Feedback?) -> InputFrame?
  init(_ body: @escaping (Tick, Feedback?) -> InputFrame?) { self.body = body }
  func sample(at tick: Tick, feedback: Feedback?) -> InputFrame? { body(tick, feedback) }

  /// Moves along x by 1 mm a tick and gives a command at one tick.
  static func moving(command: Command, at last: UInt64) -> ClosureDevice {
    ClosureDevice { tick, _ in
      InputFrame(
        tick: tick, pose: Pose(position: Vector3(Float(tick.rawValue) * 0.001, 0, 0)),
        command: tick.rawValue == last ? command : .none)
    }
  }
}
