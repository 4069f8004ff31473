import ArgumentParser
import Audio
import CoreCommands
import Devices
import Foundation
import Frames
import Localisation
import RealTime
import Rendering
import Scenarios
import Session
import Theatre

/// `systole run SCENARIO` at a station: in a window where there is a desktop, heard where there is a sound device.
struct RunStationCommand: SystoleCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "run", abstract: Text.get("cli.run.view.abstract"),
      discussion: CommandHelp.discussion(
        Text.get("cli.run.view.discussion"),
        examples: ["systole run aortic-assessment", "systole run aortic-assessment --patient 7 --full-screen"]
          + RunCommand.examples + ["systole run aortic-assessment --device expert --view window"],
        statuses: RunCommand.statuses))
  }

  @OptionGroup var plain: RunCommand
  @Option(help: ArgumentHelp(Text.get("cli.help.run-view"), valueName: "name"))
  var view: RunView?
  @Option(help: ArgumentHelp(Text.get("cli.help.window-size"), valueName: "WxH"))
  var size = PictureSize(width: 1280, height: 720)
  @Flag(help: ArgumentHelp(Text.get("cli.help.full-screen")))
  var fullScreen = false
  @Option(help: ArgumentHelp(Text.get("cli.help.window-quality"), valueName: "level"))
  var quality: RenderingQuality?
  @Option(help: ArgumentHelp(Text.get("cli.help.sound"), valueName: "on|off"))
  var sound: RunSound?

  func validate() throws {
    if view == .window, plain.headless || plain.fast { throw ValidationError(Text.get("cli.error.window-pace")) }
    if plain.device == PointerDevice.id, plain.headless || plain.fast {
      throw ValidationError(DeviceError.needsWindow(PointerDevice.id).description)
    }
    if sound == .on && !plain.isRealTime { throw ValidationError(Text.get("cli.error.sound-fast")) }
  }

  /// A window where one was asked for, or where a person at a desktop chose neither another device nor speed.
  private var opensWindow: Bool {
    if view == .window || plain.device == PointerDevice.id { return true }
    return plain.device == nil && !plain.headless && !plain.fast
      && TheatreRun.hasDisplay(ProcessInfo.processInfo.environment)
  }

  func execute() throws {
    guard plain.isRealTime else { return try plain.execute() }
    let player = try makePlayer()
    defer { player?.stop() }
    func heard() -> SoundSummary {
      guard let player else { return SoundSummary(sound == .off ? .off : .silent) }
      return SoundSummary(player.stop() ? .on : .lost, device: player.deviceName)
    }
    guard opensWindow else { return try plain.execute(outputs: player?.outputs, sound: heard) }
    StopSignal.watch()
    let plan = try plain.plan(device: PointerDevice.id)
    let options = TheatreRun.Options(
      width: size.width, height: size.height, isFullScreen: fullScreen, quality: quality, language: Text.language,
      expertFolder: DataFolder.path() + "/experts", writer: SystoleVersion.text)
    let outcome = try CommandFailure.drawing {
      try TheatreRun.hold(plan, options, outputs: player?.outputs) { !StopSignal.isReceived }
    }
    plain.keepHours(of: outcome.result)
    var summary = RunSummary(outcome.result, view: ViewSummary(outcome.lag, renderer: outcome.renderer))
    summary.sound = heard()
    if plain.json {
      try Console.print(json: summary)
    } else {
      Console.print(summary.text)
      Console.print(Verdict.line(outcome.score.card))
    }
    if StopSignal.isReceived { throw CommandFailure(.interrupted, Text.get("cli.error.interrupted")) }
  }

  /// What plays the session; nil where it is not to be heard or there is nothing to play it on.
  private func makePlayer() throws -> LivePlayer? {
    guard sound != .off else { return nil }
    let scenario = try ScenarioLoader.load(id: plain.scenario)
    do {
      return try LivePlayer(
        layout: TheatreLayout(vesselLength: Float(scenario.vessel.length)),
        excessiveForce: scenario.rubric.excessiveForce.value)
    } catch is AudioError {
      return nil
    }
  }
}

extension ViewSummary {
  init(_ lag: SightLag, renderer: String) {
    self.init(
      renderer: renderer, frames: lag.frame.count + 1, frame: lag.frame.summary, tissue: lag.tissue.summary,
      tool: lag.tool.summary, hand: lag.hand.summary)
  }
}
