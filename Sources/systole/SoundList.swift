import ArgumentParser
import Audio
import CoreCommands
import Localisation

/// `systole sound list`
struct SoundList: SystoleCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "list", abstract: Text.get("cli.sound.list.abstract"),
      discussion: CommandHelp.discussion(
        examples: ["systole sound list", "systole sound list --json"], statuses: [.ok, .usage]))
  }

  @Flag(help: ArgumentHelp(Text.get("cli.help.json")))
  var json = false
  @OptionGroup var language: LanguageOption

  struct Row: Codable {
    var name: String
    var place: String
    var seconds: Double
    var continuous: Bool
    var level: Double
    var today: Bool

    enum CodingKeys: String, CodingKey {
      case name, place, seconds, continuous, today
      case level = "level_db"
    }
  }

  struct Listing: Codable {
    /// Empty where there is none.
    var device: String
    var voices: [Row]
  }

  func execute() throws {
    let listing = Listing(
      device: LivePlayer.systemDeviceName ?? "",
      voices: Voice.allCases.map {
        Row(
          name: $0.name, place: $0.place.rawValue, seconds: $0.synthesise().seconds, continuous: $0.isContinuous,
          level: $0.level, today: $0.isHeardToday)
      })
    if json { return try Console.print(json: listing) }
    var table = Table(["", Text.get("cli.sound.column.seconds"), Text.get("cli.sound.column.level"), ""])
    for row in listing.voices {
      table.add([
        "\(row.name)  \(Text.get("cli.sound.voice.\(row.name)"))",
        row.continuous ? Text.get("cli.sound.continuous") : NumberText.fixed(row.seconds, decimals: 2),
        NumberText.fixed(row.level, decimals: 0),
        Text.get("cli.sound.place.\(row.place)") + (row.today ? "" : "; \(Text.get("cli.sound.not-yet"))"),
      ])
    }
    Console.print(table.text)
    Console.print(
      listing.device.isEmpty
        ? Text.get("cli.sound.no-device") : Text.get("cli.sound.device", ["device": listing.device]))
  }
}
