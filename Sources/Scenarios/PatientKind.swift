/// The kinds of patient that a seed draws from.
public enum PatientKind: String, Sendable, CaseIterable {
  case noLesion = "no-lesion"
  /// Calcified lesions that can be felt, and a safe site.
  case calcified
  /// Soft or mixed lesions, and a safe site.
  case softOrMixed = "soft-or-mixed"
  /// Lesions of any kind that leave no safe site within reach.
  case noSafeSite = "no-safe-site"
}
