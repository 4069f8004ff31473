import Anatomy
import Frames
import Scenarios
import SimMath
import Testing

@testable import Simulation

/// The scene of a stitch that is to be tied.
struct KnotBuilderTests {
  private let scenario: Scenario
  private let exercise: KnotExercise
  private let parameters: KnotParameters

  init() throws {
    scenario = try ScenarioLoader.load(id: "knot-tying")
    exercise = try #require(scenario.knot)
    parameters = try KnotParameters(exercise, tray: scenario.tray, limits: .scripted, second: .scripted)
  }

  /// Both ends have the lengths that were asked for, and half a second under its own weight leaves the stitch where it is.
  @Test func theStitchLiesInTheWallWithBothEndsFree() throws {
    let model = try KnotBuilder.build(vessel: scenario.vessel, truth: exercise.truth, parameters: parameters)
    var state = SimulationState(model: model)
    let place = exercise.truth.place(on: scenario.vessel)
    let away = Pose(position: Vector3(0.1, 0.1, 0))
    let team = WorkerTeam()
    for k in 0..<500 as Range<UInt64> {
      _ = step(model, &state, InputFrame(tick: Tick(k), pose: away, second: HandInput(pose: away)), on: team)
    }
    let strands = try #require(state.withSuture(0) { $0.strands })
    for (strand, length) in zip(strands, [exercise.truth.strandLength, exercise.truth.tailLength]) {
      let along = zip(strand, strand.dropFirst()).reduce(0) { $0 + ($1.0 - $1.1).length }
      #expect(abs(along - length) < 0.002, "\(along)")
      #expect((strand[0] - place).length < 0.001 && strand.last!.y > place.y - 0.01)
    }
    #expect(state.withSuture(0) { $0.output.brokenSegment } < 0)
  }

  @Test func aStitchBesideTheWallIsRefused() {
    var truth = exercise.truth
    truth.bite = 0.05
    #expect(throws: TissueError.suture(reason: "a hole of the stitch lies outside the wall; use a smaller bite or a thicker wall")) {
      try KnotBuilder.build(vessel: scenario.vessel, truth: truth, parameters: parameters)
    }
  }
}
