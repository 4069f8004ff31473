/// Which device a session was done with, as written to its log. Scores of different classes are never compared.
public struct DeviceDescription: Equatable, Sendable, Codable {
  /// As given on the command line, for example "expert" or "csv:poses.csv".
  public var id: String
  /// "scripted", "recorded", "replay", "haptic", "mouse", "xr" or "null".
  public var deviceClass: String
  public var limits: DeviceLimits
  /// Touch can be rated: the hand feels what is simulated.
  public var rendersForce: Bool

  public init(id: String, deviceClass: String, limits: DeviceLimits, rendersForce: Bool) {
    self.id = id
    self.deviceClass = deviceClass
    self.limits = limits
    self.rendersForce = rendersForce
  }
}
