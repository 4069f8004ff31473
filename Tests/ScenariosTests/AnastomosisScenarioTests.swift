import Foundation
import Frames
import SimMath
import Simulation
import Testing

@testable import Scenarios

/// The exercise of sewing two ends of vessel as it ships, and what is wrong with others.
struct AnastomosisScenarioTests {
  private static let text = try! String(
    contentsOf: ScenarioLibrary.file(of: "vessel-anastomosis", in: ScenarioLibrary.shipped), encoding: .utf8)

  private func problems(_ old: String, _ new: String) throws -> [ScenarioProblem] {
    let text = Self.text.replacing(old, with: new)
    #expect(text != Self.text)
    return try #require(throws: ScenarioError.self) { try ScenarioLoader.load(yaml: text, file: "test.yaml") }.problems
  }

  @Test func itSaysWhatIsSewnWithWhat() throws {
    let scenario = try ScenarioLoader.load(id: "vessel-anastomosis")
    let exercise = try #require(scenario.anastomosis)
    #expect(scenario.assessment == nil && scenario.tray == [.needleHolder, .forceps])
    #expect(scenario.vessel.outerRadius == 0.002 && abs(scenario.vessel.length - 0.011) < 1e-12)
    #expect(exercise.truth.stitches == 12 && abs(exercise.truth.seam - 0.005_5) < 1e-12)
    #expect(abs(exercise.truth.needleRadius - 0.0093 / Double.pi) < 1e-12)
    #expect(exercise.size == .size7_0 && exercise.material == .polypropylene && exercise.puncture.threadGrip == 0.004)
    let patient = scenario.patient(seed: 5)
    #expect(patient.anastomosis == exercise.truth && patient.lesions.isEmpty && patient.patientSeed == 5)
    // The scene's hash follows what is sewn.
    let other = try ScenarioLoader.load(yaml: Self.text.replacing("value: 4 mN", with: "value: 5 mN"), file: "test.yaml")
    #expect(other.hash != scenario.hash)
  }

  /// An author may let it bleed, and lay scissors and a sucker on the tray.
  @Test func bloodIsOptional() throws {
    let dry = try ScenarioLoader.load(id: "vessel-anastomosis")
    let none = try #require(dry.anastomosis)
    #expect(none.blood == nil)
    func number(_ value: String) -> String { "{value: \(value), source: a test, status: assumption}" }
    let text = Self.text.replacing("[needle-holder, forceps]", with: "[needle-holder, forceps, scissors, sucker]")
      .replacing(
        "anastomosis:\n",
        with: "anastomosis:\n  blood: {radius: \(number("30 mm")), depth: \(number("8 mm")), bleeding: \(number("60 mL/min"))}\n")
    let wet = try ScenarioLoader.load(yaml: text, file: "test.yaml")
    let exercise = try #require(wet.anastomosis)
    let blood = try #require(exercise.blood)
    #expect(wet.tray == [.needleHolder, .forceps, .scissors, .sucker] && wet.hash != dry.hash)
    #expect(abs(blood.bleeding - 1e-6) < 1e-18 && abs(blood.area - 9e-4 * Double.pi) < 1e-12 && blood.depth == 0.008)
    let fault = try #require(throws: ScenarioError.self) {
      try ScenarioLoader.load(yaml: text.replacing("60 mL/min", with: "60 mL"), file: "test.yaml")
    }
    #expect(fault.problems.map(\.keyPath) == ["anastomosis.blood.bleeding.value"])
  }

  /// Small vessels may bleed where the author says, until a pencil from the tray stops them.
  @Test func smallVesselsMayBleed() throws {
    func number(_ value: String) -> String { "{value: \(value), source: a test, status: assumption}" }
    func text(angle: String, axial: String, flow: String) -> String {
      let source = "{angle: \(number(angle)), axial: \(number(axial)), flow: \(number(flow))}"
      let basin = "radius: \(number("30 mm")), depth: \(number("8 mm")), bleeding: \(number("0 mL/min"))"
      return Self.text.replacing("[needle-holder, forceps]", with: "[cautery, forceps]")
        .replacing("anastomosis:\n", with: "anastomosis:\n  blood: {\(basin), sources: [\(source)]}\n")
    }
    let scenario = try ScenarioLoader.load(yaml: text(angle: "90 deg", axial: "3 mm", flow: "6 mL/min"), file: "test.yaml")
    let source = try #require(scenario.anastomosis?.blood?.sources.first)
    #expect((source.site - Vector3D(0.002, 0, 0.003)).length < 1e-12 && abs(source.flow - 1e-7) < 1e-18)
    #expect(scenario.tray == [.cautery, .forceps])
    let other = try ScenarioLoader.load(yaml: text(angle: "90 deg", axial: "3 mm", flow: "7 mL/min"), file: "test.yaml")
    #expect(other.hash != scenario.hash)
    for (angle, axial, flow, place) in [
      ("90 mm", "3 mm", "6 mL/min", "angle.value"), ("90 deg", "12 mm", "6 mL/min", "axial"),
      ("90 deg", "3 mm", "0 mL/min", "flow.value"),
    ] {
      let fault = try #require(throws: ScenarioError.self) {
        try ScenarioLoader.load(yaml: text(angle: angle, axial: axial, flow: flow), file: "test.yaml")
      }
      #expect(fault.problems.map(\.keyPath) == ["anastomosis.blood.sources[0].\(place)"])
      #expect(fault.problems.allSatisfy { !$0.mend.isEmpty && $0.line != nil })
    }
  }

  @Test func whatCannotBeSewnIsRefusedWithItsPlace() throws {
    #expect(try problems("value: 9.3 mm", "value: 5 mm").map(\.keyPath) == ["anastomosis.needle"])
    #expect(try problems("value: 1.5 mm", "value: 6 mm").map(\.keyPath).contains("anastomosis.bite_distance"))
    #expect(try problems("value: 50 mN", "value: 10 mN").map(\.keyPath) == ["anastomosis.puncture"])
    #expect(try problems("size: 7-0", "size: 9-0").map(\.keyPath) == ["anastomosis.suture.size"])
    #expect(try problems("stitches: 12", "stitches: 2").map(\.keyPath) == ["anastomosis.stitches"])
    #expect(try problems("value: 8 N/m", "value: 8 N").map(\.keyPath) == ["anastomosis.puncture.friction.value"])
    #expect(try problems("[needle-holder, forceps]", "[palpation-probe]").map(\.keyPath) == ["tray[0]"])
  }
}
