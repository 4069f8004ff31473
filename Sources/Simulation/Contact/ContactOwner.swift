/// Whom a sample touches: a part of the instrument in a hand, and which of its primitives.
struct ContactOwner: RawRepresentable, Equatable {
  /// hand + 2 part + 8 primitive.
  var rawValue: Int32

  @inline(__always) init(rawValue: Int32) { self.rawValue = rawValue }

  @inline(__always) init(hand: Int, part: ShapePrimitive.Part, primitive: Int) {
    rawValue = Int32(hand + 2 * Int(part.rawValue) + 8 * primitive)
  }

  @inline(__always) var hand: Int { Int(rawValue & 1) }
  @inline(__always) var part: ShapePrimitive.Part { ShapePrimitive.Part(number: Int(rawValue >> 1) & 3) }
  @inline(__always) var primitive: Int { Int(rawValue >> 3) }

  /// What names a touch from tick to tick: 8 sample + 4 hand + part, ascending in the order of detection.
  @inline(__always) func key(sample: Int32) -> Int32 { 8 * sample + ((rawValue & 1) << 2) + ((rawValue >> 1) & 3) }

  /// Hand and part of a key; the primitive is that of the tick.
  @inline(__always) init(key: Int32) { rawValue = ((key >> 2) & 1) + 2 * (key & 3) }

  @inline(__always) static func sample(ofKey key: Int32) -> Int32 { key >> 3 }
}
