import Anatomy
import Frames
import Scenarios
import Simulation

extension AortaParameters {
  /// What the scenario says about the vessel, its blood and the tools.
  init(_ scenario: Scenario, limits: DeviceLimits, second: DeviceLimits? = nil) throws {
    let circulation = scenario.circulation
    self.init(
      pulse: PulseParameters(
        systolic: circulation.systolic, diastolic: circulation.diastolic, heartRate: circulation.heartRate,
        variability: circulation.beatVariability),
      wall: Material(scenario.materials.wall), softPlaque: Material(scenario.materials.softPlaque),
      calcium: Material(scenario.materials.calcium), probeRadius: scenario.probe.tipRadius,
      probeMass: scenario.probe.mass, friction: scenario.probe.friction, limits: limits)
    wallViscosity = KelvinVoigt(scenario.materials.wall)
    softPlaqueViscosity = KelvinVoigt(scenario.materials.softPlaque)
    calciumViscosity = KelvinVoigt(scenario.materials.calcium)
    guard let second else { return }
    secondLimits = second
    // Whatever else lies on the tray; the probes that turn with the hand are the scenario's own.
    instruments = try InstrumentLibrary.load().filter { $0.tool != .palpationProbe && $0.tool != .ultrasoundProbe }
  }
}

extension KelvinVoigt {
  /// Nil for a tissue that is only elastic.
  fileprivate init?(_ p: MaterialParameters) {
    guard p.viscosity > 0 else { return nil }
    self.init(viscosity: p.viscosity)
  }
}

extension Material {
  fileprivate init(_ p: MaterialParameters) {
    self.init(youngsModulus: p.youngsModulus, poissonRatio: p.poissonRatio, density: p.density)
  }
}
