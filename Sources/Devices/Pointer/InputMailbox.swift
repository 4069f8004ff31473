public import RealTime

/// From the thread that has mouse and keys to the thread of the device. Neither waits for the other.
public final class InputMailbox: Sendable {
  /// The newest state; one older than that is of no use.
  public let states = Latest(InputState())
  /// Acts in their order: each is carried out once.
  public let acts = SPSCQueue<InputAct>(minimumCapacity: 64)

  public init() {}
}
