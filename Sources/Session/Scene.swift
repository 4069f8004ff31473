import Anatomy
import Devices
public import Frames
public import Scenarios
import SimMath
public import Simulation

/// A patient on the table: the procedure, what is really there, and the model that is simulated.
public struct Scene: Sendable {
  public let scenario: Scenario
  public let truth: SceneTruth
  public let model: SimulationModel
  /// The probe that looks at the model; nil where there is none.
  let ultrasound: UltrasoundProbe?
  /// What can lie on the tray, with or without a hand that may take it.
  let instruments: [Instrument]
  /// Hash of the scenario's data and the built model.
  public let hash: UInt64

  /// Builds the model; takes a second or so.
  ///
  /// - Parameters:
  ///   - limits: of the device that will be used.
  ///   - second: of the second hand's; nil for a scene for one.
  public init(scenario: Scenario, truth: SceneTruth, limits: DeviceLimits, second: DeviceLimits? = nil) throws {
    self.scenario = scenario
    self.truth = truth
    switch scenario.procedure {
    case .assessment(let assessment):
      model = try AortaBuilder.build(
        truth: truth, parameters: AortaParameters(assessment, limits: limits, second: second))
      ultrasound = UltrasoundProbe(
        model: model, width: Float(assessment.ultrasound.width), depth: Float(assessment.ultrasound.depth))
    case .anastomosis(let exercise):
      model = try AnastomosisBuilder.build(
        vessel: truth.vessel, truth: truth.anastomosis ?? exercise.truth,
        parameters: AnastomosisParameters(exercise, tray: scenario.tray, limits: limits, second: second))
      ultrasound = nil
    case .knot(let exercise):
      model = try KnotBuilder.build(
        vessel: truth.vessel, truth: truth.knot ?? exercise.truth,
        parameters: KnotParameters(exercise, tray: scenario.tray, limits: limits, second: second))
      ultrasound = nil
    }
    instruments = try InstrumentLibrary.load()
    var h = StateHash()
    h.combine(scenario.hash)
    h.combine(model.hash)
    hash = h.value
  }

  /// The scene that a log was recorded in, built again.
  ///
  /// - Throws: `SessionError` if what can be built here is not the same.
  public init(of header: SessionHeader, log: String) throws {
    let scenario = try ScenarioLoader.load(id: header.truth.scenario)
    guard scenario.version == header.truth.scenarioVersion else {
      throw SessionError.otherScenario(
        path: log, scenario: scenario.id, version: header.truth.scenarioVersion, here: scenario.version)
    }
    try self.init(scenario: scenario, truth: header.truth, limits: header.device.limits,
      second: header.secondDevice?.limits)
    guard hash == header.sceneHash else {
      throw SessionError.otherScene(path: log, expected: header.sceneHash, found: hash)
    }
  }

  /// What a device may know before it touches anything.
  static func context(_ scenario: Scenario, seed: UInt64) -> DeviceContext {
    DeviceContext(
      vessel: scenario.vessel, siteZone: scenario.vessel.siteZone,
      requiredMargin: scenario.assessment?.requiredMargin ?? 0,
      probeTipRadius: scenario.assessment?.probe.tipRadius ?? 0, timeLimit: scenario.timeLimit, seed: seed,
      anastomosis: scenario.anastomosis?.truth, knot: scenario.knot?.truth)
  }
}
