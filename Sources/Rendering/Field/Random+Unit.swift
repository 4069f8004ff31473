import SimMath

extension Random {
  /// Uniform in [0, 1).
  mutating func unit() -> Float { Float(uniform()) }
  /// Uniform in [low, high).
  mutating func between(_ low: Float, _ high: Float) -> Float { low + (high - low) * unit() }
}
