import SimMath

extension HeatState {
  /// Bytes that are saved.
  static func savedCapacity(vertices n: Int) -> Int { 48 * n + 40 }

  func save(into w: inout ByteWriter) {
    w.put(UInt32(half | phase << 1 | (isWarm ? 0x100 : 0)))
    w.put(delivered.bitPattern)
    w.put(lost.bitPattern)
    for i in 0..<excess.count { w.put(excess[i].bitPattern) }
    for v in 0..<model.vertexCount {
      w.put(gain[v].bitPattern)
      w.put(boiled[v].bitPattern)
      w.put(damage[v].bitPattern)
      w.put(distance[v].bitPattern)
    }
  }

  mutating func restore(_ r: inout ByteReader) throws(StateError) {
    let flags = Int(try r.word())
    half = flags & 1
    phase = flags >> 1 & 0x7F
    isWarm = flags & 0x100 != 0
    guard phase < model.ticks, flags < 0x200 else { throw .malformed }
    delivered = try r.double()
    lost = try r.double()
    for i in 0..<excess.count { excess[i] = try r.double() }
    for v in 0..<model.vertexCount {
      gain[v] = try r.double()
      boiled[v] = try r.double()
      damage[v] = try r.double()
      distance[v] = try r.double()
    }
  }

  /// A hundredth of what it holds, for the hash of a tick.
  func combine(slice k: Int, into h: inout StateHash) {
    let n = model.vertexCount
    for v in (n * k / 100)..<(n * (k + 1) / 100) {
      h.combine(excess[half * n + v].bitPattern)
      h.combine(gain[v].bitPattern)
      h.combine(boiled[v].bitPattern)
      h.combine(damage[v].bitPattern)
    }
  }
}
