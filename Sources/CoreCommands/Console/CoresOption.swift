import ArgumentParser
import Foundation
import Localisation

/// `--cores`: how many pieces of a study run at a time.
struct CoresOption: ParsableArguments {
  @Option(help: ArgumentHelp(Text.get("cli.help.cores"), valueName: "n"))
  var cores: Int?

  /// All of the machine's unless it was said, at least 1.
  var count: Int { max(1, cores ?? ProcessInfo.processInfo.activeProcessorCount) }
}
