/// Says that a session is for practice: it is neither assessed nor filed.
public struct PracticeOrigin: Equatable, Sendable, Codable {
  /// The session that it goes on from; nil where it begins with its own first tick.
  public var session: String?
  /// The first tick that is the practice's own; those before it are copied.
  public var tick: Tick

  public init(session: String? = nil, tick: Tick = Tick(0)) {
    self.session = session
    self.tick = tick
  }
}
