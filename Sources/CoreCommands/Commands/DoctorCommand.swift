public import ArgumentParser
import RealTime

/// `systole doctor`: what this machine can and cannot do, with what mends it.
public struct DoctorCommand: SystoleCommand {
  public static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "doctor", abstract: Text.get("cli.doctor.abstract"),
      discussion: CommandHelp.discussion(
        examples: ["systole doctor", "systole doctor --json"], statuses: [.ok, .checkFailed, .usage]))
  }

  @Flag(help: ArgumentHelp(Text.get("cli.help.json")))
  var json = false
  @OptionGroup var language: LanguageOption

  public init() {}

  public func execute() throws { try Self.report(MachineCheck.all(), json: json) }

  /// Prints what was found.
  /// - Throws: `CommandFailure` with `checkFailed` if something makes Systole unusable; a missing comfort does not.
  public static func report(_ checks: [MachineCheck], json: Bool) throws {
    if json {
      try Console.print(json: checks)
    } else {
      for check in checks {
        Console.print("\(Text.get("cli.doctor.\(check.state.rawValue)"))  \(Text.get("cli.doctor.check.\(check.id)"))"
          + (check.detail.isEmpty ? "" : ": \(check.detail)"))
        if !check.mend.isEmpty { Console.print("      \(check.mend)") }
      }
    }
    if checks.contains(where: { $0.state == .bad }) { throw CommandFailure(.checkFailed, "") }
  }
}
