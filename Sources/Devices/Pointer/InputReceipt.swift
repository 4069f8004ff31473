/// That a state of mouse and keys has reached the tool's hand. Both ns of `MonotonicClock`.
@frozen public struct InputReceipt: Equatable, Sendable, BitwiseCopyable {
  /// When the person did it.
  public var time: UInt64
  /// When the device took it in; the next step has it.
  public var taken: UInt64
}
