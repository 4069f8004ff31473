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

/// The built executable in a real window, with real mouse and keys. Every wait has its own end; a limit on the whole would count
/// the time that other tests take.
@Suite(.serialized) struct WindowTests {
  private let folder: String
  private var log: String { "\(folder)/w.mcap" }
  private let tail: LogTail

  init() throws {
    folder = NSTemporaryDirectory() + "systole-window-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    tail = LogTail(path: "\(folder)/w.mcap")
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

  /// What the log holds so far.
  private func outputs() -> [StepOutput] {
    tail.follow()
    return tail.outputs
  }

  private func events() -> [Event] {
    tail.follow()
    return tail.events
  }

  /// Waits until it is so; false after four minutes (where the rest of the tests has the machine, a picture may take
  /// seconds), or when the program has ended.
  private func wait(_ run: Run, _ isSo: () -> Bool) -> Bool {
    for _ in 0..<480 where run.process.isRunning {
      if isSo() { return true }
      usleep(500_000)
    }
    return isSo()
  }

  @Test(.enabled(if: Desktop.isHere, "install xvfb and xdotool"))
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
    try #require(
      wait(run) {
        tail.follow()
        return tail.end == .finished
      })
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
    func longest(_ key: String) -> Double { (view[key] as? [String: Any])?["max"] as? Double ?? 0 }
    let motion = longest("motion_to_picture_us")
    // Not from before there was a session to see, nor from one session into the next.
    #expect(motion > 0 && motion < longest("tool_lag_us") + 3 * longest("frame_us"), "\(view)")
  }

  /// From the debrief into the replay of a moment, back, and into another try of it.
  private func replayAndRetry(_ run: Run, _ desktop: Desktop) throws {
    let practice = "\(folder)/w-practice-1.mcap"
    if Desktop.canLook {
      // The bar of the replay's time grows. Return begins the moment anew, so it is pressed once in a while only: before the
      // debrief is there it does nothing.
      let twoSeconds = 640 * 2000 / outputs().count
      var looks = 0
      #expect(
        wait(run) {
          if looks % 40 == 0 { _ = try? desktop.person("key", "Return") }
          looks += 1
          return ((try? bar(desktop)) ?? 0) > twoSeconds + 40
        }, "the replay plays")
      try desktop.person("key", "space")
      // Two seconds back.
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
    let again = LogTail(path: practice)
    again.follow()
    let copied = again.outputs.count
    #expect(
      wait(run) {
        again.follow()
        return again.outputs.count > copied + 1000
      }, "it goes on")
    try desktop.person("mousemove", "320", "165")
    try desktop.person("key", "p")
    try desktop.person("mousedown", "1")
    #expect(
      wait(run) {
        again.follow()
        return again.outputs.dropFirst(copied).contains { $0.normalForce > 0.5 }
      }, "the hand is at the mouse again")
    try desktop.person("mouseup", "1")
    try desktop.person("key", "Return")
    usleep(300_000)
    try desktop.person("key", "Return")
    #expect(
      wait(run) {
        again.follow()
        return again.end == .finished
      })
    let reader = try SessionLogReader(path: practice)
    let first = try #require(reader.header.practice?.tick)
    let last = try #require(reader.tickRange?.upperBound)
    #expect(last > first)
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

  @Test(.enabled(if: Desktop.isHere && Desktop.canLook, "install xvfb, xdotool and ffmpeg"))
  func theOtherSideAndTheExpertCome() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let desktop = try Desktop(width: 640, height: 360)
    let run = try start(
      ["--practice", "--patient", "7", "--size", "640x360", "--quality", "low", "--out", log], display: desktop.name)
    defer { if run.process.isRunning { run.process.terminate() } }
    try #require(wait(run) { outputs().count > 500 })
    // Of the assistant's view, lower left, and of what is said under the timer: how far they are from what they were,
    // levels of 255 on average.
    let inset = (xs: 12..<155, ys: 206..<284)
    let note = (xs: 235..<400, ys: 47..<58)
    var before: Picture?
    #expect(
      wait(run) {
        before = try? desktop.look()
        // The theatre has been drawn.
        return before.map { $0[320, 165].red > 60 } ?? false
      })
    let bare = try #require(before)
    func change(_ part: (xs: Range<Int>, ys: Range<Int>)) -> Int {
      guard let picture = try? desktop.look() else { return -1 }
      let sum = part.ys.reduce(0) { sum, y in
        part.xs.reduce(sum) { sum, x in
          let (p, q) = (picture[x, y], bare[x, y])
          return sum + abs(Int(p.red) - Int(q.red)) + abs(Int(p.green) - Int(q.green)) + abs(Int(p.blue) - Int(q.blue))
        }
      }
      return sum / (3 * part.xs.count * part.ys.count)
    }
    #expect((0..<6).contains(change(inset)) && (0..<6).contains(change(note)))
    try desktop.person("key", "F4")
    #expect(wait(run) { change(inset) > 20 }, "the other side is in the picture")
    try desktop.person("key", "F4")
    #expect(wait(run) { (0..<6).contains(change(inset)) })
    try desktop.person("key", "g")
    #expect(wait(run) { change(note) > 20 }, "the expert, whose session is being made, is spoken of")
    try desktop.person("key", "g")
    #expect(wait(run) { (0..<6).contains(change(note)) })
    run.process.interrupt()
    #expect(run.finish().status == 130)
  }

  @Test(.enabled(if: Desktop.isHere, "install xvfb and xdotool"))
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
  @Test(.enabled(if: Desktop.isHere, "install xvfb and xdotool"))
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
