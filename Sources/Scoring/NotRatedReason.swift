/// Why an item was not rated. The raw value is `ItemScore.notRatedReason` and a key of the string catalogue.
public enum NotRatedReason: String, CaseIterable, Sendable {
  /// The device renders no force: what it felt like cannot be judged.
  case noForceDevice = "no-force-device"
  /// Through this device what is scored cannot be told apart: touch was guided.
  case touchGuided = "touch-guided"
  /// The device's gain was not checked on the station before the session, or has drifted.
  case touchUnchecked = "touch-unchecked"
  /// The hand's movement was scaled or left out with a clutch: the tool's is not the hand's.
  case handScaled = "hand-scaled"
  /// Too little was palpated for this to mean anything.
  case coverageTooLow = "coverage-too-low"
  /// Too few views were right for "no lesion" to be a finding.
  case viewsIncomplete = "views-incomplete"
  /// Pace does not count after a critical error.
  case gateFailed = "gate-failed"
  /// The session holds nothing to measure this by.
  case notMeasurable = "not-measurable"
  /// The session cannot be scored at all.
  case unscorable = "unscorable"
}
