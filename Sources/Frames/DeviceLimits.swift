/// What a haptic device can bear and render. All zero for a device without force.
@frozen public struct DeviceLimits: Equatable, Sendable, Codable {
  /// Largest force for a moment and for ten minutes, N.
  public var peakForce: Float
  public var continuousForce: Float
  /// Largest stiffness (N/m) and damping (N s/m) of the virtual coupling.
  public var stiffness: Float
  public var damping: Float
  /// Radius of the workspace, m.
  public var workspaceRadius: Float
  /// Largest torque for a moment and for ten minutes, N m; zero for a device that turns nobody's hand.
  public var peakTorque: Float
  public var continuousTorque: Float
  /// Largest stiffness (N m/rad) and damping (N m s/rad) of the virtual coupling in rotation.
  public var turningStiffness: Float
  public var turningDamping: Float

  @inlinable public init(
    peakForce: Float, continuousForce: Float, stiffness: Float, damping: Float, workspaceRadius: Float,
    peakTorque: Float = 0, continuousTorque: Float = 0, turningStiffness: Float = 0, turningDamping: Float = 0
  ) {
    self.peakForce = peakForce
    self.continuousForce = continuousForce
    self.stiffness = stiffness
    self.damping = damping
    self.workspaceRadius = workspaceRadius
    self.peakTorque = peakTorque
    self.continuousTorque = continuousTorque
    self.turningStiffness = turningStiffness
    self.turningDamping = turningDamping
  }

  /// Reads what older logs wrote too, which knew no torque.
  public init(from decoder: any Decoder) throws {
    let c = try decoder.container(keyedBy: CodingKeys.self)
    func optional(_ key: CodingKeys) throws -> Float { try c.decodeIfPresent(Float.self, forKey: key) ?? 0 }
    self.init(
      peakForce: try c.decode(Float.self, forKey: .peakForce),
      continuousForce: try c.decode(Float.self, forKey: .continuousForce),
      stiffness: try c.decode(Float.self, forKey: .stiffness), damping: try c.decode(Float.self, forKey: .damping),
      workspaceRadius: try c.decode(Float.self, forKey: .workspaceRadius), peakTorque: try optional(.peakTorque),
      continuousTorque: try optional(.continuousTorque), turningStiffness: try optional(.turningStiffness),
      turningDamping: try optional(.turningDamping))
  }

  /// The device can turn the hand.
  @inlinable public var rendersTorque: Bool { peakTorque > 0 }

  /// Limits of the ideal hand that scripted trainees and recorded poses use: those of an omega.7-class device, with an
  /// assumed continuous force.
  public static let scripted = DeviceLimits(
    peakForce: 12, continuousForce: 8, stiffness: 4000, damping: 30, workspaceRadius: 0.075)
  /// A device that renders nothing: the coupling still moves the tool.
  public static let none = DeviceLimits(
    peakForce: 0, continuousForce: 0, stiffness: 1000, damping: 5, workspaceRadius: 0.2)
}
