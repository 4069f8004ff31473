public import Anatomy
public import Frames
import Simulation

extension AortaParameters {
  /// What the scenario says about the vessel, its blood and the tools.
  ///
  /// - Throws: `ScenarioError` where the instruments that ship cannot be read.
  public init(
    _ scenario: AssessmentParameters, limits: DeviceLimits, second: DeviceLimits? = nil
  ) throws(ScenarioError) {
    let circulation = scenario.circulation
    self.init(
      pulse: PulseParameters(
        systolic: circulation.systolic, diastolic: circulation.diastolic, heartRate: circulation.heartRate,
        variability: circulation.beatVariability),
      wall: VesselTissue(scenario.materials.wall, .aorta),
      softPlaque: VesselTissue(scenario.materials.softPlaque, .softPlaque),
      calcium: VesselTissue(scenario.materials.calcium, .calcium), probeRadius: scenario.probe.tipRadius,
      probeMass: scenario.probe.mass, friction: scenario.probe.friction, limits: limits)
    guard let second else { return }
    secondLimits = second
    // Whatever else lies on the tray; the probes that turn with the hand are the scenario's own.
    instruments = try InstrumentLibrary.load().filter { $0.tool != .palpationProbe && $0.tool != .ultrasoundProbe }
  }
}

extension VesselTissue {
  init(_ p: MaterialParameters, _ puncture: PunctureResistance) {
    self.init(
      youngsModulus: p.youngsModulus, poissonRatio: p.poissonRatio, density: p.density, viscosity: p.viscosity,
      puncture: puncture)
  }
}
