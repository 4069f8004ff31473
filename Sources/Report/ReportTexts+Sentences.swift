import Frames
import Scoring

/// What the page and the debrief on a screen both say.
extension ReportTexts {
  /// The one line that says how it went.
  func verdict(_ card: Scorecard) -> String {
    switch card.outcome {
    case .scored:
      plain("report.verdict.scored", ["score": points(card.score ?? 0), "maximum": points(card.maximum)])
    case .gateFailed: plain("report.verdict.gate-failed")
    case .tooFewRated: plain("report.verdict.too-few-rated")
    case .unscorable: plain("report.verdict.unscorable")
    }
  }

  /// How much could be rated.
  func rated(_ card: Scorecard) -> String {
    plain("report.rated", ["rated": points(card.ratedMaximum), "maximum": points(card.maximum)])
  }

  /// What to do differently for a deduction.
  func advice(_ deduction: Deduction, truth: SceneTruth, rubric: Rubric) -> String {
    let arguments = [
      "required": points(truth.requiredMargin * 1000),
      "excessive": points(rubric.excessiveForce.value),
      "palpation": points(rubric.palpationForce.value),
    ]
    return longest("report.advice.", deduction.rule, arguments)
      ?? plain("report.advice", ["reason": reason(deduction)])
  }

  func cost(of priority: Priority) -> String {
    priority.isCritical ? plain("report.critical") : plain("report.lost", ["points": points(priority.points)])
  }

  /// A cause in the page's language where it is known.
  func cause(_ text: String) -> String? {
    for key in ["report.cause.\(text)", "reason.gate.\(text)"] where has(key) && !needsArguments(key) {
      return plain(key)
    }
    return translated(text, keysBeginning: "cause.")
  }
}
