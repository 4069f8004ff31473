public import Localisation

/// Why a session has no score, in words.
public enum CauseText {
  /// - Parameter cause: as the scorecard has it, in English.
  /// - Returns: in another language; the cause itself where the catalogue does not know it.
  public static func text(_ cause: String, in language: Language) -> String {
    (try? ReportTexts(language: language))?.cause(cause) ?? cause
  }
}
