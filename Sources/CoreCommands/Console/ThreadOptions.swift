import ArgumentParser
import RealTime

/// How the simulation thread waits and where it runs.
struct ThreadOptions: ParsableArguments {
  @Option(help: ArgumentHelp(Text.get("cli.help.spin"), valueName: "us"))
  var spin: UInt64 = 0
  @Option(help: ArgumentHelp(Text.get("cli.help.cpu"), valueName: "n"))
  var cpu: Int?

  /// Longest spin, us: the whole of a period but its rest.
  static let longestSpin: UInt64 = 900

  func validate() throws {
    if spin > Self.longestSpin { throw ValidationError(Text.get("cli.error.spin", ["most": "\(Self.longestSpin)"])) }
    if let cpu, cpu < 0 { throw ValidationError(Text.get("cli.error.cpu")) }
  }

  var options: PeriodicThread.Options { PeriodicThread.Options(spin: 1000 * spin, processor: cpu) }
}
