import Foundation
public import Frames
public import Localisation
public import Scoring

/// The report's verdict, priorities and losses as plain sentences, for a screen.
public struct Debrief: Equatable, Sendable {
  /// One thing to do differently.
  public struct Advice: Equatable, Sendable {
    public var text: String
    /// The costliest reason for it.
    public var because: String
    /// The points that it cost, or that it was critical.
    public var cost: String
    /// The moment of the costliest.
    public var tick: UInt64
  }

  /// Points lost at a moment.
  public struct Loss: Equatable, Sendable {
    public var tick: UInt64
    /// As m:ss.
    public var time: String
    public var cost: String
    public var reason: String
  }

  public var outcome: Scorecard.Outcome
  /// The one line that says how it went.
  public var verdict: String
  /// Points as a number; nil where there is no total.
  public var score: String?
  public var maximum: String
  /// Why it is so: what could be rated, what made it unscorable.
  public var explanation: [String]
  public var formative: String
  public var prioritiesTitle: String
  /// At most three, the largest losses first; empty where there is none.
  public var priorities: [Advice]
  public var lossesTitle: String
  /// In the order of time.
  public var losses: [Loss]

  /// - Throws: `LocalisationError` where the catalogue of the language cannot be read.
  public init(
    scorecard: Scorecard, rubric: Rubric, truth: SceneTruth, language: Language
  ) throws(LocalisationError) {
    let texts = try ReportTexts(language: language)
    let numbered = NumberedDeduction.list(scorecard.deductions)
    outcome = scorecard.outcome
    verdict = texts.verdict(scorecard)
    score = scorecard.outcome == .scored ? texts.points(scorecard.score ?? 0) : nil
    maximum = texts.points(scorecard.maximum)
    explanation = []
    switch scorecard.outcome {
    case .scored where scorecard.ratedMaximum < scorecard.maximum: explanation = [texts.rated(scorecard)]
    case .scored, .gateFailed: break
    case .tooFewRated: explanation = [texts.rated(scorecard)]
    case .unscorable: explanation = scorecard.causes.map { texts.cause($0) ?? $0 }
    }
    formative = scorecard.formative ? texts.plain("report.formative.short") : ""
    prioritiesTitle = texts.plain("report.priorities")
    priorities = Priority.list(numbered) { texts.advice($0, truth: truth, rubric: rubric) }.map { priority in
      Advice(
        text: priority.advice, because: texts.reason(priority.losses[0].deduction), cost: texts.cost(of: priority),
        tick: priority.losses[0].deduction.tick)
    }
    lossesTitle = texts.plain("report.losses")
    losses = numbered.map { entry in
      let d = entry.deduction
      return Loss(
        tick: d.tick, time: texts.clock(d.tick),
        cost: d.rule.hasPrefix("gate.")
          ? texts.plain("report.critical") : texts.plain("report.lost", ["points": texts.points(d.points)]),
        reason: texts.reason(d))
    }
  }
}
