/// A small random generator whose whole state is 16 bytes and belongs to the simulation state: PCG-XSH-RR 64/32
/// (O'Neill 2014). The same seed and stream give the same numbers on every machine.
@frozen public struct Random: Equatable, Hashable, Sendable, Codable, RandomNumberGenerator {
  public private(set) var state: UInt64
  public private(set) var increment: UInt64

  /// - Parameters:
  ///   - seed: any value; equal seeds give equal sequences.
  ///   - stream: which of 2^63 independent sequences, so that two uses of one seed do not share numbers.
  public init(seed: UInt64, stream: UInt64 = 0) {
    state = 0
    increment = (stream << 1) | 1
    _ = next32()
    state = state &+ seed
    _ = next32()
  }

  /// A generator in a state that was read before; `increment` must be odd.
  public init(state: UInt64, increment: UInt64) {
    self.state = state
    self.increment = increment | 1
  }

  /// 32 uniformly distributed bits.
  public mutating func next32() -> UInt32 {
    let old = state
    state = old &* 6_364_136_223_846_793_005 &+ increment
    let shifted = UInt32(truncatingIfNeeded: ((old >> 18) ^ old) >> 27)
    let turn = UInt32(truncatingIfNeeded: old >> 59)
    return (shifted >> turn) | (shifted << ((~turn &+ 1) & 31))
  }

  /// 64 uniformly distributed bits.
  public mutating func next() -> UInt64 {
    let high = UInt64(next32())
    return (high << 32) | UInt64(next32())
  }

  /// Uniform in [0, 1), a multiple of 2^-53.
  public mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// Uniform in [low, high).
  public mutating func uniform(_ low: Double, _ high: Double) -> Double { low + (high - low) * uniform() }

  /// A whole number in 0 ..< bound (bound > 0), without bias.
  public mutating func index(below bound: Int) -> Int {
    let b = UInt64(bound)
    let limit = UInt64.max - UInt64.max % b
    while true {
      let r = next()
      if r < limit { return Int(r % b) }
    }
  }

  /// Normally distributed with mean 0 and standard deviation 1 (Box and Muller 1958).
  public mutating func normal() -> Double {
    let u = 1 - uniform()
    let v = uniform()
    return (-2 * Trigonometry.log(u)).squareRoot() * Trigonometry.cos(6.283_185_307_179_586_476_93 * v)
  }
}
