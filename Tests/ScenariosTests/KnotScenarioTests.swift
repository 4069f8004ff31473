import Foundation
import Frames
import SimMath
import Simulation
import Testing

@testable import Scenarios

/// The exercise in tying as it ships, and what is wrong with others.
struct KnotScenarioTests {
  private static let text = try! String(
    contentsOf: ScenarioLibrary.file(of: "knot-tying", in: ScenarioLibrary.shipped), encoding: .utf8)

  private func load(_ old: String, _ new: String) throws -> Scenario {
    let text = Self.text.replacing(old, with: new)
    #expect(text != Self.text)
    return try ScenarioLoader.load(yaml: text, file: "test.yaml")
  }

  @Test func itSaysWhatIsTiedAndHowTheThreadLies() throws {
    let scenario = try ScenarioLoader.load(id: "knot-tying")
    let exercise = try #require(scenario.knot)
    #expect(scenario.assessment == nil && scenario.anastomosis == nil && scenario.tray == [.needleHolder, .forceps])
    let truth = exercise.truth
    #expect(truth.throwsAsked == 7 && truth.threadDiameter == ThreadMaterial(.size5_0, .polypropylene).diameter)
    // On the crest, with the holes on either side of it and both ends away from the wall.
    let place = truth.place(on: scenario.vessel)
    #expect((place - Vector3D(0, 0.016, 0.024)).length < 1e-12)
    let holes = truth.holes(in: scenario.vessel)
    #expect(abs((holes[0] - holes[1]).length - truth.bite) < 0.02 * truth.bite && holes[0].x > 0 && holes[1].x < 0)
    #expect((truth.strand(before: 0, on: scenario.vessel) - holes[0]).length - truth.strandLength < 1e-12)
    let patient = scenario.patient(seed: 5)
    #expect(patient.knot == truth && patient.anastomosis == nil && patient.isExercise && patient.patientSeed == 5)
    #expect(try load("value: 20 mN", "value: 21 mN").hash != scenario.hash)
  }

  @Test(arguments: [
    ("value: 5 mm", "value: 16 mm", "knot.wall_thickness"), ("value: 2 mm", "value: 36 mm", "knot.stitch.bite"),
    ("value: 22 mm", "value: 52 mm", "knot.suture.tail"), ("throws: 7", "throws: 13", "knot.throws"),
    ("value: 20 mN", "value: 20 mm", "knot.stitch.thread_grip.value"), ("size: 5-0", "size: 9-0", "knot.suture.size"),
  ])
  func whatCannotBeTiedIsRefused(old: String, new: String, place: String) throws {
    let fault = try #require(throws: ScenarioError.self) { try load(old, new) }
    #expect(fault.problems.map(\.keyPath) == [place], "\(fault.problems)")
    #expect(fault.problems.allSatisfy { !$0.mend.isEmpty && $0.line != nil })
  }
}
