public import Devices
public import Frames
public import RealTime
import SimMath
import Synchronization

/// The loop with deadlines: the simulation on a thread of its own at 1 kHz, the device on another, the ultrasound
/// picture on a third, the recorder on a fourth. It takes the very same step as `FastLoop`.
///
/// Nothing on the simulation thread allocates, locks or does I/O.
public final class RealTimeLoop<Stepper: SessionStepper>: @unchecked Sendable {
  private let stepper: Stepper
  private let device: any Device
  private let limits: SessionLimits
  private let queue: SPSCQueue<TickRecord>
  private let outputs: SPSCQueue<StepOutput>?
  private let view: ViewFeed?
  private let first: Tick

  private let poses: Latest<InputFrame>
  private let commands = SPSCQueue<CommandRequest>(minimumCapacity: 256)
  private let feedback = Latest<Feedback?>(nil)
  private let pictures: PictureMaker
  private let progress = Atomic<UInt64>(0)
  private let deviceEnded = Atomic<Bool>(false)
  // The simulation thread's, read by the owner after the join.
  private var latch: InputLatch
  private var condition: EndCondition
  private var end = SessionEnd.aborted
  private var stepping = LatencyHistogram()
  // The device thread's, read by the owner after the join.
  private var watchdog = ForceWatchdog()
  private var torqueWatchdog = ForceWatchdog()
  private var secondWatchdog = ForceWatchdog()
  private var secondTorqueWatchdog = ForceWatchdog()

  /// - Parameters:
  ///   - queue: where the records go; something else must empty it.
  ///   - outputs: where every step's output goes beside, for example to be heard. What finds no room is left out.
  ///   - view: where the scene goes to be seen.
  ///   - first: the tick that the stepper takes next; later than 0 where a session goes on from a saved state.
  public init(
    stepper: Stepper, device: any Device, limits: SessionLimits, queue: SPSCQueue<TickRecord>,
    outputs: SPSCQueue<StepOutput>? = nil, view: ViewFeed? = nil, first firstTick: Tick = Tick(0)
  ) throws(RealTimeError) {
    self.stepper = stepper
    self.device = device
    self.limits = limits
    self.queue = queue
    self.outputs = outputs
    self.view = view
    first = firstTick
    // The first sample is taken here, so that the first tick has a pose.
    let sample =
      device.sample(at: Tick(0), feedback: nil)
      ?? InputFrame(tick: Tick(0), pose: .identity, flags: [.stale])
    poses = Latest(sample)
    latch = InputLatch(first: sample)
    condition = EndCondition(limit: limits.ticks)
    // What the first sample asks for, too.
    for request in Self.requests(sample) { _ = commands.push(request) }
    pictures = try PictureMaker(count: stepper.snapshotCount, imager: stepper.imager, shown: view?.images)
  }

  deinit { pictures.stop() }

  /// Runs to the end of the session.
  ///
  /// - Parameters:
  ///   - options: of the simulation thread. The device thread has its period and priority, but only sleeps and may run
  ///     on any processor.
  ///   - goOn: asked ten times a second; false ends the session as aborted.
  public func run(
    options: PeriodicThread.Options = .init(), goOn: (SessionProgress) -> Bool = { _ in true }
  ) throws(RealTimeError) -> LoopResult {
    let deviceOptions = PeriodicThread.Options(
      period: options.period, priority: options.priority, lockMemory: options.lockMemory)
    let hand = try PeriodicThread(name: "device", options: deviceOptions) { [self] in sampleDevice($0) }
    let simulation: PeriodicThread
    do {
      simulation = try PeriodicThread(name: "simulation", options: options) { [self] in tick($0) }
    } catch {
      hand.stop()
      _ = hand.join()
      throw error
    }
    while !simulation.ended {
      MonotonicClock.sleep(for: 20_000_000)
      let ticks = progress.load(ordering: .relaxed)
      if !goOn(SessionProgress(ticks: ticks, limit: limits.ticks)) { simulation.stop() }
    }
    let (report, scheduling) = simulation.join()
    hand.stop()
    let (deviceReport, _) = hand.join()
    pictures.stop()
    return LoopResult(
      end: end, ticks: report.ticks,
      timing: LoopTiming(
        simulation: report, stepping: stepping, device: deviceReport, scheduling: scheduling, recordsLost: queue.overflowCount,
        stalls: watchdog.stalls))
  }

  /// One tick of the simulation thread; false at the end of the session.
  private func tick(_ now: PeriodicThread.Tick) -> Bool {
    let tick = first + now.index
    let input = latch.input(at: tick, poses: poses, commands: commands)
    _ = queue.push(.input(input))
    let begin = MonotonicClock.now()
    let output = stepper.step(input)
    let length = MonotonicClock.now() - begin
    stepping.record(length)
    _ = queue.push(.output(output))
    _ = outputs?.push(output)
    _ = queue.push(
      .timing(
        TickTiming(
          tick: tick, wakeLatency: UInt32(clamping: now.wake.latency), stepDuration: UInt32(clamping: length),
          missed: UInt32(clamping: now.wake.missed))))
    if tick.rawValue % limits.imageInterval == 0 {
      pictures.snapshots.publish(.init(pose: output.toolPose, tick: tick, tool: output.tool)) {
        stepper.copySnapshot(into: $0)
      }
    }
    view?.publish(output, at: begin + length) { stepper.copySnapshot(into: $0) }
    // The picture is added by the device thread, which has it from its maker.
    feedback.publish(Feedback(output, image: UltrasoundImage(tick: tick, width: 0), suture: stepper.suture, seam: stepper.seam))
    progress.store(now.index + 1, ordering: .relaxed)
    if let end = condition.end(after: output) {
      self.end = end
      return false
    }
    if deviceEnded.load(ordering: .acquiring) {
      end = .ranOut
      return false
    }
    return true
  }

  /// One tick of the device thread; false at the end of a recording.
  private func sampleDevice(_ now: PeriodicThread.Tick) -> Bool {
    var felt = feedback.read()
    if let latest = felt {
      felt!.force = watchdog.allow(latest.force, from: latest.tick, now: now.awake)
      felt!.torque = torqueWatchdog.allow(latest.torque, from: latest.tick, now: now.awake)
      if watchdog.isStalled { felt!.graspForce = 0 }
      if let second = latest.second {
        felt!.second!.force = secondWatchdog.allow(second.force, from: latest.tick, now: now.awake)
        felt!.second!.torque = secondTorqueWatchdog.allow(second.torque, from: latest.tick, now: now.awake)
        if watchdog.isStalled { felt!.second!.graspForce = 0 }
      }
      felt!.image = pictures.pictures.read()
    }
    guard let sample = device.sample(at: Tick(now.index + 1), feedback: felt) else {
      deviceEnded.store(true, ordering: .releasing)
      return false
    }
    poses.publish(sample)
    // A full queue would mean 256 commands that the simulation has not taken in: it has stalled.
    if sample.command != .none {
      _ = commands.push(CommandRequest(command: sample.command, argument: sample.argument))
    }
    if let second = sample.second, second.command != .none {
      _ = commands.push(CommandRequest(command: second.command, argument: second.argument, hand: 1))
    }
    return true
  }

  private static func requests(_ sample: InputFrame) -> [CommandRequest] {
    var all: [CommandRequest] = []
    if sample.command != .none { all.append(CommandRequest(command: sample.command, argument: sample.argument)) }
    if let second = sample.second, second.command != .none {
      all.append(CommandRequest(command: second.command, argument: second.argument, hand: 1))
    }
    return all
  }
}
