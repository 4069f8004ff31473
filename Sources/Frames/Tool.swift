/// What is in the trainee's hand. The raw values are part of the log format: never renumber.
@frozen public enum Tool: UInt8, Sendable, Codable, CaseIterable {
  /// A blunt round-ended probe, the surrogate of a palpating finger. The tip is the centre of the round end.
  case palpationProbe = 0
  /// An epiaortic ultrasound probe. The tip is the middle of its face; tool -y looks into the tissue and tool x lies
  /// in the image plane.
  case ultrasoundProbe = 1
  // The instruments of surgery. The tip of each is the end that works; tool -y looks into the tissue, and jaws open in
  // the plane of tool x and y.
  case needleHolder = 2
  case forceps = 3
  case scissors = 4
  case scalpel = 5
  case cannula = 6
  case clamp = 7
  case sucker = 8
  /// A pencil of monopolar electrosurgery. The tip is the end of its electrode.
  case cautery = 9
}
