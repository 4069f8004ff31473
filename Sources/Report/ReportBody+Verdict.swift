import Frames
import Localisation
import Scoring

extension ReportBody {
  /// The one line, why it is so, and what it may be used for.
  var verdict: String {
    let (kind, sign) =
      switch scorecard.outcome {
      case .scored: ("scored", "")
      case .gateFailed: ("gate-failed", "✕")
      case .tooFewRated: ("too-few-rated", "–")
      case .unscorable: isUngraded ? ("too-few-rated", "–") : ("unscorable", "?")
      }
    let line = isUngraded ? texts.plain("cause.ungraded") : texts.verdict(scorecard)
    return """
      <section id="verdict" class="verdict \(kind)" aria-labelledby="verdict-h">
      \(dial(sign: sign))
      <div>
      <h2 id="verdict-h">\(Markup.escape(line))</h2>
      \(explanation)
      \(scorecard.formative ? "<p class=\"formative\"><strong>\(texts("report.formative"))</strong> \(texts("report.formative.short"))</p>" : "")
      </div>
      </section>
      """
  }

  /// Nothing is wrong with the record: there is no rubric yet.
  private var isUngraded: Bool {
    trace.rubric.items.isEmpty && scorecard.outcome == .unscorable && scorecard.causes.count == 1
      && scorecard.causes.first.flatMap(texts.cause) == texts.plain("cause.ungraded")
  }

  /// The score as a ring, or a sign where there is none.
  private func dial(sign: String) -> String {
    let shown = scorecard.outcome == .scored ? texts.points(scorecard.score ?? 0) : sign
    let share = scorecard.maximum > 0 ? min(1, max(0, (scorecard.score ?? 0) / scorecard.maximum)) : 0
    let rated = scorecard.maximum > 0 ? min(1, max(0, scorecard.ratedMaximum / scorecard.maximum)) : 0
    // A circle of radius 42 is 263.9 long.
    func arc(_ kind: String, _ part: Double) -> String {
      "<circle class=\"\(kind)\" cx=\"50\" cy=\"50\" r=\"42\" pathLength=\"100\" "
        + "stroke-dasharray=\"\(Markup.px(100 * part)) 100\" transform=\"rotate(-90 50 50)\"/>"
    }
    let below =
      scorecard.outcome == .scored
      ? "<text class=\"of\" x=\"50\" y=\"68\" text-anchor=\"middle\">/ \(texts.points(scorecard.maximum))</text>" : ""
    let rings = scorecard.outcome == .scored ? arc("rated", rated) + (share > 0 ? arc("share", share) : "") : ""
    return "<svg class=\"dial\" viewBox=\"0 0 100 100\" aria-hidden=\"true\">"
      + "<circle class=\"track\" cx=\"50\" cy=\"50\" r=\"42\"/>\(rings)"
      + "<text class=\"score\" x=\"50\" y=\"\(below.isEmpty ? "61" : "53")\" text-anchor=\"middle\">\(shown)</text>\(below)</svg>"
  }

  private var explanation: String {
    switch scorecard.outcome {
    case .scored: return scorecard.ratedMaximum < scorecard.maximum ? "<p>\(ratedSentence)</p>" : ""
    case .gateFailed:
      // The gates' own deductions tell when and where; a gate without one is still named.
      let gates = deductions.filter { $0.deduction.rule.hasPrefix("gate.") }
      let told = gates.map { "<li>\(Markup.escape(texts.reason($0.deduction))) \(timeLink($0))</li>" }
      let named = scorecard.causes.filter { cause in
        !gates.contains { $0.deduction.rule == "gate.\(cause)" || $0.deduction.reason == cause }
      }
      let list = told + named.map { "<li>\(cause($0))</li>" }
      return "<p>\(texts("report.explain.gate-failed"))</p><ul class=\"causes\">\(list.joined())</ul>"
    case .tooFewRated:
      return "<p>\(ratedSentence) \(texts("report.explain.too-few-rated", ["share": minimumShare]))</p>" + causeList
    case .unscorable: return isUngraded ? "" : "<p>\(texts("report.explain.unscorable"))</p>" + causeList
    }
  }

  private var minimumShare: String { texts.number(trace.rubric.minimumRatedShare.value * 100, 0) }

  private var ratedSentence: String {
    Markup.escape(texts.rated(scorecard))
  }

  private var causeList: String {
    guard !scorecard.causes.isEmpty else { return "" }
    return "<ul class=\"causes\">\(scorecard.causes.map { "<li>\(cause($0))</li>" }.joined())</ul>"
  }

  /// A cause in the page's language where it is known, else as the scorer says it, marked as English.
  private func cause(_ text: String) -> String {
    if let known = texts.cause(text) { return Markup.escape(known) }
    return texts.language == .english ? Markup.escape(text) : "<span lang=\"en\">\(Markup.escape(text))</span>"
  }

  /// What to do differently: at most three things, the largest losses first.
  var priorities: String {
    let list = Priority.list(deductions) { texts.advice($0, truth: truth, rubric: trace.rubric) }
    guard !list.isEmpty else {
      let key = scorecard.outcome == .unscorable ? "report.priorities.unscorable" : "report.priorities.none"
      return section("priorities", "report.priorities", "<p>\(texts(key))</p>")
    }
    let cards = list.map { priority in
      let worst = priority.losses[0]
      // One link for each time that reads differently.
      var moments: [NumberedDeduction] = []
      for loss in priority.losses
      where !moments.contains(where: { texts.clock($0.deduction.tick) == texts.clock(loss.deduction.tick) }) {
        moments.append(loss)
      }
      let shown = moments.prefix(4).sorted { $0.number < $1.number }.map(timeLink).joined(separator: ", ")
      let more = moments.count - 4
      let cost = Markup.escape(texts.cost(of: priority))
      let when = more > 0 ? "\(shown) \(texts("report.moments.more", ["count": "\(more)"]))" : shown
      return """
        <li\(priority.isCritical ? " class=\"critical\"" : "")>
        <p class="advice">\(Markup.escape(priority.advice))</p>
        <p class="because">\(Markup.escape(texts.reason(worst.deduction)))</p>
        <p class="cost"><strong>\(cost)</strong> · \(texts("report.moments")) \(when)</p>
        </li>
        """
    }
    return section("priorities", "report.priorities", "<ol class=\"priorities\">\(cards.joined(separator: "\n"))</ol>")
  }
}
