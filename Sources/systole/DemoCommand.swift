import ArgumentParser
import CoreCommands
import Foundation
import Localisation
import Session
import Skills

/// `systole demo`: a scripted resident from first touch to filed report, in one go.
struct DemoCommand: SystoleCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "demo", abstract: Text.get("cli.demo.abstract"),
      discussion: CommandHelp.discussion(
        examples: ["systole demo", "systole demo --lang ko --patient 12 --out demo"],
        statuses: ExitStatus.allCases))
  }

  @Option(help: ArgumentHelp(Text.get("cli.help.device")))
  var device = "resident"
  @Option(help: ArgumentHelp(Text.get("cli.help.patient"), valueName: "seed"))
  var patient: UInt64 = 7
  @Option(name: [.short, .customLong("out")], help: ArgumentHelp(Text.get("cli.help.folder"), valueName: "folder"))
  var out: String?
  @OptionGroup var database: DatabaseOption
  @OptionGroup var language: LanguageOption

  func execute() throws {
    StopSignal.watch()
    let folder = out ?? "\(DataFolder.path())/demo/\(UUID().uuidString.prefix(8).lowercased())"
    try DataFolder.make(folder)
    let log = "\(folder)/session.mcap"
    let page = "\(folder)/report.html"

    announce(1, "run")
    let session = try SessionWithProgress.run(
      SessionPlan(
        scenario: "aortic-assessment", patient: patient, device: device, mode: .fast, out: log,
        writer: SystoleVersion.text))
    Console.print(RunSummary(session).text)
    if StopSignal.isReceived { throw CommandFailure(.interrupted, Text.get("cli.error.interrupted")) }

    announce(2, "verify")
    let replay = try ReplayCommand.replay(log)
    Console.print(ReplayCommand.text(replay))
    if StopSignal.isReceived { throw CommandFailure(.interrupted, Text.get("cli.error.interrupted")) }
    guard replay.divergence == nil else { throw CommandFailure(.checkFailed, "") }

    announce(3, "score")
    let score = try LogScore.of(log: log)
    Console.print(Verdict.page(score.card))

    announce(4, "store")
    let store = try database.open()
    Console.print(Text.get("cli.filed.\(try Filing.file(score, in: store).rawValue)", ["path": store.path]))

    announce(5, "report")
    try ReportCommand.write(log: log, to: page)

    Console.print("")
    Console.print(Text.get("cli.demo.places", ["log": log, "report": page, "db": store.path]))
    Console.print(Verdict.line(score.card))
  }

  private func announce(_ number: Int, _ step: String) {
    Console.print("\n[\(number)/5] \(Text.get("cli.demo.step.\(step)"))")
  }
}
