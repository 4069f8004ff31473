import Executables
import Foundation
import Frames
import Glibc
import Rendering
import Scoring
import Session
import SessionLog
import SimMath
import Testing

/// The built executable in a real window, with real mouse and keys.
@Suite(.serialized) struct WindowTests {
  private let folder: String
  private var log: String { "\(folder)/w.mcap" }

  init() throws {
    folder = NSTemporaryDirectory() + "systole-window-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  private struct Run {
    var process: Process
    var out: Pipe
    var err: Pipe

    /// Waits for the end.
    func finish() -> (status: Int32, out: String, err: String) {
      let text = String(decoding: out.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      let messages = String(decoding: err.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      process.waitUntilExit()
      return (process.terminationStatus, text, messages)
    }
  }

  private func start(_ arguments: [String], display: String?) throws -> Run {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "\(Executables.folder)/systole")
    process.arguments = ["run", "aortic-assessment"] + arguments
    process.environment = ["HOME": folder, "XDG_DATA_HOME": folder, "LANG": "C", "PATH": "/usr/bin:/bin"]
    if let display { process.environment!["DISPLAY"] = display }
    let run = Run(process: process, out: Pipe(), err: Pipe())
    process.standardOutput = run.out
    process.standardError = run.err
    try process.run()
    return run
  }

  /// What the log holds so far: it can be read while it is written.
  private func outputs() -> [StepOutput] {
    guard let reader = try? SessionLogReader(path: log) else { return [] }
    var outputs: [StepOutput] = []
    reader.forEachTick { entry in if let output = entry.output { outputs.append(output) } }
    return outputs
  }

  private func events() -> [Event] {
    outputs().flatMap { output in (0..<Int(output.eventCount)).map { output.events[$0] } }
  }

  /// Waits until the log says so; false after a minute and a half, or when the program has ended.
  private func wait(_ run: Run, _ isSo: () -> Bool) -> Bool {
    for _ in 0..<180 where run.process.isRunning {
      if isSo() { return true }
      usleep(500_000)
    }
    return isSo()
  }

  @Test(.enabled(if: Desktop.isHere, "install xvfb and xdotool"), .timeLimit(.minutes(14)))
  func aPersonAssessesTheAorta() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let desktop = try Desktop(width: 640, height: 360)
    let run = try start(
      ["--patient", "7", "--size", "640x360", "--quality", "low", "--out", log, "--json"], display: desktop.name)
    defer { if run.process.isRunning { run.process.terminate() } }
    // Ticks go by, so the window stands.
    try #require(wait(run) { outputs().count > 500 })

    // The cursor goes over the vessel, and the tool with it.
    try desktop.person("mousemove", "320", "165")
    try #require(wait(run) { outputs().last!.toolPose.position.y < 0.040 })
    try desktop.person("mousedown", "1")
    #expect(wait(run) { outputs().contains { $0.normalForce > 0.7 } }, "the button presses")
    try desktop.person("mousemove_relative", "--", "-20", "0")
    try desktop.person("mouseup", "1")
    #expect(wait(run) { !outputs().last!.status.contains(.inContact) }, "letting go lifts")

    // The ultrasound probe, pressed and frozen.
    try desktop.person("key", "u")
    #expect(wait(run) { events().contains { $0.kind == .toolTaken && $0.argument == Tool.ultrasoundProbe.rawValue } })
    try desktop.person("key", "space")
    #expect(wait(run) { outputs().last!.tool == .ultrasoundProbe && outputs().last!.normalForce > 0.5 })
    try desktop.person("key", "2")
    #expect(
      wait(run) { events().contains { $0.kind == .viewFrozen && $0.argument == UltrasoundView.shortAxisMid.rawValue } })
    try desktop.person("key", "space")

    // A mark, the site, a pause.
    try desktop.person("key", "c")
    #expect(wait(run) { events().contains { $0.kind == .lesionMarked && $0.argument == Finding.calcified.rawValue } })
    try desktop.person("key", "x")
    #expect(wait(run) { events().contains { $0.kind == .siteMarked } })
    try desktop.person("key", "Escape")
    #expect(wait(run) { events().last?.kind == .paused })
    try desktop.person("key", "Escape")
    #expect(wait(run) { events().last?.kind == .resumed })

    // The first Enter only asks, and Escape takes the question back.
    try desktop.person("key", "Return")
    usleep(1_000_000)
    try desktop.person("key", "Escape")
    usleep(1_000_000)
    #expect(!events().contains { $0.kind == .finished } && events().last?.kind == .resumed)
    try desktop.person("key", "Return")
    usleep(300_000)
    try desktop.person("key", "Return")
    try #require(wait(run) { (try? SessionLogReader(path: log))?.end == .finished })
    #expect(run.process.isRunning, "the debrief stays until it is closed")
    try replayAndRetry(run, desktop)
    for _ in 0..<60 where run.process.isRunning {
      try desktop.person("key", "Escape")
      usleep(1_000_000)
    }
    let (status, out, err) = run.finish()
    #expect(status == 0, "\(err)")

