import CAllocationProbe
import Frames
import SimMath
import Testing

@testable import Simulation

@Suite(.serialized) struct TwoHandTests {
  /// Forceps in the first hand hold the leaf while a probe in the second presses on it.
  private func model() throws -> SimulationModel {
    try InstrumentScene.leaf(
      [InstrumentScene.instrument(.forceps), .palpationProbe(radius: 0.004, mass: 0.05), InstrumentScene.instrument(.sucker)],
      inHand: [.forceps, .palpationProbe])
  }

  private func input(_ k: UInt64) -> InputFrame {
    let press = 0.0012 * Float(min(max(Int(k) - 400, 0), 300)) / 300
    return InputFrame(
      tick: Tick(k), pose: Pose(position: Vector3(0, 0.010, 0.005)), grip: 0.5 * Float(min(k, 300)) / 300,
      second: HandInput(pose: Pose(position: Vector3(0.0058 - press, 0.009, -0.005))))
  }

  @Test func bothFeelTheirOwnTouch() throws {
    let model = try model()
    var state = SimulationState(model: model)
    let team = WorkerTeam()
    var last = StepOutput(tick: Tick(0))
    var events: [Event] = []
    for k in 0..<1000 as Range<UInt64> {
      last = step(model, &state, input(k), on: team)
      for i in 0..<Int(last.eventCount) { events.append(last.events[i]) }
      #expect(last.ledger.dissipated > -2e-5)
    }
    let second = try #require(last.second)
    #expect(second.tool == .palpationProbe && last.tool == .forceps)
    #expect(last.status.contains(.grasping))
    #expect(second.contactForce.x > 0.05, "\(second.contactForce)")
    #expect((second.forceSent - second.contactForce).length < 0.1 * second.contactForce.length)
    // The leaf hands the press on to the jaws that hold it.
    #expect(last.contactForce.x < -0.01, "\(last.contactForce)")
    #expect(events.contains { $0.hand == 1 && $0.kind == .contactBegan && $0.tool == .palpationProbe })
    #expect(events.contains { $0.hand == 0 && $0.kind == .graspBegan })
  }

  @Test func sameBitsForAnyNumberOfWorkersAndAfterARestore() throws {
    let model = try model()
    func play(workers: Int, restoreAt: UInt64? = nil) throws -> Playthrough {
      try Playthrough(model, ticks: 800, workers: workers, restoreAt: restoreAt) { input($0) }
    }
    let one = try play(workers: 1)
    let same2 = try play(workers: 2) == one
    #expect(same2)
    let same3 = try play(workers: 3) == one
    #expect(same3)
    let restored = try play(workers: 1, restoreAt: 617) == one
    #expect(restored)
  }

  /// What only the second hand does is in the hashes.
  @Test func hashesCoverTheSecondHand() throws {
    let model = try model()
    func report(_ z: Float) -> HashReport? {
      var state = SimulationState(model: model)
      let team = WorkerTeam()
      var found: HashReport?
      for k in 0..<100 as Range<UInt64> {
        var input = input(k)
        input.second!.pose.position = Vector3(0.02, 0.02, z)
        let output = step(model, &state, input, on: team)
        if output.hashes != .zero { found = output.hashes }
      }
      return found
    }
    let near = try #require(report(0))
    #expect(report(0) == near)
    #expect(report(0.0001)?.positions != near.positions)
  }

