import ArgumentParser
import CoreCommands

/// The thin product without database and reports, for bit comparison and sanitizer builds.
@main struct SystoleCore: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "systole-core", abstract: Text.get("cli.core.abstract"), version: SystoleVersion.text,
      subcommands: [RunCommand.self, ReplayCommand.self, PlainScoreCommand.self, BenchCommand.self])
  }

  static func main() { CommandMain.run(Self.self, arguments: nil) }
}
