public import ArgumentParser
import Localisation
import Session

/// `systole validate`: the physics against a reference solver, and the scripted levels against each other.
public struct ValidateCommand: ParsableCommand {
  public static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "validate", abstract: Text.get("cli.validate.abstract"),
      subcommands: [
        Tissue.self, Elements.self, Motion.self, Energy.self, Land.self, SutureThread.self, Knots.self, Tying.self, Haptics.self,
        Skill.self,
      ],
      defaultSubcommand: Tissue.self)
  }

  public init() {}

  /// `systole validate skill`: do the scripted levels come out in order?
  struct Skill: SystoleCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        commandName: "skill", abstract: Text.get("cli.validate.skill.abstract"),
        discussion: CommandHelp.discussion(
          examples: [
            "systole validate skill --patients 6", "systole validate skill --patients 50 --keep skill.jsonl --json",
          ],
          statuses: [.ok, .checkFailed, .usage, .badData, .cannotCreate, .internalFault, .interrupted]))
    }

    @Option(help: ArgumentHelp(Text.get("cli.help.scenario")))
    var scenario = "aortic-assessment"
    @Option(help: ArgumentHelp(Text.get("cli.help.patients"), valueName: "n"))
    var patients = 6
    @Option(help: ArgumentHelp(Text.get("cli.help.least-effect"), valueName: "r"))
    var leastEffect = SkillTable.leastEffect
    @OptionGroup var cores: CoresOption
    @Option(help: ArgumentHelp(Text.get("cli.help.keep"), valueName: "file.jsonl"))
    var keep: String?
    @Flag(help: ArgumentHelp(Text.get("cli.help.json")))
    var json = false
    @OptionGroup var language: LanguageOption

    func validate() throws {
      if !(1...10_000).contains(patients) { throw ValidationError(Text.get("cli.error.patients")) }
      if !(-1...1).contains(leastEffect) { throw ValidationError(Text.get("cli.error.effect")) }
    }

    func execute() throws {
      let table = try ProgressBar.run(Text.get("cli.validate.progress")) {
        try SkillValidation.run(
          scenario: scenario, patients: patients, leastEffect: leastEffect, cores: cores.count, keep: keep, goOn: $0)
      }
      if json {
        try Console.print(json: table)
      } else {
        Console.print(Self.text(table))
      }
      if !table.ok { throw CommandFailure(.checkFailed, "") }
    }

    static func text(_ table: SkillTable) -> String {
      var rows = Table(
        ["trainee", "sessions", "median", "range", "critical", "unrated", "unscorable", "time"].map {
          Text.get("cli.validate.column.\($0)")
        })
      for r in table.rows {
        rows.add([
          r.device, "\(r.sessions)", NumberText.fixed(r.median, decimals: 1),
          "\(NumberText.fixed(r.lowest, decimals: 0))-\(NumberText.fixed(r.highest, decimals: 0))", "\(r.gateFailed)",
          "\(r.tooFewRated)", "\(r.unscorable)", NumberText.clock(seconds: r.medianSeconds),
        ])
      }
      let checks = table.checks.map { c in
        Text.get(
          "cli.validate.check.\(c.kind)",
          [
            "higher": c.higher, "lower": c.lower, "value": NumberText.fixed(c.value, decimals: 2),
            "bound": NumberText.fixed(c.bound, decimals: 2),
            "verdict": Text.get(c.ok ? "cli.validate.holds" : "cli.validate.fails"),
          ])
      }
      return ([Text.get("cli.validate.caution"), "", rows.text, ""] + checks).joined(separator: "\n")
    }
  }
}
