import SimMath

/// Little-endian bytes of a saved state, written into memory that someone else owns. Does not allocate.
struct ByteWriter {
  private let bytes: UnsafeMutableRawBufferPointer
  private(set) var count = 0

  /// - Parameter bytes: large enough for all that will be put.
  init(into bytes: UnsafeMutableRawBufferPointer) { self.bytes = bytes }

  mutating func put(_ word: UInt32) {
    bytes.storeBytes(of: word.littleEndian, toByteOffset: count, as: UInt32.self)
    count += 4
  }
  mutating func put(_ word: UInt64) {
    bytes.storeBytes(of: word.littleEndian, toByteOffset: count, as: UInt64.self)
    count += 8
  }
  /// Lets `write` put bytes right here and say how many, which go before them.
  mutating func putPart(_ write: (UnsafeMutableRawBufferPointer) -> Int) {
    let n = write(UnsafeMutableRawBufferPointer(rebasing: bytes[(count + 4)...]))
    put(UInt32(n))
    count += n
  }
  mutating func put(_ v: Vector3) {
    put(v.x.bitPattern)
    put(v.y.bitPattern)
    put(v.z.bitPattern)
  }
  mutating func put(_ v: Vector3D) {
    put(v.x.bitPattern)
    put(v.y.bitPattern)
    put(v.z.bitPattern)
  }
  mutating func put(_ q: Quaternion) {
    put(Vector3(q.x, q.y, q.z))
    put(q.w.bitPattern)
  }
}
