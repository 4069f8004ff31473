import Anatomy
import Frames
import Knots
import Localisation
import Report
public import Scoring

/// A scorecard in words for the terminal.
public enum Verdict {
  /// The one line that says how it went.
  public static func line(_ card: Scorecard) -> String {
    switch card.outcome {
    case .scored:
      Text.get(
        "cli.verdict.scored",
        ["score": NumberText.fixed(card.score ?? 0, decimals: 1), "maximum": NumberText.fixed(card.maximum, decimals: 0)])
    case .gateFailed:
      Text.get(
        "cli.verdict.gate-failed",
        ["causes": card.causes.map { Text.find("gate.\($0)") ?? $0 }.joined(separator: "; ")])
    case .tooFewRated: Text.get("cli.verdict.too-few-rated")
    case .unscorable:
      Text.get(
        "cli.verdict.unscorable",
        ["causes": card.causes.map { CauseText.text($0, in: Text.language) }.joined(separator: "; ")])
    }
  }

  /// A cell of a table.
  public static func score(_ outcome: Scorecard.Outcome, _ score: Double?, maximum: Double) -> String {
    guard let score, outcome == .scored else { return Text.get("outcome.\(outcome.rawValue)") }
    return "\(NumberText.fixed(score, decimals: 1))/\(NumberText.fixed(maximum, decimals: 0))"
  }

  /// Every stitch of what was sewn, and how well it is closed.
  static func page(_ stitches: [Stitch], closure: SeamClosure?, threadBreaks: [UInt64]) -> String {
    var end = closure.map { "\n\n" + Text.get("report.closure", SeamText.arguments($0)) } ?? ""
    if !threadBreaks.isEmpty {
      end += "\n\n" + Text.get("report.thread-broke", StitchText.arguments(threadBreaks: threadBreaks))
    }
    guard !stitches.isEmpty else { return Text.get("report.stitches.none") + end }
    let columns = ["stitch", "time", "around", "advance", "proximal", "distal", "wall", "torn"]
    var table = Table(columns.map { Text.get("stitch.column.\($0)") })
    for stitch in stitches { table.add(StitchText.cells(stitch) { Text.get($0) }) }
    return table.text + end
  }

  /// What was tied, throw by throw.
  static func page(_ knot: TiedKnot?, asked: Int, threadBreaks: [UInt64]) -> String {
    var parts: [String] = []
    if let knot {
      let head = KnotText.columns.map { Text.get("knot.column.\($0)") }
      if !knot.throwsTied.isEmpty { parts.append(Table(rows: [head] + KnotText.cells(knot) { Text.get($0) }).text) }
      parts.append(KnotText.summary(knot, asked: asked) { Text.get($0, $1) })
    } else {
      parts.append(Text.get("report.knot.unknown"))
    }
    if !threadBreaks.isEmpty {
      parts.append(Text.get("report.thread-broke", StitchText.arguments(threadBreaks: threadBreaks)))
    }
    return parts.joined(separator: "\n\n")
  }

  /// Every activation of cautery, and their sums.
  static func page(_ burns: [CauteryBurn]) -> String {
    var table = Table(BurnText.columns.map { Text.get("report.cautery.column.\($0)") })
    for burn in burns { table.add(BurnText.cells(burn)) }
    return table.text + "\n\n" + Text.get("report.cautery.summary", BurnText.arguments(burns))
  }

  /// The verdict, what each item gave, and where points were lost.
  public static func page(_ card: Scorecard) -> String {
    var lines = [line(card), ""]
    var items = Table([Text.get("cli.score.item"), Text.get("cli.score.points")])
    for item in card.items {
      let maximum = NumberText.fixed(item.maximum, decimals: 0)
      let points = item.points.map { "\(NumberText.fixed($0, decimals: 1))/\(maximum)" }
      items.add([Text.find("item.\(item.id)") ?? item.id, points ?? "\(Text.get("cli.score.not-rated"))/\(maximum)"])
    }
    lines.append(items.text)
    if !card.deductions.isEmpty {
      lines += ["", Text.get("cli.score.deductions")]
      lines += card.deductions.map { d in
        "  \(NumberText.clock(seconds: Double(d.tick) / 1000))  -\(NumberText.fixed(d.points, decimals: 1))  \(d.rule): "
          + d.reason
      }
    }
    return lines.joined(separator: "\n")
  }
}
