public import Frames
public import Localisation
public import Scoring

/// The debrief of one session as one HTML page that needs nothing else: no network, no script.
public enum ReportPage {
  /// The page of a scorecard.
  ///
  /// The same arguments give the same bytes. Any thread. Every text that comes from outside is escaped.
  /// - Throws: `LocalisationError` where the catalogue of the language cannot be read.
  public static func html(
    scorecard: Scorecard, trace: SessionTrace, truth: SceneTruth, language: Language
  ) throws(LocalisationError) -> String {
    ReportBody(scorecard: scorecard, trace: trace, truth: truth, texts: try ReportTexts(language: language)).html
  }
}
