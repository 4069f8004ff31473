/// What was heard of a session.
public struct SoundSummary: Equatable, Sendable, Codable {
  public enum State: String, Sendable, Codable {
    case on
    /// Not wanted.
    case off
    /// Wanted, but there is nothing to hear it on.
    case silent
    /// The device went away during the session.
    case lost
  }

  public var state: State
  /// The system's name of the sound device; empty where there was none.
  public var device: String

  public init(_ state: State, device: String = "") {
    self.state = state
    self.device = device
  }

  /// For people.
  public var text: String { Text.get("cli.run.sound.\(state.rawValue)", ["device": device]) }
}
