public import Scenarios
import Simulation

/// Where the heart is in its beat, read off the simulated pressure: for monitors, until a circulation is simulated.
public struct HeartBeat: Sendable {
  private let pulse: PulseParameters

  public init(_ scenario: Scenario) {
    let c = scenario.circulation
    pulse = PulseParameters(
      systolic: c.systolic, diastolic: c.diastolic, heartRate: c.heartRate, variability: c.beatVariability)
  }

  /// 0 at the lowest pressure to 1 at the next.
  ///
  /// - Parameters:
  ///   - pressure: Pa.
  ///   - isRising: it was lower a tick before.
  public func phase(pressure: Float, isRising: Bool) -> Float {
    Float(pulse.phase(pressure: Double(pressure), isRising: isRising))
  }
}
