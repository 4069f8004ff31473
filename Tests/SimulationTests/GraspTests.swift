import Frames
import SimMath
import Testing

@testable import Simulation

/// Jaws that close on a leaf of tissue 3 mm thick which stands on its lower edge.
@Suite struct GraspTests {
  /// Where the tips are: 6 mm below the leaf's upper edge.
  private static let reach: Float = 0.009

  /// Closes the jaws within 300 ms, then pulls up from tick 500 on at 10 mm/s by `pull` (m).
  private func grasp(
    _ tool: Tool, grip: Float, pull: Float, ticks: Int = 1400, each: (StepOutput) -> Void
  ) throws {
    let model = try InstrumentScene.leaf([InstrumentScene.instrument(tool)])
    var state = SimulationState(model: model)
    let team = WorkerTeam()
    for _ in 0..<ticks {
      let k = state.nextTick.rawValue
      let up = k > 500 ? min(pull, 0.00001 * Float(k - 500)) : 0
      let input = InputFrame(
        tick: state.nextTick, pose: Pose(position: Vector3(0, Self.reach + up, 0)), grip: grip * Float(min(k, 300)) / 300)
      each(step(model, &state, input, on: team))
    }
  }

  @Test(arguments: [Tool.forceps, .needleHolder]) func holdsAndPulls(tool: Tool) throws {
    var events: [EventKind] = []
    var before = StepOutput(tick: Tick(0))
    var last = before
    var worst: Float = 0
    try grasp(tool, grip: tool == .forceps ? 0.5 : 0.52, pull: 0.0008) { output in
      for i in 0..<Int(output.eventCount) { events.append(output.events[i].kind) }
      worst = min(worst, output.ledger.dissipated)
      if output.tick == Tick(499) { before = output }
      last = output
    }
    #expect(events.filter { $0 == .graspBegan }.count == 1 && !events.contains(.graspEnded), "\(events)")
    #expect(before.status.contains(.grasping) && !before.status.contains(.slipping))
    // The jaws are as far apart as what they hold is thick, less what they have pressed in.
    #expect(before.touch.jawOpening > 0.0015 && before.touch.jawOpening < 0.0045, "\(before.touch)")
    #expect(before.touch.graspForce > 0.2, "\(before.touch)")
    // Held tissue pulls down on a tool that is drawn up, within what friction bears, and does not slide.
    #expect(last.contactForce.y < before.contactForce.y - 0.1, "\(last.contactForce) \(before.contactForce)")
    #expect(last.status.contains(.grasping) && !last.status.contains(.slipping))
    #expect(worst > -2e-5, "the pass made \(worst) J in a tick")
  }

  /// Pulled on, a weak grasp slides at mu times the normal force of both jaws, and lets go at the edge.
  @Test func slipsOverTheFrictionLimit() throws {
    var events: [(EventKind, UInt64)] = []
    var sliding: [Float] = []
    var last = StepOutput(tick: Tick(0))
    try grasp(.forceps, grip: 0.47, pull: 0.010, ticks: 2000) { output in
      for i in 0..<Int(output.eventCount) { events.append((output.events[i].kind, output.tick.rawValue)) }
      if output.status.contains(.slipping) && output.normalForce > 0.1 { sliding.append(-output.contactForce.y / output.normalForce) }
      last = output
    }
    let slipped = try #require(events.first { $0.0 == .graspSlipped && $0.1 > 500 })
    let ended = try #require(events.first { $0.0 == .graspEnded })
    #expect(ended.1 > slipped.1)
    #expect(last.contactCount == 0)
    // Serrated jaws hold with 0.6; the corner of a jaw leans a little into the pull.
    let middle = sliding.sorted()[sliding.count / 2]
    #expect(sliding.count > 50 && middle > 0.45 && middle < 0.75, "\(sliding.count) \(middle)")
  }

  /// The harder the grip, the more pull is held; and from some pressure on it says that tissue is hurt.
  @Test func pinchIsReportedAboveTheThreshold() throws {
    func pressure(_ grip: Float) throws -> (pressure: Float, events: Int) {
      var largest: Float = 0
      var events = 0
      try grasp(.forceps, grip: grip, pull: 0, ticks: 700) { output in
        largest = max(largest, output.touch.jawPressure)
        for i in 0..<Int(output.eventCount) where output.events[i].kind == .tissuePinched {
          events += 1
          #expect(output.status.contains(.pinching) && output.touch.jawPressure > GraspState.damagingPressure)
        }
      }
      return (largest, events)
    }
    let gentle = try pressure(0.44)
    let hard = try pressure(0.8)
    #expect(gentle.events == 0 && gentle.pressure < GraspState.damagingPressure, "\(gentle)")
    #expect(hard.events >= 1 && hard.pressure > gentle.pressure, "\(hard)")
  }

  @Test func graspGoesOnToTheBitAfterARestore() throws {
    let model = try InstrumentScene.leaf([InstrumentScene.instrument(.forceps)])
    func input(_ k: UInt64) -> InputFrame {
      InputFrame(
        tick: Tick(k),
        pose: Pose(
          position: Vector3(0, Self.reach + (k > 400 ? 0.000005 * Float(k - 400) : 0), 0),
          orientation: Quaternion(axis: Vector3(0, 1, 0), angle: 0.0001 * Float(k))),
        grip: 0.5 * Float(min(k, 300)) / 300)
    }
    func play(workers: Int, restoreAt: UInt64? = nil) throws -> Playthrough {
      try Playthrough(model, ticks: 700, workers: workers, restoreAt: restoreAt) { input($0) }
    }
    let once = try play(workers: 1)
    #expect(once.outputs.last?.status.contains(.grasping) == true)
    let same2 = try play(workers: 2) == once
    #expect(same2)
    let restored = try play(workers: 1, restoreAt: 450) == once
    #expect(restored)
  }
}
