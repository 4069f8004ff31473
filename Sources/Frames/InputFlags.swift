/// What the driver says about a sample. Part of the log format.
@frozen public struct InputFlags: OptionSet, Hashable, Sendable, Codable {
  public let rawValue: UInt16
  @inlinable public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// The device is there and its sample is fresh.
  public static let connected = InputFlags(rawValue: 1 << 0)
  /// No new sample since the last tick (the pose is the last one known).
  public static let stale = InputFlags(rawValue: 1 << 1)
  /// The sample was interpolated over a gap longer than the device's own interval.
  public static let gap = InputFlags(rawValue: 1 << 2)
  /// The clutch is open: the hand moves, the tool does not.
  public static let clutch = InputFlags(rawValue: 1 << 3)
  /// Emergency stop by key or pedal: zero force until the user resumes.
  public static let emergencyStop = InputFlags(rawValue: 1 << 4)
  /// The device cannot render force (mouse, XR controller, recorded poses): touch is not rated.
  public static let noForce = InputFlags(rawValue: 1 << 5)
}
