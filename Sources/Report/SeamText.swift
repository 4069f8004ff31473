public import Anatomy
import Localisation

/// How well a seam is closed, in words: values of "report.closure".
public enum SeamText {
  /// Mean arterial pressure at which the leak is said, Pa: 80 mmHg.
  public static var pressure: Double { 80 * 133.322387415 }

  public static func arguments(_ closure: SeamClosure) -> [String: String] {
    [
      "gap": NumberText.fixed(1e6 * closure.gapArea, decimals: 2),
      "widest": NumberText.fixed(1e3 * closure.widestGap, decimals: 2),
      "lumen": NumberText.fixed(100 * closure.lumen / closure.lumenAtStart, decimals: 0),
      // m3/s to mL/min.
      "leak": NumberText.fixed(6e7 * closure.leak(at: pressure), decimals: 0),
    ]
  }
}
