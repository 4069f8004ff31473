public import Frames
public import SessionLog

/// A closed log with its scene built again: what can be looked at from any moment and gone on from.
public struct RecordedSession: Sendable {
  public let scene: Scene
  public let stage: Stage
  public let reader: SessionLogReader
  /// The log.
  public let path: String
  /// How many ticks it has, from 0.
  public let ticks: UInt64
  /// All that happened, in the order of time.
  let events: [(tick: Tick, event: Event)]

  public var header: SessionHeader { reader.header }

  /// Reads the log and builds its scene; takes a second or so.
  ///
  /// - Throws: `SessionLogError`, `SessionError`, or what the scene could not do.
  public init(log path: String) throws {
    try self.init(reader: try SessionLogReader(path: path), path: path)
  }

  /// - Parameter reader: has read the log at `path`.
  public init(reader: SessionLogReader, path: String) throws {
    guard let range = reader.tickRange else { throw SessionError.emptyLog(path: path) }
    self.reader = reader
    self.path = path
    scene = try Scene(of: reader.header, log: path)
    stage = Stage(scene)
    ticks = range.upperBound.rawValue + 1
    events = reader.events()
  }

  /// What the step of a tick gave; nil where the log has nothing of it.
  public func output(at tick: Tick) -> StepOutput? { reader.ticks(tick..<(tick + 1)).first?.output }

  /// What happened before a tick.
  func events(before tick: Tick) -> [Event] { events.prefix { $0.tick < tick }.map(\.event) }

  /// The first tick that can be stepped from a state saved before `tick`, with that state; nil for tick 0.
  func start(before tick: Tick) -> (first: Tick, state: [UInt8])? {
    guard tick > Tick(0), let saved = reader.state(atOrBefore: Tick(tick.rawValue - 1)) else { return nil }
    return (saved.tick + 1, saved.bytes)
  }
}
