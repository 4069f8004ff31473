/// What a suture thread is made of, as it is seen.
public enum ThreadKind: UInt8, Sendable, CaseIterable {
  /// One smooth filament, blue.
  case polypropylene = 0
  /// Braided, green.
  case braidedPolyester = 1
}
