/// What the trainee's ink on the tissue stands for.
@frozen public enum InkMarkKind: UInt8, Sendable, Codable, CaseIterable {
  /// A dot: a lesion that was found.
  case lesion = 0
  /// A cross: the site chosen for the cannula.
  case site = 1
}
