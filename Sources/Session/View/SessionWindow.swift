public import Devices

/// What a session needs of the window in which it is held.
public struct SessionWindow: Sendable {
  /// Where the window puts what mouse and keys do; the device "mouse" reads it.
  public var input: InputMailbox
  /// Told once that the scene is built and the first tick is about to come.
  public var begin: @Sendable (LiveSession) -> Void

  public init(input: InputMailbox, begin: @escaping @Sendable (LiveSession) -> Void) {
    self.input = input
    self.begin = begin
  }
}
