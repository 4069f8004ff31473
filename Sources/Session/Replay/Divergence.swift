public import Frames

/// The first place where a replay is not the recorded session.
public struct Divergence: Equatable, Sendable, Codable {
  public var tick: Tick
  /// In the order of `Subsystem.allCases`; at least one.
  public var subsystems: [Subsystem]

  public init(tick: Tick, subsystems: [Subsystem]) {
    self.tick = tick
    self.subsystems = subsystems
  }
}
