public import ArgumentParser
public import Localisation

extension Language: ExpressibleByArgument {}

/// `--lang`, which every command takes.
public struct LanguageOption: ParsableArguments {
  @Option(name: .customLong("lang"), help: ArgumentHelp(Text.get("cli.help.lang"), valueName: "ko|en"))
  public var language: Language?

  public init() {}
}
