/// Reads numbers and strings off a run of bytes; nil, never a trap, where the bytes end too early.
struct ByteCursor {
  let bytes: UnsafeRawBufferPointer
  private(set) var position: Int

  init(_ bytes: UnsafeRawBufferPointer, at position: Int = 0) {
    self.bytes = bytes
    self.position = position
  }

  var remaining: Int { bytes.count - position }

  mutating func integer<T: FixedWidthInteger>(_: T.Type) -> T? {
    let size = MemoryLayout<T>.size
    guard remaining >= size else { return nil }
    defer { position += size }
    return T(littleEndian: bytes.loadUnaligned(fromByteOffset: position, as: T.self))
  }

  /// The next `count` bytes, without a copy.
  mutating func take(_ count: Int) -> UnsafeRawBufferPointer? {
    guard count >= 0, remaining >= count else { return nil }
    defer { position += count }
    return UnsafeRawBufferPointer(rebasing: bytes[position..<position + count])
  }

  /// A string with its length in 4 bytes before it; nil also where it is not UTF-8.
  mutating func string() -> String? {
    guard let count = integer(UInt32.self), let utf8 = take(Int(count)) else { return nil }
    return String(validating: utf8, as: UTF8.self)
  }
}
