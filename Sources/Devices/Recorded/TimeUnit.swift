/// Units of time that a recording may use.
enum TimeUnit: String, CaseIterable {
  case s, ms, us, ns

  /// Seconds in one.
  var seconds: Double {
    switch self {
    case .s: 1
    case .ms: 1e-3
    case .us: 1e-6
    case .ns: 1e-9
    }
  }
}
