import Anatomy
public import ArgumentParser
import Foundation
import Frames
import Knots
import Scoring
import Session
import SessionLog

/// `systole-core score LOG|DIR`: scores without filing.
public struct PlainScoreCommand: SystoleCommand {
  public static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "score", abstract: Text.get("cli.score.abstract"),
      discussion: CommandHelp.discussion(
        examples: ["systole-core score e.mcap --json"],
        statuses: [.ok, .usage, .badData, .noInput, .internalFault]))
  }

  @Argument(help: ArgumentHelp(Text.get("cli.help.log-or-folder"), valueName: "log"))
  var log: String
  @Flag(help: ArgumentHelp(Text.get("cli.help.json")))
  var json = false
  @OptionGroup var language: LanguageOption

  public init() {}

  public func execute() throws { try Self.score(log, json: json) { _ in } }

  /// Scores a log, or every log of a folder in the order of their names, prints each card and hands it on.
  public static func score(_ path: String, json: Bool, then: (LogScore) throws -> Void) throws {
    let logs = try Self.logs(at: path)
    var failure: CommandFailure?
    for log in logs {
      do {
        let reader = try SessionLogReader(path: log)
        let score = LogScore.of(reader: reader, log: log)
        if json {
          if let stitches = score.stitches {
            try Console.print(
              json: Sewn(
                stitches: stitches, closure: closure(reader, log), threadBreaks: score.threadBreaks,
                burns: score.burns.isEmpty ? nil : score.burns))
          } else if score.header.truth.knot != nil {
            try Console.print(json: Tied(knot: knot(reader, log), threadBreaks: score.threadBreaks))
          } else {
            Console.print(String(decoding: score.card.json(), as: UTF8.self), terminator: "")
          }
        } else {
          if logs.count > 1 { Console.print("\(log):") }
          Console.print(page(score, reader, log))
          if !score.burns.isEmpty { Console.print("\n" + Verdict.page(score.burns)) }
        }
        for defect in score.defects { Console.note("\(log): \(defect)") }
        try then(score)
      } catch where logs.count > 1 {
        // One damaged log of a folder must not keep the others from being scored.
        let described = CommandFailure(describing: error)
        Console.note("systole: \(described.message)")
        failure = failure ?? described
      }
    }
    if let failure { throw CommandFailure(failure.status, "") }
  }

  /// What is said of a session in which something was sewn.
  private struct Sewn: Encodable {
    var stitches: [Stitch]
    var closure: SeamClosure?
    /// Ticks.
    var threadBreaks: [UInt64]
    /// Left out where there was no cautery.
    var burns: [CauteryBurn]?
  }

  /// What is said of a session in which a knot was tied.
  private struct Tied: Encodable {
    /// Left out where it is not known.
    var knot: TiedKnot?
    /// Ticks.
    var threadBreaks: [UInt64]
  }

  private static func page(_ score: LogScore, _ reader: SessionLogReader, _ log: String) -> String {
    if let stitches = score.stitches {
      return Verdict.line(score.card) + "\n\n"
        + Verdict.page(stitches, closure: closure(reader, log), threadBreaks: score.threadBreaks)
    }
    if let plan = score.header.truth.knot {
      return Verdict.line(score.card) + "\n\n"
        + Verdict.page(knot(reader, log), asked: plan.throwsAsked, threadBreaks: score.threadBreaks)
    }
    return Verdict.page(score.card)
  }

  private static func knot(_ reader: SessionLogReader, _ log: String) -> TiedKnot? {
    try? KnotInspection.knot(of: reader, log: log)
  }

  /// Nil where the scene cannot be built again: the stitches stand without it.
  private static func closure(_ reader: SessionLogReader, _ log: String) -> SeamClosure? {
    try? SeamReading.closure(of: reader, log: log)
  }

  private static func logs(at path: String) throws -> [String] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
      return [path]
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: path).filter { $0.hasSuffix(".mcap") }.sorted()
    guard !names.isEmpty else { throw CommandFailure(.noInput, Text.get("cli.error.no-logs", ["path": path])) }
    return names.map { "\(path)/\($0)" }
  }
}
