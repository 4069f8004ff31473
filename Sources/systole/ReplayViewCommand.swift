import ArgumentParser
import Audio
import CoreCommands
import Foundation
import Frames
import Rendering
import Session
import Theatre

/// `systole replay LOG`, and with `--frame` or `--video` what was seen.
struct ReplayViewCommand: SystoleCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "replay", abstract: Text.get("cli.replay.view.abstract"),
      discussion: CommandHelp.discussion(
        examples: [
          "systole replay e.mcap --verify", "systole replay e.mcap --verify --workers 2",
          "systole replay e.mcap --verify --restore-at 1500 --json",
          "systole replay e.mcap --frame 12000 -o touch.png --view loupe",
          "systole replay e.mcap --frame 12000 -o suture.png --view loupe --no-instruments",
          "systole replay e.mcap --video e.mp4 --fps 30 --size 1280x720",
          "systole replay e.mcap --video e.mp4 --view stereo --size 2560x720",
          "systole replay e.mcap --video e.mp4 --silent", "systole replay e.mcap --window",
        ],
        statuses: [
          .ok, .checkFailed, .usage, .badData, .noInput, .unavailable, .internalFault, .cannotCreate, .inputOutput,
          .interrupted,
        ]))
  }

  @OptionGroup var plain: ReplayCommand
  @Option(help: ArgumentHelp(Text.get("cli.help.frame"), valueName: "tick"))
  var frame: UInt64?
  @Option(name: [.short, .customLong("out")], help: ArgumentHelp(Text.get("cli.help.frame-out"), valueName: "file"))
  var out: String?
  @Option(help: ArgumentHelp(Text.get("cli.help.video"), valueName: "file"))
  var video: String?
  @Option(help: ArgumentHelp(Text.get("cli.help.fps"), valueName: "n"))
  var fps = 30
  @Flag(help: ArgumentHelp(Text.get("cli.help.silent")))
  var silent = false
  @Flag(help: ArgumentHelp(Text.get("cli.help.replay-window")))
  var window = false
  @Flag(name: .customLong("no-instruments"), help: ArgumentHelp(Text.get("cli.help.no-instruments")))
  var hidesInstruments = false
  @OptionGroup var picture: PictureOptions

  func validate() throws {
    if frame != nil && video != nil { throw ValidationError(Text.get("cli.error.frame-or-video")) }
    if (frame != nil) != (out != nil) { throw ValidationError(Text.get("cli.error.frame-out")) }
    if silent && video == nil { throw ValidationError(Text.get("cli.error.silent")) }
    if hidesInstruments && frame == nil && video == nil { throw ValidationError(Text.get("cli.error.no-instruments")) }
    if window && (frame != nil || video != nil || plain.verify) {
      throw ValidationError(Text.get("cli.error.replay-window"))
    }
    if picture.view == .stereo && (picture.size.width % 2 != 0 || picture.size.width < 32) {
      throw ValidationError(Text.get("cli.error.stereo"))
    }
    if !(1...240).contains(fps) { throw ValidationError(Text.get("cli.error.fps")) }
  }

  func execute() throws {
    try CommandFailure.sounding {
      if let frame, let out { return try draw(Tick(frame), to: out) }
      if let video { return try film(to: video) }
      if window { return try review() }
      try plain.execute()
    }
  }

  private func review() throws {
    StopSignal.watch()
    try TheatreRun.review(
      log: plain.log, writer: SystoleVersion.text,
      TheatreRun.Options(
        width: picture.size.width, height: picture.size.height, isFullScreen: false, quality: picture.quality,
        language: Text.language, expertFolder: DataFolder.path() + "/experts", writer: SystoleVersion.text)
    ) { !StopSignal.isReceived }
  }

  private func draw(_ tick: Tick, to path: String) throws {
    StopSignal.watch()
    // What cannot be drawn here is said before the minutes of stepping.
    let context = try OffscreenContext()
    let replay = try SnapshotReplay(log: plain.log, workers: plain.workers)
    let bar = ProgressBar(Text.get("cli.replay.progress"))
    defer { bar.finish() }
    var png: Data?
    try replay.play([tick], goOn: { goOn($0, bar) }) { snapshot in
      let renderer = try renderer(context, replay.stage)
      png = try look(at: snapshot, with: renderer).png()
    }
    guard let png else { throw CommandFailure(.interrupted, Text.get("cli.error.interrupted")) }
    try OutputFile.replace(path, png)
    bar.finish()
    Console.print(Text.get("cli.written", ["path": path]))
  }

  private func film(to path: String) throws {
    StopSignal.watch()
    let context = try OffscreenContext()
    let film = try Film(path: path, width: picture.size.width, height: picture.size.height, framesPerSecond: fps)
    let replay = try SnapshotReplay(log: plain.log, workers: plain.workers)
    let ticks = min(replay.ticks, plain.ticks ?? replay.ticks)
    let count = Int((Double(ticks) / Double(Tick.perSecond) * Double(fps)).rounded(.up))
    // Each frame shows the tick that its moment falls on: what was, never what comes.
    let wanted = (0..<count).map { Tick(UInt64($0) * Tick.perSecond / UInt64(fps)) }.filter { $0.rawValue < ticks }
    let renderer = try renderer(context, replay.stage)
    let wav = FileManager.default.temporaryDirectory.appendingPathComponent("systole-\(UUID().uuidString).wav").path
    defer { try? FileManager.default.removeItem(atPath: wav) }
    let track = silent
      ? nil
      : try SoundTrack(path: wav, stage: replay.stage, excessiveForce: replay.header.rubric.excessiveForce.value)
    let bar = ProgressBar(Text.get("cli.replay.filming"))
    defer { bar.finish() }
    var stopped = false
    try replay.play(
      wanted, goOn: { stopped = stopped || !goOn($0, bar); return !stopped }, heard: { try track?.add($0) }
    ) { snapshot in
      try film.add(look(at: snapshot, with: renderer))
    }
    if stopped { throw CommandFailure(.interrupted, Text.get("cli.error.interrupted")) }
    try track?.finish()
    try film.finish(sound: track == nil ? nil : wav)
    bar.finish()
    Console.print(
      Text.get(
        "cli.replay.filmed", ["path": path, "frames": "\(wanted.count)", "renderer": context.renderer]))
  }

  private func renderer(_ context: OffscreenContext, _ stage: Stage) throws -> Renderer {
    let renderer = try Renderer(
      context: context, stage: stage, width: picture.size.width / picture.view.eyes.count, height: picture.size.height,
      quality: picture.quality)
    renderer.showsInstruments = !hidesInstruments
    return renderer
  }

  /// What the eyes see, side by side.
  private func look(at snapshot: Snapshot, with renderer: Renderer) throws -> Picture {
    try renderer.submit(snapshot)
    return Picture(
      sideBySide: try picture.view.eyes.map { eye in
        try renderer.draw(eye)
        return renderer.picture()
      })
  }

  private func goOn(_ progress: SessionProgress, _ bar: ProgressBar) -> Bool {
    bar.update(Double(progress.ticks) / Double(max(1, progress.limit)))
    return !StopSignal.isReceived
  }
}
