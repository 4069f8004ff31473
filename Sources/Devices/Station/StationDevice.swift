public import Frames
import SimMath

/// Any device, or a pair of two, with the station's own control in front of it.
///
/// After an emergency stop no force reaches the device behind it, from the very next sample, and the input says so; the
/// simulation pauses. When the user has resumed, the stop is over and the simulation's engagement ramp brings the force back.
public final class StationDevice: Device {
  /// Samples from one request to pause to the next, while a stopped session has not.
  static let pauseInterval: UInt64 = 100

  private let device: any Device
  private let control: StationControl
  private var stops: UInt64
  private var toggles: UInt64
  private var isStopped = false
  private var hasPaused = false
  private var nextPause: UInt64 = 0

  public init(_ device: any Device, _ control: StationControl) {
    self.device = device
    self.control = control
    stops = control.stopCount
    toggles = control.toggleCount
  }

  public var description: DeviceDescription { device.description }
  public var mapping: StationRecord.Mapping? { device.mapping }

  public func sample(at tick: Tick, feedback: Feedback?) -> InputFrame? {
    let isPaused = feedback?.paused ?? false
    control.note(isPaused: isPaused)
    if control.stopCount != stops {
      stops = control.stopCount
      isStopped = true
      hasPaused = false
      nextPause = tick.rawValue + Self.pauseInterval
    }
    if isStopped {
      if isPaused { hasPaused = true } else if hasPaused { isStopped = false }
    }
    var felt = feedback
    if isStopped { felt?.takeOffForce() }
    guard var input = device.sample(at: tick, feedback: felt) else { return nil }
    if isStopped {
      input.flags.insert(.emergencyStop)
      input.second?.flags.insert(.emergencyStop)
    }
    if control.toggleCount != toggles {
      // Of several wishes in a tick the last one counts; a device's own command goes first.
      guard input.command == .none else { return input }
      toggles = control.toggleCount
      input.command = isPaused ? .resume : .pause
    } else if isStopped, !hasPaused, tick.rawValue >= nextPause, input.command == .none {
      // The flag alone pauses; a session that was resumed in the very tick of the stop needs to be told.
      input.command = .pause
      nextPause = tick.rawValue + Self.pauseInterval
    }
    return input
  }
}

extension Feedback {
  /// Leaves nothing that a device could render.
  fileprivate mutating func takeOffForce() {
    force = .zero
    torque = .zero
    graspForce = 0
    second?.force = .zero
    second?.torque = .zero
    second?.graspForce = 0
  }
}
