/// The blood pressure inside the vessel.
public struct CirculationParameters: Equatable, Sendable {
  /// Pa above the pressure outside. The mean lies midway between diastolic and systolic, as that of the simulated pulse
  /// does.
  public var mean: Double
  public var systolic: Double
  public var diastolic: Double
  /// Beats per second, 1/s.
  public var heartRate: Double
  /// Standard deviation of the length of a beat as a part of it, in [0, 0.2].
  public var beatVariability: Double
}
