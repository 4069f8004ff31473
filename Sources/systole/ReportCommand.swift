import ArgumentParser
import CoreCommands
import Foundation
import Frames
import Localisation
import Report
import Session
import SessionLog

/// `systole report LOG -o FILE.html`: the debrief as one page.
struct ReportCommand: SystoleCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "report", abstract: Text.get("cli.report.abstract"),
      discussion: CommandHelp.discussion(
        examples: ["systole report e.mcap -o report.html", "systole report e.mcap -o report.html --lang ko"],
        statuses: [.ok, .usage, .badData, .noInput, .internalFault, .cannotCreate, .inputOutput]))
  }

  @Argument(help: ArgumentHelp(Text.get("cli.help.log"), valueName: "log"))
  var log: String
  @Option(name: [.short, .customLong("out")], help: ArgumentHelp(Text.get("cli.help.report-out"), valueName: "file"))
  var out: String
  @OptionGroup var language: LanguageOption

  func execute() throws {
    try Self.write(log: log, to: out)
    Console.print(Text.get("cli.written", ["path": out]))
  }

  /// Scores the log and writes its page in the language of this process.
  static func write(log: String, to path: String) throws {
    let reader = try SessionLogReader(path: log)
    let score = LogScore.of(reader: reader, log: log)
    var builder = SessionTraceBuilder(
      truth: reader.header.truth, rubric: reader.header.rubric, began: reader.header.began)
    reader.forEachTick { entry in
      if let input = entry.input, let output = entry.output { builder.add(input: input, output: output) }
    }
    var trace = builder.trace
    trace.closure = try? SeamReading.closure(of: reader, log: log)
    trace.knot = try? KnotInspection.knot(of: reader, log: log)
    let html = try ReportPage.html(
      scorecard: score.card, trace: trace, truth: reader.header.truth, language: Text.language)
    try OutputFile.replace(path, Data(html.utf8))
  }
}
