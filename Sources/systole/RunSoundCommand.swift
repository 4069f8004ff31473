import ArgumentParser
import Audio
import CoreCommands
import Frames
import RealTime
import Scenarios

/// `systole run SCENARIO`, and what is heard of it.
struct RunSoundCommand: SystoleCommand {
  static var configuration: CommandConfiguration { RunCommand.configuration }

  enum Wanted: String, ExpressibleByArgument, CaseIterable {
    case on
    case off
  }

  @OptionGroup var plain: RunCommand
  @Option(help: ArgumentHelp(Text.get("cli.help.sound"), valueName: "on|off"))
  var sound: Wanted?

  func validate() throws {
    if sound == .on && !plain.isRealTime { throw ValidationError(Text.get("cli.error.sound-fast")) }
  }

  func execute() throws {
    guard plain.isRealTime else { return try plain.execute() }
    guard sound != .off else { return try plain.execute(outputs: nil) { SoundSummary(.off) } }
    let scenario = try ScenarioLoader.load(id: plain.scenario)
    let player: LivePlayer
    do {
      player = try LivePlayer(
        layout: TheatreLayout(vesselLength: Float(scenario.vessel.length)),
        excessiveForce: scenario.rubric.excessiveForce.value)
    } catch is AudioError {
      return try plain.execute(outputs: nil) { SoundSummary(.silent) }
    }
    defer { player.stop() }
    try plain.execute(outputs: player.outputs) {
      SoundSummary(player.stop() ? .on : .lost, device: player.deviceName)
    }
  }
}