    // What was done is what was recorded, stepped again to the same bits, and scored.
    let score = try LogScore.of(log: log)
    #expect(score.header.device.id == "mouse" && score.header.device.deviceClass == "mouse")
    #expect(!score.header.device.rendersForce)
    #expect(score.card.outcome == .scored || score.card.outcome == .gateFailed, "\(score.card.causes)")
    let force = outputs().map(\.normalForce).max() ?? 0
    #expect((0.7...2).contains(force), "one newton was set: \(force)")
    #expect(try Replay.verify(log: log, workers: 1).divergence == nil)
    let summary = try #require(try JSONSerialization.jsonObject(with: Data(out.utf8)) as? [String: Any])
    let view = try #require(summary["view"] as? [String: Any])
    #expect((view["frames"] as? Int ?? 0) > 10)
    let lag = try #require(view["tissue_lag_us"] as? [String: Any])
    // Tissue is shown an interval of eight ticks in the past at the earliest.
    #expect((lag["p50"] as? Double ?? 0) >= 8000)
    #expect(((view["motion_to_picture_us"] as? [String: Any])?["max"] as? Double ?? 0) > 0)
  }

  /// From the debrief into the replay of a moment, back, and into another try of it.
  private func replayAndRetry(_ run: Run, _ desktop: Desktop) throws {
    let practice = "\(folder)/w-practice-1.mcap"
    if Desktop.canLook {
      // The bar of the replay's time grows.
      var bars: [Int] = []
      #expect(
        wait(run) {
          _ = try? desktop.person("key", "Return")
          bars.append((try? bar(desktop)) ?? 0)
          return bars.last! > 20
        })
      try desktop.person("key", "space")
      try desktop.person("key", "Left")
      try desktop.person("key", "g")
      #expect(wait(run) { ((try? bar(desktop)) ?? 0) > 20 }, "the replay stays")
      try desktop.person("key", "Escape")
      #expect(wait(run) { ((try? bar(desktop)) ?? 99) < 20 }, "back to the debrief")
    }
    // Again from before the chosen loss: its log begins with a copy of what was, and goes on by hand.
    let isThere = wait(run) {
      _ = try? desktop.person("key", "r")
      return FileManager.default.fileExists(atPath: practice)
    }
    try #require(isThere)
    // To read it takes as long as it is, so it is asked how long it is.
    func size() -> Int { (try? FileManager.default.attributesOfItem(atPath: practice)[.size] as? Int) ?? 0 }
    let copied = size()
    #expect(wait(run) { size() > copied + 200_000 }, "it goes on")
    try desktop.person("mousemove", "320", "165")
    try desktop.person("key", "p")
    usleep(3_000_000)
    try desktop.person("mousedown", "1")
    usleep(6_000_000)
    try desktop.person("mouseup", "1")
    try desktop.person("key", "Return")
    usleep(300_000)
    try desktop.person("key", "Return")
    #expect(
      wait(run) {
        usleep(4_000_000)
        return (try? SessionLogReader(path: practice))?.end == .finished
      })
    let reader = try SessionLogReader(path: practice)
    let first = try #require(reader.header.practice?.tick)
    let last = try #require(reader.tickRange?.upperBound)
    #expect(last > first)
    let force = reader.ticks(first..<(last + 1)).compactMap { $0.output?.normalForce }.max() ?? 0
    #expect(force > 0.5, "the hand is at the mouse again")
    #expect(run.process.isRunning && !FileManager.default.fileExists(atPath: "\(folder)/w-practice-2.mcap"))
    #expect(LogScore.of(reader: reader, log: practice).card.outcome == .unscorable)
  }

  /// How many pixels of the bar of the replay's time are drawn as past.
  private func bar(_ desktop: Desktop) throws -> Int {
    let picture = try desktop.look()
    // The bar's row at this size; its past is drawn in the accent's colour.
    return (22...28).map { y in
      (0..<picture.width).count { x in
        let p = picture[x, y]
        return p.red < 140 && p.green > 150 && p.blue > 170
      }
    }.max() ?? 0
  }

  @Test(.enabled(if: Desktop.isHere && Desktop.canLook, "install xvfb, xdotool and ffmpeg"), .timeLimit(.minutes(6)))
  func theOtherSideAndTheExpertCome() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let desktop = try Desktop(width: 640, height: 360)
    let run = try start(
      ["--practice", "--patient", "7", "--size", "640x360", "--quality", "low", "--out", log], display: desktop.name)
    defer { if run.process.isRunning { run.process.terminate() } }
    try #require(wait(run) { outputs().count > 500 })
    /// Pixels of a rectangle that have a colour, give or take what the display rounds.
    func count(_ xs: ClosedRange<Int>, _ ys: ClosedRange<Int>, _ red: Int, _ green: Int, _ blue: Int) -> Int {
      guard let picture = try? desktop.look() else { return -1 }
      return ys.reduce(0) { sum, y in
        sum
          + xs.count { x in
            let p = picture[x, y]
            return abs(Int(p.red) - red) < 26 && abs(Int(p.green) - green) < 26 && abs(Int(p.blue) - blue) < 26
          }
      }
    }
    // F4: the lower edge of the frame around the assistant's view.
    func frame() -> Int { count(8...158, 285...290, 92, 199, 217) }
    #expect(frame() < 20)
    try desktop.person("key", "F4")
    #expect(wait(run) { frame() > 100 }, "the other side is in the picture")
    try desktop.person("key", "F4")
    #expect(wait(run) { (0..<20).contains(frame()) })
    // G: what is said of the expert, whose session is being made.
    func note() -> Int { count(120...520, 46...62, 158, 230, 255) }
    #expect(note() < 3)
    try desktop.person("key", "g")
    #expect(wait(run) { note() > 8 }, "the expert is on the way")
    try desktop.person("key", "g")
    #expect(wait(run) { (0..<3).contains(note()) })
    run.process.interrupt()
    #expect(run.finish().status == 130)
  }

  @Test(.enabled(if: Desktop.isHere, "install xvfb and xdotool"), .timeLimit(.minutes(4)))
  func aSignalClosesTheWindowAndTheLog() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let desktop = try Desktop(width: 480, height: 270)
    // A scripted trainee is watched.
    let run = try start(
      ["--device", "expert", "--view", "window", "--size", "480x270", "--quality", "low", "--out", log],
      display: desktop.name)
    try #require(wait(run) { outputs().count > 500 })
    try desktop.person("key", "F1")
    try desktop.person("key", "F11")
    usleep(1_000_000)
    run.process.interrupt()
    let (status, _, _) = run.finish()
    #expect(status == 130)
    #expect(try SessionLogReader(path: log).end == .aborted)
  }

  /// A key, or a pedal that sends one, stops a session that a device drives; the station resumes it.
  @Test(.enabled(if: Desktop.isHere, "install xvfb and xdotool"), .timeLimit(.minutes(6)))
  func theEmergencyKeyStopsAndEscapeGoesOn() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let desktop = try Desktop(width: 480, height: 270)
    let run = try start(
      ["--device", "expert", "--view", "window", "--size", "480x270", "--quality", "low", "--out", log],
      display: desktop.name)
    defer { if run.process.isRunning { run.process.terminate() } }
    // Something is felt.
    try #require(wait(run) { outputs().contains { $0.forceSent.length > 0.2 } })
    try desktop.person("key", "F12")
    try #require(wait(run) { events().contains { $0.kind == .emergencyStopped } })
    #expect(
      wait(run) {
        let last = outputs().last!
        return last.status.isSuperset(of: [.paused, .emergencyStopped]) && last.forceSent == .zero
      })
    usleep(2_000_000)
    #expect(!events().contains { $0.kind == .resumed }, "nobody has resumed it")
    try desktop.person("key", "Escape")
    #expect(wait(run) { events().contains { $0.kind == .resumed } })
    #expect(wait(run) { outputs().last!.status.isDisjoint(with: [.paused, .emergencyStopped]) })
    run.process.interrupt()
    #expect(run.finish().status == 130)
    #expect(try Replay.verify(log: log).divergence == nil)
  }

  @Test func whereThereIsNoDesktop() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let refused = try start(["--view", "window", "--out", log], display: nil).finish()
    #expect(refused.status == 69 && refused.err.contains("No window can be opened"), "\(refused.err)")
    #expect(try start(["--view", "window", "--fast", "--out", log], display: nil).finish().status == 64)
    #expect(try start(["--device", "mouse", "--headless", "--out", log], display: nil).finish().status == 64)
    #expect(!FileManager.default.fileExists(atPath: log))
    // Without one a session is run as ever.
    let plain = try start(["--seconds", "0.2", "--out", log], display: nil).finish()
    #expect(plain.status == 0, "\(plain.err)")
    #expect(try SessionLogReader(path: log).header.device.id == "resident")
  }
}
