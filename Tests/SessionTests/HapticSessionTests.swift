import Devices
import Foundation
import Frames
import RealTime
import Scenarios
import SessionLog
import SimMath
import StandIns
import Synchronization
import Testing

@testable import CoreCommands
@testable import Session

/// A session on a haptic device: the real simulation, on real threads, with a hand on a stand-in for the maker's library.
@Suite(.serialized) struct HapticSessionTests {
  /// Passes everything on and lets the test see what goes by.
  private final class Window: Device {
    let device: any Device
    let description: DeviceDescription

    final class State: Sendable {
      let paused = Atomic<Bool>(false)
      let connected = Atomic<Bool>(true)
      let force = Atomic<UInt32>(0)
    }
    let state: State

    init(_ device: sending any Device, _ state: State) {
      self.device = device
      self.state = state
      description = device.description
    }

    func sample(at tick: Tick, feedback: Feedback?) -> InputFrame? {
      if let feedback {
        state.paused.store(feedback.paused, ordering: .relaxed)
        state.force.store(feedback.force.length.bitPattern, ordering: .relaxed)
      }
      let input = device.sample(at: tick, feedback: feedback)
      if let input { state.connected.store(input.flags.contains(.connected), ordering: .relaxed) }
      return input
    }
  }

  private enum Step { case pressing, lost, back, resuming, again }

  @Test func aDeviceLostInMidSessionPausesItAndTheUserResumesIt() throws {
    let standIn = try StandIn("dhd")
    let scenario = try ScenarioLoader.load(id: "aortic-assessment")
    let state = Window.State()
    let device = Window(
      try DeviceFactory.make("dhd,lib:\(standIn.path)", context: Scene.context(scenario, seed: 1)), state)
    let limits = device.description.limits
    let scene = try Scene(scenario: scenario, truth: scenario.patient(seed: 1), limits: limits)
    let sink = MemorySink()
    let recorder = try Recorder(sink: sink, capacity: 1 << 17)
    let loop = try RealTimeLoop(
      stepper: TissueStepper(scene: scene, workers: 1), device: device, limits: .init(ticks: 600_000),
      queue: recorder.queue)
    // The maker's z is up: the hand wants the probe's end some 5 mm deep in the wall.
    standIn.set(.handZ, -0.016)
    var step = Step.pressing
    var rounds = 0
    var resumedAt = 0.0
    let result = try loop.run { _ in
      rounds += 1
      let paused = state.paused.load(ordering: .relaxed)
      let connected = state.connected.load(ordering: .relaxed)
      let force = Float(bitPattern: state.force.load(ordering: .relaxed))
      switch step {
      case .pressing where force > 0.3:
        standIn.set(.present, 0)
        step = .lost
      case .lost where paused:
        standIn.set(.present, 1)
        step = .back
      case .back where connected:
        resumedAt = standIn.get(.fx) + standIn.get(.fy) + standIn.get(.fz)
        standIn.set(.buttons, 1)
        step = .resuming
      case .resuming where !paused:
        standIn.set(.buttons, 0)
        step = .again
      case .again where force > 0.3: return false
      default: break
      }
      return rounds < 1500
    }
    try recorder.finish(result.end)
    #expect(step == .again)
    // No force before the user had resumed.
    #expect(resumedAt == 0)
    #expect(standIn.get(.largestForceWhileOff) == 0)
    #expect(standIn.get(.largestForce) > 0.3 && standIn.get(.largestForce) <= Double(limits.peakForce))

    let outputs = sink.records.compactMap { if case .output(let o) = $0 { o } else { nil } }
    let inputs = sink.records.compactMap { if case .input(let i) = $0 { i } else { nil } }
    func first(_ kind: EventKind) -> Int? {
      outputs.firstIndex { o in (0..<Int(o.eventCount)).contains { o.events[$0].kind == kind } }
    }
    let paused = try #require(first(.paused))
    let resumed = try #require(first(.resumed))
    #expect(paused < resumed)
    let lost = try #require(inputs.firstIndex { !$0.flags.contains(.connected) })
    // The pause comes with the loss, a few ticks on at most (two threads hand it over).
    #expect(lost <= paused + 1 && paused < lost + 200)
    // A paused simulation asks for no force once its slew bound has let it fall.
    #expect(outputs[(paused + 25)..<resumed].allSatisfy { $0.forceSent == .zero })
    // The engagement ramp: 300 ticks, and never faster than it allows.
    let ramp = outputs[resumed..<min(resumed + 300, outputs.count)]
    #expect(ramp.first?.status.contains(.engaging) == true)
    var before = Vector3.zero
    for (k, output) in ramp.enumerated() {
      #expect((output.forceSent - before).length <= limits.peakForce / 20 + 1e-5)
      #expect(output.forceSent.length <= output.forceWanted.length * Float(k + 1) / 300 + limits.damping * 3)
      before = output.forceSent
    }
  }

