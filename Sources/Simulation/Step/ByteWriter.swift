import SimMath

/// Little-endian bytes of a saved state.
struct ByteWriter {
  private(set) var bytes: [UInt8] = []

  mutating func put(_ word: UInt32) { for k in 0..<4 { bytes.append(UInt8(truncatingIfNeeded: word >> (8 * k))) } }
  mutating func put(_ word: UInt64) { for k in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: word >> (8 * k))) } }
  mutating func put(_ v: Vector3) {
    put(v.x.bitPattern)
    put(v.y.bitPattern)
    put(v.z.bitPattern)
  }
  mutating func put(_ q: Quaternion) {
    put(Vector3(q.x, q.y, q.z))
    put(q.w.bitPattern)
  }
}
