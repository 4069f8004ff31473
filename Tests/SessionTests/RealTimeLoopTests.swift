import Frames
import RealTime
@testable import Session
import SimMath
import Testing

/// These run real threads with short periods; nothing about how long anything takes is asserted.
@Suite struct RealTimeLoopTests {
  @Test func recordsEveryTickInOrderAndEveryCommandOnce() throws {
    let sink = MemorySink()
    let stepper = CountingStepper()
    let device = ClosureDevice { tick, _ in
      let n = tick.rawValue
      // A command every third sample, numbered; then the end.
      let command: Command = n >= 300 ? (n == 300 ? .finish : .none) : n % 3 == 0 ? .takeTool : .none
      return InputFrame(
        tick: tick, pose: .identity, command: command, argument: command == .takeTool ? UInt8(n / 3) : 0)
    }
    let recorder = try Recorder(sink: sink, capacity: 65536)
    let loop = try RealTimeLoop(stepper: stepper, device: device, limits: .init(ticks: 100_000), queue: recorder.queue)
    let result = try loop.run(options: .init(period: 200_000))
    try recorder.finish(result.end)
    #expect(result.end == .finished)
    #expect(sink.end == .finished)
    #expect(sink.inputTicks == Array(0..<result.ticks))
    #expect(sink.outputTicks == Array(0..<result.ticks))
    let taken = stepper.inputs.filter { $0.command == .takeTool }.map { Int($0.argument) }
    #expect(taken == Array(0..<100))
    let timing = try #require(result.timing)
    #expect(timing.recordsLost == 0)
    #expect(timing.simulation.ticks == result.ticks)
    let timings = sink.records.filter { if case .timing = $0 { true } else { false } }
    #expect(timings.count == Int(result.ticks))
  }

  @Test func theDeviceFeelsNothingWhileTheSimulationStalls() throws {
    let stepper = CountingStepper()
    stepper.hook = { tick in if tick.rawValue == 50 { MonotonicClock.sleep(for: 300_000_000) } }
    // Written by the device thread, read after the loop has joined it.
    nonisolated(unsafe) var forcesDuringStall: [Float] = []
    let device = ClosureDevice { tick, feedback in
      if let feedback, feedback.tick.rawValue == 49 { forcesDuringStall.append(feedback.force.length) }
      return InputFrame(
        tick: tick, pose: .identity, command: feedback?.tick.rawValue ?? 0 > 60 ? .finish : .none)
    }
    let queue = SPSCQueue<TickRecord>(minimumCapacity: 4096)
    let loop = try RealTimeLoop(stepper: stepper, device: device, limits: .init(ticks: 100_000), queue: queue)
    let result = try loop.run()
    #expect(result.timing?.stalls ?? 0 >= 1)
    #expect(forcesDuringStall.last == 0)
    #expect(result.timing?.simulation.lateTicks ?? 0 >= 1)
  }

  @Test func endOfARecordingAndStopEndTheLoop() throws {
    let queue = SPSCQueue<TickRecord>(minimumCapacity: 1 << 16)
    let short = ClosureDevice { tick, _ in tick.rawValue < 50 ? InputFrame(tick: tick, pose: .identity) : nil }
    let ended = try RealTimeLoop(
      stepper: CountingStepper(), device: short, limits: .init(ticks: 100_000), queue: queue
    ).run(options: .init(period: 200_000))
    #expect(ended.end == .ranOut)
    let endless = ClosureDevice { tick, _ in InputFrame(tick: tick, pose: .identity) }
    let stopped = try RealTimeLoop(
      stepper: CountingStepper(), device: endless, limits: .init(ticks: 100_000), queue: queue
    ).run(goOn: { $0.ticks < 10 })
    #expect(stopped.end == .aborted)
  }

  @Test func aSilentDeviceBecomesStaleThenLost() {
    let poses = Latest(InputFrame(tick: Tick(0), pose: .identity))
    let commands = SPSCQueue<CommandRequest>(minimumCapacity: 4)
    var latch = InputLatch(first: InputFrame(tick: Tick(0), pose: .identity))
    poses.publish(InputFrame(tick: Tick(9), pose: .identity))
    let fresh = latch.input(at: Tick(1), poses: poses, commands: commands)
    #expect(fresh.flags == [.connected])
    #expect(fresh.tick == Tick(1))
    for i in 1...InputLatch.patience {
      let input = latch.input(at: Tick(1 + i), poses: poses, commands: commands)
      #expect(input.flags == (i < InputLatch.patience ? [.connected, .stale] : [.stale]))
    }
    poses.publish(InputFrame(tick: Tick(10), pose: .identity))
    let back = latch.input(at: Tick(500), poses: poses, commands: commands)
    #expect(back.flags == [.connected])
  }
}