  enum StopKind: String, CaseIterable { case key, pedal }

  /// Emergency stop in the middle of a press, by the station's key or by a button that is a pedal: the device is without
  /// force within its own bound, the session pauses and says so, and the force comes back over the ramp when the user
  /// resumes.
  @Test(arguments: StopKind.allCases) func anEmergencyStopTakesTheForceOff(kind: StopKind) throws {
    let standIn = try StandIn("dhd")
    let scenario = try ScenarioLoader.load(id: "aortic-assessment")
    let state = Window.State()
    let control = StationControl()
    let haptic = try DeviceFactory.make(
      "dhd,lib:\(standIn.path),buttons:stop+mark", context: Scene.context(scenario, seed: 1))
    let limits = haptic.description.limits
    // The window sees what the loop says; the station's control stands between the two.
    let device = StationDevice(Window(haptic, state), control)
    let scene = try Scene(scenario: scenario, truth: scenario.patient(seed: 1), limits: limits)
    let sink = MemorySink()
    let recorder = try Recorder(sink: sink, capacity: 1 << 17)
    let loop = try RealTimeLoop(
      stepper: TissueStepper(scene: scene, workers: 1), device: device, limits: .init(ticks: 600_000),
      queue: recorder.queue)
    standIn.set(.handZ, -0.016)
    func force() -> Double { abs(standIn.get(.fx)) + abs(standIn.get(.fy)) + abs(standIn.get(.fz)) }
    enum Step { case pressing, stopped, resuming, again }
    var step = Step.pressing
    var rounds = 0
    var pausedRounds = 0
    var cyclesToZero = Double.infinity
    let result = try loop.run { _ in
      rounds += 1
      let paused = state.paused.load(ordering: .relaxed)
      switch step {
      case .pressing where force() > 0.3:
        let then = standIn.get(.cycles)
        if kind == .key { control.stop() } else { standIn.set(.buttons, 1) }
        while force() > 0, standIn.get(.cycles) < then + 2000 { MonotonicClock.sleep(for: 100_000) }
        cyclesToZero = standIn.get(.cycles) - then
        standIn.set(.buttons, 0)
        step = .stopped
      case .stopped where paused:
        // Nobody resumes: nothing comes back.
        pausedRounds += 1
        if force() > 0 { cyclesToZero = .infinity }
        if pausedRounds == 15 {
          standIn.set(.buttons, 2)
          step = .resuming
        }
      case .resuming where !paused:
        standIn.set(.buttons, 0)
        step = .again
      case .again where force() > 0.3: return false
      default: break
      }
      return rounds < 1500
    }
    try recorder.finish(result.end)
    #expect(step == .again)
    // The device's thread, and a cycle of the driver's; the watchdog's 20 ms even where a thread stalls.
    #expect(cyclesToZero < 40, "\(cyclesToZero) cycles of 1 ms")
    let outputs = sink.records.compactMap { if case .output(let o) = $0 { o } else { nil } }
    func first(_ kind: EventKind) -> Int? {
      outputs.firstIndex { o in (0..<Int(o.eventCount)).contains { o.events[$0].kind == kind } }
    }
    let stopped = try #require(first(.emergencyStopped))
    let paused = try #require(first(.paused))
    let resumed = try #require(first(.resumed))
    #expect(paused <= stopped + 1 && stopped <= paused + 200 && resumed > max(stopped, paused) + 100)
    #expect(outputs[(max(stopped, paused) + 25)..<resumed].allSatisfy { $0.forceSent == .zero && $0.status.contains(.paused) })
    #expect(outputs[(stopped + 1)..<resumed].allSatisfy { $0.status.contains(.emergencyStopped) })
    var before = Vector3.zero
    for output in outputs[resumed..<min(resumed + 300, outputs.count)] {
      #expect((output.forceSent - before).length <= limits.peakForce / 20 + 1e-5)
      before = output.forceSent
    }
  }

