/// The blood pressure inside the vessel.
public struct CirculationParameters: Equatable, Sendable {
  /// Pa above the pressure outside; diastolic < mean < systolic.
  public var mean: Double
  public var systolic: Double
  public var diastolic: Double
  /// Beats per second, 1/s.
  public var heartRate: Double
}
