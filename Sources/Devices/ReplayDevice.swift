public import Frames

/// Gives back recorded inputs bit by bit, in order, whatever the feedback.
public final class ReplayDevice: Device {
  public let description: DeviceDescription
  /// The second hand's device of a recording with two.
  public let second: DeviceDescription?
  private let next: () -> InputFrame?

  /// - Parameters:
  ///   - description: that of the device with which the recording was made.
  ///   - next: the next recorded input, nil at the end; called once per sample.
  public init(
    description: DeviceDescription, second: DeviceDescription? = nil, next: @escaping () -> InputFrame?
  ) {
    self.description = description
    self.second = second
    self.next = next
  }

  /// - Parameter inputs: recorded inputs in the order of their ticks.
  public convenience init(
    description: DeviceDescription, inputs: some Sequence<InputFrame>, second: DeviceDescription? = nil
  ) {
    var iterator = inputs.makeIterator()
    self.init(description: description, second: second) { iterator.next() }
  }

  /// The next recorded input as it was recorded, its own tick included; nil when the recording is over.
  public func sample(at tick: Tick, feedback: Feedback?) -> InputFrame? { next() }
}
