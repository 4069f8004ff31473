import Devices
import Frames
import SimMath
import Testing
import Validation

@testable import Simulation

/// A scripted hand that places a stitch through the holder alone.
@Suite(.serialized) struct StitchingHandTests {
  private static func view(_ frame: RigidFrame) -> NeedleView {
    NeedleView(middle: frame.origin, swage: frame.x, drive: frame.y)
  }

  /// A stitch of 1.4 mm depth that goes in 4.5 mm left of the slab's middle.
  private static func place(_ level: TraineeLevel, seed: UInt64, sees: Bool = true) throws -> (
    task: StitchTask, bites: [NeedleBite], threaded: Int, told: [EventKind]
  ) {
    let trial = NeedleTrial()
    let model = try trial.model(tools: [InstrumentScene.instrument(.needleHolder)])
    var state = SimulationState(model: model)
    let shape = trial.needle.shape
    let task = StitchTask(
      radius: shape.radius, arcLength: shape.arcLength, needle: view(trial.frame(trial.start)),
      entry: Vector3D(-0.004_5, 0, 0), normal: Vector3D(0, 1, 0), depth: 0.001_4)
    let hand = StitchingHand(task: task, level: level, seed: seed)
    let team = WorkerTeam()
    var told: [EventKind] = []
    while !hand.isDone {
      let tick = state.nextTick
      var seen = Feedback(tick: tick)
      if sees { seen.suture = state.withSuture(0) { $0.view } }
      guard tick.rawValue < 12_000, let input = hand.sample(at: tick, feedback: seen) else { break }
      let output = step(model, &state, input, on: team)
      for e in 0..<Int(output.eventCount) where output.events[e].kind.isOfNeedle { told.append(output.events[e].kind) }
    }
    return state.withSuture(0) { s in
      (
        task, (0..<s.needle.biteCount).map { s.needle.bite($0) }, (0..<4).filter { s.isThreaded($0) }.count, told
      )
    }
  }

  /// It places the stitch, takes the tip where it sees it, turns the needle out along its arc, and leaves the thread in both
  /// holes.
  @Test(arguments: [UInt64(3), 5, 7]) func anExpertPlacesTheStitchThatWasMeant(seed: UInt64) throws {
    let (task, bites, threaded, told) = try Self.place(.expert, seed: seed)
    #expect(bites.count == 1, "\(bites)")
    let bite = try #require(bites.first)
    #expect(bite.outcome == .through && bite.thickness == .partial, "\(bite)")
    #expect((bite.entry - task.entry).length < 0.001, "\(bite)")
    #expect(abs(bite.depth - task.depth) < 0.000_3, "\(bite.depth)")
    let width = (bite.exit - bite.entry).length
    #expect(abs(width / task.width - 1) < 0.15, "\(width) \(task.width)")
    #expect(bite.tearWork < 1e-3, "\(bite)")
    #expect(told == [.needleEntered, .biteEnded] && threaded == 2, "\(told) \(threaded)")
  }

  /// Of these hands, which find it when they look, neither finds the tip where the plan alone has it.
  @Test(arguments: [UInt64(5), 7]) func aHandThatDoesNotLookMissesTheTip(seed: UInt64) throws {
    let (_, _, threaded, told) = try Self.place(.expert, seed: seed, sees: false)
    #expect(told == [.needleEntered] && threaded == 0, "\(told) \(threaded)")
  }

  @Test func theSameHandPlacesTheSameStitch() throws {
    let one = try Self.place(.expert, seed: 7).bites
    let same = try Self.place(.expert, seed: 7).bites == one
    let other = try Self.place(.expert, seed: 8).bites == one
    #expect(same && !other)
  }
}
