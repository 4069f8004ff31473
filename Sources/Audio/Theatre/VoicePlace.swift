/// Where a sound of the theatre comes from.
public enum VoicePlace: String, Sendable, CaseIterable {
  /// The patient monitor, on its shelf at the head of the table: the surgeon's left.
  case monitor
  /// The heart-lung machine: the surgeon's right, behind.
  case pump
  /// The ultrasound machine, opposite.
  case ultrasound
  /// The wound.
  case field
}
