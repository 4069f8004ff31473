public import ArgumentParser
import Frames
import Foundation
import Glibc
import Scenarios

/// `systole scenario list|check|new`: procedures as data.
public struct ScenarioCommand: ParsableCommand {
  public static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "scenario", abstract: Text.get("cli.scenario.abstract"),
      subcommands: [List.self, Check.self, New.self])
  }

  public init() {}

  struct List: SystoleCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        commandName: "list", abstract: Text.get("cli.scenario.list.abstract"),
        discussion: CommandHelp.discussion(
          examples: ["systole scenario list", "systole scenario list --json"],
          statuses: [.ok, .usage, .badData]))
    }

    @Flag(help: ArgumentHelp(Text.get("cli.help.json")))
    var json = false
    @OptionGroup var language: LanguageOption

    struct Row: Codable {
      var id: String
      var version: String?
      var title: String?
      var problems: [String]
    }

    func execute() throws {
      let rows = ScenarioLibrary.list().map { listing in
        Row(
          id: listing.id, version: listing.version, title: listing.titleKey.map { Text.get($0) },
          problems: listing.problems.map(\.description))
      }
      if json {
        try Console.print(json: rows)
      } else {
        for row in rows {
          Console.print([row.id, row.version ?? "", row.title ?? ""].filter { !$0.isEmpty }.joined(separator: "  "))
          for problem in row.problems { Console.note(problem) }
        }
      }
      if rows.contains(where: { !$0.problems.isEmpty }) { throw CommandFailure(.badData, "") }
    }
  }

  struct Check: SystoleCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        commandName: "check", abstract: Text.get("cli.scenario.check.abstract"),
        discussion: CommandHelp.discussion(
          examples: ["systole scenario check my-procedure.yaml", "systole scenario check aortic-assessment"],
          statuses: [.ok, .usage, .badData]))
    }

    @Argument(help: ArgumentHelp(Text.get("cli.help.scenario-file"), valueName: "file"))
    var file: String
    @OptionGroup var language: LanguageOption

    func execute() throws {
      let scenario =
        file.hasSuffix(".yaml") || file.contains("/")
        ? try ScenarioLoader.load(file: URL(fileURLWithPath: file)) : try ScenarioLoader.load(id: file)
      Console.print(
        Text.get(
          "cli.scenario.check.good",
          [
            "id": scenario.id, "version": scenario.version, "figures": "\(scenario.figures.count)",
            "assumptions": "\(scenario.figures.filter { $0.value.status == .assumption }.count)",
          ]))
    }
  }

  struct New: SystoleCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        commandName: "new", abstract: Text.get("cli.scenario.new.abstract"),
        discussion: CommandHelp.discussion(
          examples: ["systole scenario new my-procedure", "systole scenario new my-procedure -o lab/my-procedure.yaml"],
          statuses: [.ok, .usage, .badData, .cannotCreate]))
    }

    @Argument(help: ArgumentHelp(Text.get("cli.help.scenario-id"), valueName: "id"))
    var id: String
    @Option(name: [.short, .customLong("out")], help: ArgumentHelp(Text.get("cli.help.scenario-out"), valueName: "file"))
    var out: String?
    @OptionGroup var language: LanguageOption

    func execute() throws {
      let text = try ScenarioLibrary.template(id: id)
      let path = out ?? "\(id).yaml"
      try OutputFile.create(path, Data(text.utf8))
      Console.print(Text.get("cli.written", ["path": path]))
    }
  }
}
