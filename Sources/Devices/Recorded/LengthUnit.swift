/// Units of length that a recording may use.
enum LengthUnit: String, CaseIterable {
  case m, cm, mm
  case inch = "in"

  /// Metres in one.
  var metres: Double {
    switch self {
    case .m: 1
    case .cm: 0.01
    case .mm: 0.001
    case .inch: 0.0254
    }
  }
}
