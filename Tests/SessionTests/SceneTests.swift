import Anatomy
import Foundation
import Frames
import Scenarios
import Simulation
import Testing

@testable import Session

@Suite struct SceneTests {
  /// What an author writes about the circulation is what the vessel gets.
  @Test func theVesselHasTheScenariosPulse() throws {
    let file = ScenarioLibrary.shipped.appendingPathComponent("aortic-assessment.yaml")
    var yaml = try String(contentsOf: file, encoding: .utf8)
    for (old, new) in [("100 mmHg", "110 mmHg"), ("60 mmHg", "50 mmHg"), ("70 1/min", "90 1/min"), ("2 percent", "7 percent")] {
      #expect(yaml.contains("value: \(old)\n"))
      yaml = yaml.replacing("value: \(old)\n", with: "value: \(new)\n", maxReplacements: 1)
    }
    let scenario = try ScenarioLoader.load(yaml: yaml, file: "faster.yaml")
    let pulse = try AortaParameters(#require(scenario.assessment), limits: .scripted).pulse
    #expect(abs(pulse.systolic - 110 * 133.322) < 1 && abs(pulse.diastolic - 50 * 133.322) < 1)
    #expect(abs(pulse.heartRate - 1.5) < 1e-9 && abs(pulse.variability - 0.07) < 1e-9)
  }
}
