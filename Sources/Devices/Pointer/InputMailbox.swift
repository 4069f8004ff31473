public import RealTime

/// From the thread that has mouse and keys to the thread of the device. Neither waits for the other.
public final class InputMailbox: Sendable {
  /// The newest state; one older than that is of no use.
  public let states = Latest(InputState())
  /// Acts in their order: each is carried out once.
  public let acts = SPSCQueue<InputAct>(minimumCapacity: 64)
  /// When a new state reached the hand: for measuring how long it takes to be seen.
  public let receipts = SPSCQueue<InputReceipt>(minimumCapacity: 1024)

  public init() {}
}