  /// `systole devices check` on a device whose motors have become 7% weaker, and what a session on it is then worth.
  @Test func aCheckedDeviceIsAssessedAsFarAsItCanAndADriftedOneIsNot() throws {
    let shell = Shell()
    defer { shell.remove() }
    let dhd = try StandIn.build("dhd")
    let device = "dhd,lib:\(dhd)"
    /// A check; once more where the machine stalled in it.
    func check(gain: Double, _ options: String...) throws -> Shell.Result {
      for _ in 0..<8 {
        let result = try shell.systole(
          ["devices", "check", device, "--seconds", "6"] + options, before: "echo | STANDIN_GAIN=\(gain)")
        if !result.err.contains("The cycles differ") { return result }
      }
      // A hand that is held up by other processes is no steady hand.
      try Test.cancel("The machine is too busy for a hand of 1 kHz.")
    }
    func run(_ name: String) throws -> (Shell.Result, TouchMode?) {
      let result = try shell.systole(
        ["run", "aortic-assessment", "--device", device, "--seconds", "0.3", "-o", shell.path(name)])
      return (result, try SessionLogReader(path: shell.path(name)).header.touch)
    }
    let early = try check(gain: 1)
    #expect(early.status == 1 && early.err.contains("--baseline"), "\(early.err)")
    let (never, neverMode) = try run("never.mcap")
    #expect(never.status == 0 && never.err.contains("guided only") && neverMode == .unchecked, "\(never.err)")
    let baseline = try check(gain: 1, "--baseline")
    #expect(baseline.status == 0 && baseline.out.contains("checked"), "\(baseline.out)\(baseline.err)")
    let (sound, soundMode) = try run("sound.mcap")
    // No device of today shows a plaque by two just-noticeable differences: guided, but not for the check's sake.
    #expect(sound.status == 0 && !sound.err.contains("systole devices check") && soundMode == .guided, "\(sound.err)")
    let weak = try check(gain: 0.93, "--json")
    #expect(weak.status == 1 && weak.out.contains("\"state\" : \"drifted\""), "\(weak.out)\(weak.err)")
    let (drifted, driftedMode) = try run("drifted.mcap")
    #expect(drifted.err.contains("from the baseline (at most 5%): guided only") && driftedMode == .unchecked, "\(drifted.err)")
    let listed = try shell.systole(["devices", "--kind", "hd", "--lang", "ko"])
    #expect(listed.out.contains("힘 이득 점검"))
    let mended = try check(gain: 1)
    #expect(mended.status == 0, "\(mended.err)")
    #expect(try run("mended.mcap").1 == .guided)
    #expect(try shell.systole("devices", "check", device, "--seconds", "2").status == 64)
  }

  @Test func hardwareIsNotRunFasterThanTime() throws {
    let standIn = try StandIn("hd")
    let shell = Shell()
    defer { shell.remove() }
    let plan = SessionPlan(
      scenario: "aortic-assessment", device: "hd,lib:\(standIn.path)", mode: .fast, out: shell.path("x.mcap"),
      writer: "test")
    #expect(throws: DeviceError.needsRealTime(device: plan.device)) { try SessionRunner.run(plan) }
  }

  // MARK: systole devices, systole doctor, systole run

