/// From where the field is seen.
public enum ViewKind: String, Sendable, CaseIterable {
  /// From the patient's right, the head to the left.
  case surgeon
  /// From the patient's left.
  case assistant
  /// The surgeon's two eyes.
  case left
  case right
  /// The surgeon through magnifying glasses, 2.5 times.
  case loupe
}
