import SimMath

/// Reads what `ByteWriter` wrote.
struct ByteReader {
  private let bytes: [UInt8]
  private var at = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { at == bytes.count }

  mutating func word() throws(StateError) -> UInt32 {
    guard bytes.count - at >= 4 else { throw .malformed }
    var w: UInt32 = 0
    for k in 0..<4 { w |= UInt32(bytes[at + k]) << (8 * k) }
    at += 4
    return w
  }

  /// The bytes of a part that knows its length.
  mutating func part() throws(StateError) -> [UInt8] {
    let n = Int(try word())
    guard bytes.count - at >= n else { throw .malformed }
    at += n
    return Array(bytes[(at - n)..<at])
  }

  mutating func long() throws(StateError) -> UInt64 {
    let low = UInt64(try word())
    return low | (UInt64(try word()) << 32)
  }

  mutating func float() throws(StateError) -> Float { Float(bitPattern: try word()) }
  mutating func vector() throws(StateError) -> Vector3 { Vector3(try float(), try float(), try float()) }
  mutating func double() throws(StateError) -> Double { Double(bitPattern: try long()) }
  mutating func vectorD() throws(StateError) -> Vector3D {
    Vector3D(try double(), try double(), try double())
  }
  mutating func quaternion() throws(StateError) -> Quaternion {
    let v = try vector()
    return Quaternion(x: v.x, y: v.y, z: v.z, w: try float())
  }
}
