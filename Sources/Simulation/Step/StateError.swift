/// Why a saved state could not be restored.
public enum StateError: Error, Equatable, CustomStringConvertible {
  /// The bytes are not a saved state, or were cut.
  case malformed
  /// Saved by another version of the simulation.
  case version(found: UInt32, expected: UInt32)
  /// Saved from a model with other sizes.
  case otherModel

  public var description: String {
    switch self {
    case .malformed: "the saved state is damaged; replay from the start of the log instead"
    case .version(let found, let expected):
      "the saved state has version \(found), this build reads \(expected); replay from the start of the log instead"
    case .otherModel: "the saved state belongs to another model; check scenario, patient and device of the session"
    }
  }
}
