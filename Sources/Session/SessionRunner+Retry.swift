import Devices
import Foundation
import Frames
import RealTime
import Scenarios
import SessionLog
import SimMath

extension SessionRunner {
  /// Tries a step of a recorded session again: goes on in real time from the state that was saved last before it.
  ///
  /// The new log begins with a copy of the ticks before, so that it replays like any other, and says in its header that
  /// it is a practice run: it is never scored or filed.
  ///
  /// - Parameters: as in `run`.
  public static func retry(
    _ plan: RetryPlan, outputs: SPSCQueue<StepOutput>? = nil, window: SessionWindow? = nil,
    goOn: (SessionProgress) -> Bool = { _ in true }
  ) throws -> SessionResult {
    let recording = plan.recording
    let scene = recording.scene
    let original = recording.header
    let tissue = TissueStepper(scene: scene, workers: plan.workers)
    let start = recording.start(before: plan.tick)
    let first = start?.first ?? Tick(0)
    if let start { try tissue.restore(start.state) }
    let (device, _) = try makeDevice(
      SessionPlan(
        scenario: scene.scenario.id, patient: original.truth.patientSeed, device: plan.device, mode: .realtime,
        out: plan.out, writer: plan.writer),
      scenario: scene.scenario, input: window?.input, limits: original.device.limits)
    let description = device.description
    guard description.limits == original.device.limits else {
      throw SessionError.otherDevice(path: recording.path, device: description.id, recorded: original.device.id)
    }
    let header = SessionHeader(
      session: UUID().uuidString.lowercased(), trainee: original.trainee, began: Date().formatted(.iso8601),
      writer: plan.writer, device: description, truth: original.truth, rubric: original.rubric,
      sceneHash: original.sceneHash, practice: PracticeOrigin(session: original.session, tick: first))
    let stepper = StateKeeper(tissue)
    // The recorder copies what came before while the session runs, so its queue must hold what comes meanwhile.
    let recorder = try Recorder(
      sink: try LogSink(path: plan.out, header: header),
      capacity: max(queueCapacity, Int(min(first.rawValue, 1 << 20)) / 2), states: stepper.states
    ) { try copy(recording, before: first, to: $0) }
    let limits = SessionLimits(ticks: UInt64((scene.scenario.timeLimit * Double(Tick.perSecond)).rounded()))
    let view = window.map { _ in ViewFeed(count: stepper.snapshotCount, tissue: stepper.view) }
    if let view {
      window?.begin(
        LiveSession(
          scenario: scene.scenario, stage: recording.stage, limit: limits.ticks, feed: view,
          isPointer: description.id == PointerDevice.id, isPractice: true, first: first,
          past: recording.events(before: first)))
    }
    let began = MonotonicClock.now()
    let loop = try RealTimeLoop(
      stepper: stepper, device: plan.control.map { StationDevice(device, $0) } ?? device, limits: limits, queue: recorder.queue, outputs: outputs, view: view, first: first
    ).run(options: plan.threadOptions, goOn: { !recorder.hasFailed && goOn($0) })
    try recorder.finish(loop.end, leaving: stepper.finalState)
    return SessionResult(
      header: header, path: plan.out, loop: loop, seconds: Double(MonotonicClock.now() - began) / 1e9, gaps: nil,
      haptic: (device as? HapticDevice)?.use)
  }

  /// Writes the ticks before `first` again, with the states that were saved among them.
  private static func copy(_ recording: RecordedSession, before first: Tick, to sink: any RecordSink) throws {
    let states = recording.reader.stateTicks.filter { $0 < first }
    var next = Tick(0)
    // A part of the log at a time, so that memory stays the same however long it is.
    while next < first {
      let end = min(first, next + 4000)
      for entry in recording.reader.ticks(next..<end) {
        if let input = entry.input { try sink.write(.input(input)) }
        if let output = entry.output { try sink.write(.output(output)) }
        if states.contains(entry.tick), let state = recording.reader.state(atOrBefore: entry.tick) {
          try sink.write(state: state.bytes, at: entry.tick)
        }
      }
      next = end
    }
    try sink.flush()
  }
}
