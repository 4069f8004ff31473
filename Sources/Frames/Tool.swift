/// What is in the trainee's hand. The raw values are part of the log format: never renumber.
@frozen public enum Tool: UInt8, Sendable, Codable, CaseIterable {
  /// A blunt round-ended probe, the surrogate of a palpating finger. The tip is the centre of the round end.
  case palpationProbe = 0
  /// An epiaortic ultrasound probe. The tip is the middle of its face; tool -y looks into the tissue and tool x lies
  /// in the image plane.
  case ultrasoundProbe = 1
}
