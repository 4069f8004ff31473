import ArgumentParser
import CoreCommands
import Frames
import Scoring
import Session
import Skills

/// `systole score LOG|DIR [--db FILE]`: scores, and files the cards where a database is named.
struct ScoreCommand: SystoleCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "score", abstract: Text.get("cli.score.abstract"),
      discussion: CommandHelp.discussion(
        examples: [
          "systole score e.mcap", "systole score e.mcap --json", "systole score sessions/ --db skills.sqlite",
          "systole score e.mcap --file",
        ],
        statuses: [.ok, .usage, .badData, .noInput, .unavailable, .internalFault, .cannotCreate, .inputOutput]))
  }

  @Argument(help: ArgumentHelp(Text.get("cli.help.log-or-folder"), valueName: "log"))
  var log: String
  @Flag(help: ArgumentHelp(Text.get("cli.help.json")))
  var json = false
  @Flag(help: ArgumentHelp(Text.get("cli.help.file")))
  var file = false
  @OptionGroup var database: DatabaseOption
  @OptionGroup var language: LanguageOption

  func execute() throws {
    let store = file || database.path != nil ? try database.open() : nil
    try PlainScoreCommand.score(log, json: json) { score in
      guard let store else { return }
      guard score.header.practice == nil else {
        return Console.note(Text.get("cli.score.practice", ["log": score.log]))
      }
      let result = try Filing.file(score, in: store)
      if !json {
        Console.print(Text.get("cli.filed.\(result.rawValue)", ["path": store.path]))
      }
    }
  }
}
