/// A running 64-bit hash of raw bits, for comparing simulation states; not cryptographic.
///
/// Each word is multiplied and folded (the finaliser of SplitMix64, Steele et al. 2014), so that order matters and
/// a single flipped bit changes about half of the result.
@frozen public struct StateHash: Equatable, Hashable, Sendable {
  public var value: UInt64

  @inlinable public init(seed: UInt64 = 0x9E37_79B9_7F4A_7C15) { value = seed }

  @inlinable @inline(__always) public mutating func combine(_ word: UInt64) {
    var z = (value ^ word) &+ 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    value = z ^ (z >> 31)
  }

  @inlinable @inline(__always) public mutating func combine(_ word: UInt32) { combine(UInt64(word)) }
  /// Hashes the bits of the number: -0 and 0 differ, and so do two NaNs with different payloads.
  @inlinable @inline(__always) public mutating func combine(_ x: Float) { combine(UInt64(x.bitPattern)) }
  @inlinable @inline(__always) public mutating func combine(_ v: Vector3) {
    combine(UInt64(v.x.bitPattern) | (UInt64(v.y.bitPattern) << 32))
    combine(UInt64(v.z.bitPattern))
  }
  @inlinable @inline(__always) public mutating func combine(_ v: Vector3D) {
    combine(v.x.bitPattern)
    combine(v.y.bitPattern)
    combine(v.z.bitPattern)
  }
  /// Hashes every byte in order.
  public mutating func combine(bytes: some Sequence<UInt8>) {
    var word: UInt64 = 0
    var count: UInt64 = 0
    for byte in bytes {
      word |= UInt64(byte) << ((count & 7) * 8)
      count += 1
      if count & 7 == 0 {
        combine(word)
        word = 0
      }
    }
    combine(word)
    combine(count)
  }
}
