import SimMath

extension Random {
  /// A normal deviate, cut off at two and a half standard deviations: what a person does, not an accident.
  mutating func bell() -> Double { min(2.5, max(-2.5, normal())) }
}
