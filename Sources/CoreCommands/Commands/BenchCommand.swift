public import ArgumentParser

/// `systole bench`: measures this machine.
public struct BenchCommand: ParsableCommand {
  public static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "bench", abstract: Text.get("cli.bench.abstract"),
      subcommands: [TissueBench.self, RealTimeBench.self, SurgeryBench.self])
  }

  public init() {}
}
