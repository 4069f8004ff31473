import ArgumentParser
import CoreCommands

/// `systole doctor`: what the thin product looks at, and drawing, window, sound and films.
struct DoctorTheatreCommand: SystoleCommand {
  static var configuration: CommandConfiguration { DoctorCommand.configuration }

  @Flag(help: ArgumentHelp(Text.get("cli.help.json")))
  var json = false
  @OptionGroup var language: LanguageOption

  func execute() throws { try DoctorCommand.report(MachineCheck.all() + MachineCheck.theatre(), json: json) }
}