  @Test func theListSaysWhatIsThereAndMendsWhatIsNot() throws {
    let shell = Shell()
    defer { shell.remove() }
    let hd = try StandIn.build("hd")
    let dhd = try StandIn.build("dhd")
    func devices(_ before: String, _ arguments: String...) throws -> Shell.Result {
      try shell.systole(["devices"] + arguments, before: before)
    }
    let none = try devices("")
    #expect(none.status == 0)
    for word in ["libHD.so", "SYSTOLE_LIBHD", "libdhd.so", "SYSTOLE_LIBDHD", "ws://localhost:10001"] {
      #expect(none.out.contains(word), "\(word)")
    }
    let both = try devices("SYSTOLE_LIBHD=\(hd) SYSTOLE_LIBDHD=\(dhd)")
    for word in ["Stand-in Touch", "S41", "3.3 N", "0.9 N", "500 N/m", "35 mm", "25%", "stand-in omega.7", "gripper"] {
      #expect(both.out.contains(word), "\(word): \(both.out)")
    }
    let warm = try devices("STANDIN_ERROR=512", "--kind", "hd", "--library", hd)
    #expect(warm.out.contains("motors too warm"))
    let korean = try devices("STANDIN_CALIBRATED=0", "--kind", "dhd", "--library", dhd, "--lang", "ko")
    #expect(korean.out.contains("보정"))
    let gone = try devices("STANDIN_PRESENT=0", "--kind", "hd", "--library", hd)
    #expect(gone.out.contains("no device can be opened"))
    let machine = try devices("STANDIN_FAST_MATH=1", "--kind", "hd", "--library", hd, "--json")
    #expect(machine.out.contains("\"changed_floating_point_mode\" : true"))
    #expect(machine.out.contains("\"peak_force_n\" : 3.3"))
    let wrong = try devices("", "--kind", "mouse")
    #expect(wrong.status == 64 && wrong.err.contains("hd, dhd, haply"))
  }

  @Test func theDoctorChecksTheModeAfterLoadingLibraries() throws {
    let shell = Shell()
    defer { shell.remove() }
    let hd = try StandIn.build("hd")
    let calm = try shell.systole(["doctor"], before: "SYSTOLE_LIBHD=\(hd)")
    #expect(calm.out.contains("unchanged") && calm.out.contains(hd))
    let wild = try shell.systole(["doctor"], before: "SYSTOLE_LIBHD=\(hd) STANDIN_FAST_MATH=1")
    #expect(wild.out.contains("changed by \(hd), put back"))
    // The whole product also looks at what the thin one does without.
    for name in ["graphics (OpenGL 4.1)", "display", "sound", "films (ffmpeg)", "headset (OpenXR runtime)"] {
      #expect(calm.out.contains("  \(name)"), "\(name)")
    }
  }

  @Test func hoursOfForceAddUpAndADamagedFileCountsAsNone() throws {
    let shell = Shell()
    defer { shell.remove() }
    var hours = MotorHours(folder: shell.folder)
    #expect(hours.hours(model: "Touch", serial: "1") == nil)
    hours.add(7200, model: "Touch", serial: "1")
    hours.add(1800, model: "Touch", serial: "1")
    hours.add(0, model: "Touch", serial: "2")
    let again = MotorHours(folder: shell.folder)
    #expect(again.hours(model: "Touch", serial: "1") == 2.5)
    #expect(again.hours(model: "Touch", serial: "2") == nil)
    try "no object".write(toFile: again.path, atomically: true, encoding: .utf8)
    #expect(MotorHours(folder: shell.folder).hours(model: "Touch", serial: "1") == nil)
  }

  @Test func aSessionOnADeviceIsRecordedAndItsHoursAreKept() throws {
    let shell = Shell()
    defer { shell.remove() }
    let hd = try StandIn.build("hd")
    let missing = try shell.systole(
      ["run", "aortic-assessment", "--device", "hd,lib:/nowhere/libHD.so", "--seconds", "1", "-o", shell.path("n.mcap")])
    #expect(missing.status == 69 && missing.err.contains("/nowhere/libHD.so") && missing.err.contains("SYSTOLE_LIBHD"))
    // The stand-in's hand rests in the middle of its workspace, over the vessel: no force, so no hours either.
    let run = try shell.systole(
      ["run", "aortic-assessment", "--device", "hd,lib:\(hd)", "--seconds", "0.5", "-o", shell.path("s.mcap"), "--json"])
    #expect(run.status == 0, "\(run.err)")
    #expect(run.out.contains("\"haptic_losses\" : 0"))
    // The same bits, from the log alone: no library is needed.
    let replay = try shell.systole(["replay", shell.path("s.mcap"), "--verify"])
    #expect(replay.status == 0, "\(replay.out)\(replay.err)")
  }
}
