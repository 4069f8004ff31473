import SimMath

extension ByteWriter {
  mutating func put(_ p: TissuePlace) {
    put(UInt32(bitPattern: p.element))
    for k in 0..<4 { put(p.share[k].bitPattern) }
  }
}

extension ByteReader {
  /// - Parameter tetrahedra: of the scene.
  mutating func place(_ tetrahedra: Int) throws(StateError) -> TissuePlace {
    let element = Int32(bitPattern: try word())
    guard element >= 0, Int(element) < tetrahedra else { throw .malformed }
    var share = InlineArray<4, Float>(repeating: 0)
    for k in 0..<4 { share[k] = try float() }
    return TissuePlace(element: element, share: share)
  }
}

extension StateHash {
  mutating func combine(_ p: TissuePlace) {
    combine(UInt64(UInt32(bitPattern: p.element)))
    for k in 0..<4 { combine(p.share[k]) }
  }
}
