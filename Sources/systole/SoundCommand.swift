import ArgumentParser
import CoreCommands

/// `systole sound`: what the theatre sounds like.
struct SoundCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "sound", abstract: Text.get("cli.sound.abstract"), subcommands: [SoundList.self, SoundRender.self])
  }
}
