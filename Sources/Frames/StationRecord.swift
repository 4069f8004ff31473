import SimMath

/// How the devices of a station stood for a session, as written to its log.
public struct StationRecord: Equatable, Sendable, Codable {
  /// The hand that the first device is for: the trainee's dominant one.
  public enum Hand: String, Sendable, Codable, CaseIterable { case right, left }

  /// How one haptic device moved its tool.
  public struct Mapping: Equatable, Sendable, Codable {
    /// As given on the command line.
    public var device: String
    /// Tool movement for a unit of hand movement.
    public var scale: Float
    /// Where the workspace was moved from its usual place, station axes (right, up, towards the user), m.
    public var offset: Vector3
    /// Movement with an open clutch was left out of the tool's.
    public var allowsClutch: Bool
    /// Somebody has checked on this station that right is right, up is up, and near is near.
    public var axesChecked: Bool

    public init(device: String, scale: Float, offset: Vector3, allowsClutch: Bool, axesChecked: Bool) {
      self.device = device
      self.scale = scale
      self.offset = offset
      self.allowsClutch = allowsClutch
      self.axesChecked = axesChecked
    }
  }

  public var hand: Hand
  /// Of each haptic device, the first hand's first.
  public var mappings: [Mapping]

  public init(hand: Hand, mappings: [Mapping]) {
    self.hand = hand
    self.mappings = mappings
  }

  /// The tools moved just as the hands did: only then can motion and touch be rated.
  public var isOneToOne: Bool { mappings.allSatisfy { $0.scale == 1 && !$0.allowsClutch } }
}
