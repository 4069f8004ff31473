public import Frames

/// A source of input that takes force: what stands between a hand and the simulation.
///
/// It is advanced once per tick: in lockstep by the session loop in a headless fast run, by the device's own thread at
/// 1 kHz in a realtime run. One instance belongs to one thread at a time; none of its members may be called
/// concurrently. Equal calls in equal order give equal bits, except for devices with hardware.
public protocol Device: AnyObject {
  /// What is written to the log about the device; constant.
  var description: DeviceDescription { get }
  /// What is written to the log about the second hand's part; nil for a device of one hand.
  var second: DeviceDescription? { get }
  /// How it moves the tool; nil for one that stands on no table.
  var mapping: StationRecord.Mapping? { get }

  /// The input for `tick`.
  ///
  /// - Parameters:
  ///   - tick: later than in the call before. A device that is asked for a tick again gives the same pose without its
  ///     command; ticks that were left out are made up for up to 50 ms.
  ///   - feedback: the newest that the simulation gave; nil before the first step.
  /// - Returns: nil when the recorded input is over.
  func sample(at tick: Tick, feedback: Feedback?) -> InputFrame?
}

extension Device {
  public var mapping: StationRecord.Mapping? { nil }
  public var second: DeviceDescription? { nil }
}
