public import Frames
import SimMath

/// Two devices of any kinds as one: the first drives the first hand, the second the other. Each gets its own touch back.
///
/// The session lasts as long as the first; a second whose recording is over counts as gone and holds still.
public final class PairedDevice: Device {
  public let first: any Device
  public let other: any Device
  private var last = HandInput(pose: .identity, flags: [.stale])

  public init(_ first: any Device, _ second: any Device) {
    self.first = first
    other = second
  }

  /// That of the first.
  public var description: DeviceDescription { first.description }
  public var second: DeviceDescription? { other.description }

  public func sample(at tick: Tick, feedback: Feedback?) -> InputFrame? {
    guard var input = first.sample(at: tick, feedback: feedback) else { return nil }
    if let other = other.sample(at: tick, feedback: feedback.map(Self.seenBySecond)) {
      last = HandInput(
        pose: other.pose, grip: other.grip, flags: other.flags, command: other.command, argument: other.argument)
    } else {
      last.flags = [.stale]
      last.command = .none
      last.argument = 0
    }
    input.second = last
    return input
  }

  /// What the second hand feels and sees, as the feedback of a device of its own.
  static func seenBySecond(_ feedback: Feedback) -> Feedback {
    var own = feedback
    own.second = nil
    own.force = feedback.second?.force ?? .zero
    own.torque = feedback.second?.torque ?? .zero
    own.graspForce = feedback.second?.graspForce ?? 0
    guard let hand = feedback.second else { return own }
    own.tool = hand.tool
    own.toolPose = hand.toolPose
    own.inContact = hand.inContact
    return own
  }
}