  /// An emergency stop of one hand pauses for both. Each has its own chain: once the procedure goes on, the hand whose
  /// stop still holds, or that is not connected, is sent nothing, and the other goes on.
  @Test func eachHandHasItsOwnForceChain() throws {
    let model = try model()
    var state = SimulationState(model: model)
    let team = WorkerTeam()
    var last = StepOutput(tick: Tick(0))
    var events: [Event] = []
    for k in 0..<1400 as Range<UInt64> {
      var input = input(k)
      if k > 800 { input.second!.flags.insert(.emergencyStop) }
      if k == 900 { input.command = .resume }
      let before = (last.hands[0].forceSent, last.hands[1].forceSent)
      last = step(model, &state, input, on: team)
      for i in 0..<Int(last.eventCount) where k > 800 { events.append(last.events[i]) }
      if k > 801 && k < 900 {
        #expect(last.status.contains(.paused) && last.second!.status.contains(.emergencyStopped))
        #expect(last.forceSent.length <= before.0.length && last.second!.forceSent.length <= before.1.length)
      }
      if k == 825 { #expect(last.forceSent == .zero && last.second!.forceSent == .zero) }
      // What was saved in a stop goes on as it would have.
      if k == 850 { state = try SimulationState(model: model, restoring: state.save()) }
      // The hand may have gone on meanwhile, and is damped for it; the slew bound holds all the same.
      if k == 900 {
        #expect(last.status.contains(.engaging) && last.forceSent.length <= model.safety[0].slew * 1.0001)
        #expect(last.second!.forceSent == .zero)
      }
    }
    #expect(events.prefix(3).map(\.kind) == [.emergencyStopped, .paused, .resumed])
    #expect(events.first?.hand == 1)
    #expect(last.second?.forceSent == .zero && last.second!.forceWanted.length > 0.05)
    #expect(last.second!.status.contains(.emergencyStopped) && !last.status.contains(.emergencyStopped))
    #expect(last.forceSent.length > 0.01)
    // A second hand that goes missing stays where it was, without force.
    var gone = input(1400)
    gone.second = nil
    last = step(model, &state, gone, on: team)
    #expect(last.second!.status.contains(.disconnected) && last.second?.forceSent == .zero)
    #expect(!last.status.contains(.poseNotFinite) && !last.status.contains(.quarantined))
  }

  /// One hand's instrument alone is the same whether or not another hand holds something far away.
  @Test func aFarSecondHandChangesNothingForTheFirst() throws {
    let tools = [try InstrumentScene.instrument(.forceps), try InstrumentScene.instrument(.sucker)]
    let alone = try InstrumentScene.leaf(tools)
    let both = try InstrumentScene.leaf(tools, inHand: [.forceps, .sucker])
    func play(_ model: SimulationModel) -> [Vector3] {
      var state = SimulationState(model: model)
      let team = WorkerTeam()
      return (0..<600 as Range<UInt64>).map { k in
        var input = input(k)
        input.second!.pose.position = Vector3(0.1, 0.1, 0.1)
        let output = step(model, &state, input, on: team)
        return output.contactForce
      }
    }
    let apart = zip(play(alone), play(both)).map { ($0 - $1).length }
    // An overshooting correction is cut as a whole, by the work of all tools: what that shifts is a thousandth of the force.
    #expect(apart.count == 600 && apart.max()! < 5e-4, "\(apart.max()!)")
  }

  @Test func theSecondHandTakesToolsAndMarks() throws {
    let model = try model()
    var state = SimulationState(model: model)
    let team = WorkerTeam()
    for k in 0..<10 as Range<UInt64> { _ = step(model, &state, input(k), on: team) }
    var take = input(10)
    take.second!.command = .takeTool
    take.second!.argument = Tool.sucker.rawValue
    let output = step(model, &state, take, on: team)
    #expect(output.second?.tool == .sucker && output.tool == .forceps)
    #expect(output.events[0].kind == .toolTaken && output.events[0].hand == 1)
    // What is not on the tray is refused.
    take.tick = Tick(11)
    take.second!.argument = Tool.scalpel.rawValue
    #expect(step(model, &state, take, on: team).events[0].kind == .commandRefused)
  }

  @Test func twoHandsDoNotAllocate() throws {
    let model = try model()
    var state = SimulationState(model: model)
    let team = WorkerTeam()
    for k in 0..<300 as Range<UInt64> { _ = step(model, &state, input(k), on: team) }
    let saved = UnsafeMutableRawBufferPointer.allocate(byteCount: state.savedCapacity, alignment: 16)
    defer { saved.deallocate() }
    var grasps = 0
    // Made before: flags written as a list are an array where the test is not optimised.
    let inputs = (300..<1300 as Range<UInt64>).map { input($0) }
    let grasping = StepStatus.grasping
    allocation_probe_start()
    for k in 0..<1000 {
      if step(model, &state, inputs[k], on: team).status.contains(grasping) { grasps += 1 }
      if k % 500 == 0 { _ = state.save(into: saved) }
    }
    let count = allocation_probe_stop()
    #expect(count == 0)
    #expect(grasps > 500)
  }
}
