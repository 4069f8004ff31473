import ArgumentParser
import CoreCommands
import Localisation
import Scoring
import Skills

/// `systole sessions list|show`: what is filed.
struct SessionsCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "sessions", abstract: Text.get("cli.sessions.abstract"), subcommands: [List.self, Show.self])
  }

  struct List: SystoleCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        commandName: "list", abstract: Text.get("cli.sessions.list.abstract"),
        discussion: CommandHelp.discussion(
          examples: ["systole sessions list", "systole sessions list --trainee T-0042 --limit 10 --json"],
          statuses: [.ok, .usage, .badData, .unavailable, .cannotCreate, .inputOutput]))
    }

    @OptionGroup var database: DatabaseOption
    @Option(help: ArgumentHelp(Text.get("cli.help.filter-trainee")))
    var trainee: String?
    @Option(help: ArgumentHelp(Text.get("cli.help.filter-scenario")))
    var scenario: String?
    @Option(help: ArgumentHelp(Text.get("cli.help.limit")))
    var limit: Int?
    @Flag(help: ArgumentHelp(Text.get("cli.help.json")))
    var json = false
    @OptionGroup var language: LanguageOption

    func validate() throws {
      if let limit, limit < 1 { throw ValidationError(Text.get("cli.error.limit")) }
    }

    func execute() throws {
      let store = try database.open()
      let filter = SessionFilter(trainee: trainee, scenario: scenario, limit: limit)
      let sessions = try mappingSkills { () throws(SkillsError) in try store.sessions(filter) }
      if json { return try Console.print(json: sessions) }
      guard !sessions.isEmpty else { return Console.print(Text.get("cli.sessions.none", ["path": database.location])) }
      var table = Table(
        ["session", "trainee", "scenario", "patient", "device", "time", "score"].map {
          Text.get("cli.sessions.column.\($0)")
        })
      for s in sessions {
        table.add([
          String(s.session.prefix(8)), s.trainee, s.scenario, "\(s.patient)", s.deviceClass,
          NumberText.clock(seconds: Double(s.ticks) / 1000),
          Verdict.score(s.outcome, s.score, maximum: s.maximum),
        ])
      }
      Console.print(table.text)
    }
  }

  struct Show: SystoleCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        commandName: "show", abstract: Text.get("cli.sessions.show.abstract"),
        discussion: CommandHelp.discussion(
          examples: ["systole sessions show 1b4e28ba", "systole sessions show 1b4e28ba --json"],
          statuses: [.ok, .usage, .badData, .noInput, .unavailable, .cannotCreate, .inputOutput]))
    }

    @Argument(help: ArgumentHelp(Text.get("cli.help.session-key"), valueName: "session"))
    var session: String
    @OptionGroup var database: DatabaseOption
    @Flag(help: ArgumentHelp(Text.get("cli.help.json")))
    var json = false
    @OptionGroup var language: LanguageOption

    func execute() throws {
      let store = try database.open()
      let found = try mappingSkills { () throws(SkillsError) in try store.scorecard(session) }
      guard let card = found else {
        throw CommandFailure(
          .noInput, Text.get("cli.error.no-session", ["session": session, "path": database.location]))
      }
      if json { return try Console.print(json: card) }
      Console.print(Verdict.page(card))
    }
  }
}
