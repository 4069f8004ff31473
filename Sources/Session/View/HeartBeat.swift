public import Scenarios
import Simulation

/// Where the heart is in its beat, read off the simulated pressure: for monitors, until a circulation is simulated.
public struct HeartBeat: Sendable {
  private let pulse: PulseParameters

  public init(_ scenario: Scenario) {
    // Where nothing beats the pressure stays and the phase with it.
    let c = scenario.assessment?.circulation
    pulse = PulseParameters(
      systolic: c?.systolic ?? 0, diastolic: c?.diastolic ?? 0, heartRate: c?.heartRate ?? 1,
      variability: c?.beatVariability ?? 0)
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
