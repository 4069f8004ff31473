import Devices
import Foundation
public import Frames
public import RealTime
import Scenarios
import SessionLog

/// Runs a session from what a person chose to a closed log.
public enum SessionRunner {
  /// Records that may wait for the recorder: five seconds of a real-time session.
  static let queueCapacity = 16_384

  /// - Parameters:
  ///   - outputs: takes every step's output of a real-time session, for example to be heard; see `RealTimeLoop`.
  ///   - window: where the session is seen and the mouse is; only with deadlines. Its `begin` is called on this thread.
  ///   - goOn: asked now and then; false ends the session as aborted, with its log closed.
  /// - Throws: what the scenario, the device, the model or the log could not do. A log that could not be written to its
  ///   end stays readable up to its last flush.
  public static func run(
    _ plan: SessionPlan, outputs: SPSCQueue<StepOutput>? = nil, window: SessionWindow? = nil,
    goOn: (SessionProgress) -> Bool = { _ in true }
  ) throws -> SessionResult {
    let scenario = try ScenarioLoader.load(id: plan.scenario)
    let (device, patient) = try makeDevice(plan, scenario: scenario, input: window?.input)
    let description = device.description
    let devices = [(device as? PairedDevice)?.first ?? device] + ((device as? PairedDevice).map { [$0.other] } ?? [])
    for each in devices where plan.mode == .fast && each.description.deviceClass == "haptic" {
      throw DeviceError.needsRealTime(device: each.description.id)
    }
    let gaps = (devices[0] as? CSVDevice)?.gaps
    let secondDevice = devices.count == 2 ? devices[1].description : device.second
    let mappings = devices.compactMap(\.mapping)
    let scene = try Scene(
      scenario: scenario, truth: scenario.patient(seed: patient), limits: description.limits,
      second: secondDevice?.limits)
    let haptics = devices.compactMap { $0 as? HapticDevice }
    let modes = plan.touch.map { judge in haptics.map { judge($0.capabilities) } } ?? []
    let header = SessionHeader(
      session: UUID().uuidString.lowercased(), trainee: plan.trainee ?? pseudonym(description),
      began: Date().formatted(.iso8601), writer: plan.writer, device: description, truth: scene.truth,
      rubric: scenario.rubric, sceneHash: scene.hash, secondDevice: secondDevice,
      station: mappings.isEmpty ? nil : StationRecord(hand: plan.station.hand, mappings: mappings),
      touch: [.unchecked, .guided, .assessed].first(where: modes.contains),
      practice: plan.isPractice ? PracticeOrigin() : nil)
    let sink = try LogSink(path: plan.out, header: header)
    let stepper = StateKeeper(TissueStepper(scene: scene, workers: plan.workers))
    let recorder = try Recorder(sink: sink, capacity: queueCapacity, states: stepper.states)
    let whole = UInt64((scenario.timeLimit * Double(Tick.perSecond)).rounded())
    let limits = SessionLimits(ticks: min(whole, plan.maximumTicks ?? whole))
    let view = window.map { _ in ViewFeed(count: stepper.snapshotCount, tissue: stepper.view) }
    if let view {
      window?.begin(
        LiveSession(
          scenario: scenario, stage: Stage(scene), limit: limits.ticks, feed: view,
          isPointer: description.id == PointerDevice.id, isPractice: plan.isPractice))
    }
    let began = MonotonicClock.now()
    let loop = try run(
      plan, stepper: stepper, device: plan.control.map { StationDevice(device, $0) } ?? device, limits: limits,
      recorder: recorder, outputs: outputs, view: view, goOn: goOn)
    try recorder.finish(loop.end, leaving: stepper.finalState)
    return SessionResult(
      header: header, path: plan.out, loop: loop, seconds: Double(MonotonicClock.now() - began) / 1e9,
      gaps: gaps, haptic: haptics.first?.use)
  }

  private static func run(
    _ plan: SessionPlan, stepper: StateKeeper, device: any Device, limits: SessionLimits, recorder: Recorder,
    outputs: SPSCQueue<StepOutput>?, view: ViewFeed?, goOn: (SessionProgress) -> Bool
  ) throws -> LoopResult {
    switch plan.mode {
    case .fast:
      return FastLoop(stepper: stepper, device: device, limits: limits).run(
        emit: recorder.pushPatiently, goOn: { !recorder.hasFailed && goOn($0) })
    case .realtime:
      let loop = try RealTimeLoop(
        stepper: stepper, device: device, limits: limits, queue: recorder.queue, outputs: outputs, view: view)
      return try loop.run(options: plan.threadOptions, goOn: { !recorder.hasFailed && goOn($0) })
    }
  }

  /// The device and the patient's seed, which a recording may decide.
  ///
  /// - Parameter limits: of the scene that a mouse is used in, where that was built for another device.
  static func makeDevice(
    _ plan: SessionPlan, scenario: Scenario, input: InputMailbox?, limits: DeviceLimits = .none
  ) throws -> (any Device, UInt64) {
    let (first, second) = DeviceFactory.split(plan.device)
    let (device, patient) = try makeDevice(
      first, plan, scenario: scenario, input: input, limits: limits, hand: second == nil ? .only : .first)
    guard let second else { return (device, patient) }
    // A recording of two hands brings both.
    if device is ReplayDevice {
      throw DeviceError.badOption(
        device: "replay", option: second, mend: "leave it out: a log brings both of its hands")
    }
    let context = Scene.context(scenario, seed: (plan.deviceSeed ?? patient) ^ 0x5EC0)
    return (
      PairedDevice(
        device, try DeviceFactory.make(second, context: context, station: plan.station, hand: .second)), patient
    )
  }

  private static func makeDevice(
    _ spec: String, _ plan: SessionPlan, scenario: Scenario, input: InputMailbox?, limits: DeviceLimits,
    hand: DeviceFactory.Hand
  ) throws -> (any Device, UInt64) {
    if spec == PointerDevice.id {
      guard let input else { throw DeviceError.needsWindow(spec) }
      let patient = plan.patient ?? 1
      return (PointerDevice(context: Scene.context(scenario, seed: patient), input: input, limits: limits), patient)
    }
    guard spec.hasPrefix("replay:") else {
      let patient = plan.patient ?? 1
      let context = Scene.context(scenario, seed: plan.deviceSeed ?? patient)
      return (try DeviceFactory.make(spec, context: context, station: plan.station, hand: hand), patient)
    }
    let reader = try SessionLogReader(path: String(spec.dropFirst("replay:".count)))
    var inputs: [InputFrame] = []
    reader.forEachTick { entry in if let input = entry.input { inputs.append(input) } }
    var description = reader.header.device
    description.deviceClass = "replay"
    return (
      ReplayDevice(description: description, inputs: inputs, second: reader.header.secondDevice),
      plan.patient ?? reader.header.truth.patientSeed
    )
  }

  /// "scripted-expert" for the scripted trainee "expert"; "anonymous" for everyone who did not say.
  static func pseudonym(_ device: DeviceDescription) -> String {
    guard device.deviceClass == "scripted" else { return "anonymous" }
    let letters = device.id.unicodeScalars.filter { $0.isASCII && ($0.properties.isAlphabetic || $0 == "-") }
    return "scripted-" + String(String.UnicodeScalarView(letters))
  }
}
