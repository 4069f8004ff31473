import ArgumentParser
import CoreCommands

/// `systole bench`: what the thin product measures, with the renderer beside it, and drawing.
struct BenchViewCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "bench", abstract: Text.get("cli.bench.abstract"),
      subcommands: BenchCommand.configuration.subcommands.map {
        $0 == BenchCommand.RealTimeBench.self ? RealTimeViewBench.self : $0
      } + [RenderBench.self])
  }
}
