import Frames
import Session
import SimMath
import Testing

@Suite struct FastLoopTests {
  @Test(arguments: [(Command.finish, SessionEnd.finished), (.abort, .aborted)])
  func endsWithTheCommandAndKeepsItsLastTick(command: Command, end: SessionEnd) {
    let sink = MemorySink()
    let loop = FastLoop(
      stepper: CountingStepper(), device: ClosureDevice.moving(command: command, at: 99), limits: .init(ticks: 1000))
    let result = loop.run(emit: { sink.records.append($0) })
    #expect(result.end == end)
    #expect(result.ticks == 100)
    #expect(sink.inputTicks == Array(0..<100))
    #expect(sink.outputTicks == Array(0..<100))
  }

  @Test func everyInputComesBeforeItsOutput() {
    let sink = MemorySink()
    let loop = FastLoop(
      stepper: CountingStepper(), device: ClosureDevice.moving(command: .finish, at: 20), limits: .init(ticks: 1000))
    _ = loop.run(emit: { sink.records.append($0) })
    for (i, record) in sink.records.enumerated() {
      switch record {
      case .input(let x): #expect(i == 2 * Int(x.tick.rawValue))
      case .output(let x): #expect(i == 2 * Int(x.tick.rawValue) + 1)
      case .timing: Issue.record("a loop without deadlines has no timing")
      }
    }
  }

  @Test func runsOutAtTheLimitAndPausesDoNotCount() {
    let device = ClosureDevice { tick, _ in
      InputFrame(tick: tick, pose: .identity, flags: 50..<150 ~= tick.rawValue ? [.connected, .clutch] : [.connected])
    }
    let result = FastLoop(stepper: CountingStepper(), device: device, limits: .init(ticks: 200)).run(emit: { _ in })
    #expect(result.end == .ranOut)
    #expect(result.ticks == 300)
  }

  @Test func endOfARecordingRunsOut() {
    let device = ClosureDevice { tick, _ in tick.rawValue < 70 ? InputFrame(tick: tick, pose: .identity) : nil }
    let result = FastLoop(stepper: CountingStepper(), device: device, limits: .init(ticks: 200)).run(emit: { _ in })
    #expect(result.end == .ranOut)
    #expect(result.ticks == 70)
  }

  @Test func theDeviceSeesTheLastStepAndAPictureEveryFortyTicks() throws {
    var seen: [Feedback?] = []
    let device = ClosureDevice { tick, feedback in
      seen.append(feedback)
      return InputFrame(tick: tick, pose: Pose(position: Vector3(Float(tick.rawValue), 0, 0)))
    }
    let stepper = CountingStepper()
    _ = FastLoop(stepper: stepper, device: device, limits: .init(ticks: 101)).run(emit: { _ in })
    #expect(seen[0] == nil)
    for i in 1...100 {
      let seen = try #require(seen[i])
      #expect(seen.tick.rawValue == UInt64(i - 1))
      #expect(seen.toolPose.position.x == Float(i - 1))
      #expect(seen.force == Vector3(1, 2, 3))
      #expect(seen.image.tick.rawValue == UInt64((i - 1) / 40 * 40))
    }
    #expect(stepper.pictures == 3)
  }

  @Test func stopsWhenAskedAndAnErrorOfTheSinkComesOut() {
    let stepper = CountingStepper()
    let device = ClosureDevice { tick, _ in InputFrame(tick: tick, pose: .identity) }
    let loop = FastLoop(stepper: stepper, device: device, limits: .init(ticks: 1000))
    let result = loop.run(emit: { _ in }, goOn: { $0.ticks < 30 })
    #expect(result.end == .aborted)
    #expect(result.ticks == 30)
    #expect(throws: MemorySink.Full.self) {
      try loop.run(emit: { _ in throw MemorySink.Full() })
    }
  }
}
