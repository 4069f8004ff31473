import Frames
import Scenarios
import Session

/// A patient to look at.
enum TheatreScene {
  static func stage() throws -> Stage {
    let scenario = try ScenarioLoader.load(id: "aortic-assessment")
    return Stage(try Scene(scenario: scenario, truth: scenario.patient(seed: 7), limits: .none))
  }
}
