public import Frames

/// The bounds that every force passes before it reaches a hand; those of a torque are the same in N m for N.
public struct ForceSafetyParameters: Equatable, Sendable {
  /// Largest force for a moment, N; 0 for a device that renders none.
  public var peakForce: Float
  /// Force that can be held for good, N.
  public var continuousForce: Float
  /// Largest change of the force vector in a tick, N. Usual: a twentieth of the peak; more is felt as a knock.
  public var slew: Float
  /// Ticks over which the force rises after engagement. Usual: 300.
  public var engagementTicks: Int32
  /// Largest damping that the passivity controller may add, N s/m.
  public var damping: Float
  /// How much heat above the continuous force the motors take before the limit falls to it, N2 s. Usual: the surplus of
  /// ten seconds at peak.
  public var heatCapacity: Float

  public init(limits: DeviceLimits) {
    self.init(peak: limits.peakForce, continuous: limits.continuousForce, damping: limits.damping)
  }

  /// Of the torque: zero for a device that renders none.
  public init(torqueLimits limits: DeviceLimits) {
    self.init(peak: limits.peakTorque, continuous: limits.continuousTorque, damping: limits.turningDamping)
  }

  private init(peak: Float, continuous: Float, damping: Float) {
    peakForce = peak
    continuousForce = min(continuous, peak)
    slew = peak / 20
    engagementTicks = 300
    self.damping = damping
    heatCapacity = 10 * (peak * peak - continuousForce * continuousForce)
  }
}
