import ArgumentParser
import CoreCommands

/// `systole bench`: what the thin product measures, and drawing.
struct BenchViewCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "bench", abstract: Text.get("cli.bench.abstract"),
      subcommands: BenchCommand.configuration.subcommands + [RenderBench.self])
  }
}
