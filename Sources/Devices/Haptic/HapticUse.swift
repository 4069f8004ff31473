/// What a session made of a haptic device.
public struct HapticUse: Equatable, Sendable {
  public var model: String
  public var serial: String
  /// How long there was force, s.
  public var seconds: Double
  /// How often it was lost or took its force off.
  public var losses: Int
}
