/// The pressure inside the vessel while the circulation is not simulated: a smooth pulse.
public struct PulseParameters: Equatable, Sendable {
  /// Pa, systolic at least diastolic, both at least 0.
  public var systolic: Double
  public var diastolic: Double
  /// Beats a second, greater than 0.
  public var heartRate: Double
  /// Standard deviation of the length of a beat as a fraction of it, in [0, 0.2].
  public var variability: Double

  public init(systolic: Double, diastolic: Double, heartRate: Double, variability: Double) {
    self.systolic = systolic
    self.diastolic = diastolic
    self.heartRate = heartRate
    self.variability = variability
  }

  /// Midway between the two, which is the mean in time of this pulse.
  public var mean: Double { 0.5 * (systolic + diastolic) }
}
