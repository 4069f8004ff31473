import SimMath

extension SutureSet {
  /// Bytes that all sutures have at most.
  var savedCapacity: Int {
    var sum = 0
    for s in 0..<count {
      sum += base[s].thread.savedCapacity + 100 + 20 * base[s].punctureCount + base[s].needle.savedCapacity
        + base[s].bolsters.savedCapacity
    }
    return sum
  }

  func save(into w: inout ByteWriter) {
    for s in 0..<count {
      w.putPart { base[s].thread.save(into: $0) }
      for h in 0..<2 {
        let g = base[s].grasps[h]
        w.put(UInt32((g.isActive ? 1 : 0) | (g.wasClosed ? 2 : 0)) | UInt32(g.part.rawValue) << 2)
        w.put(g.place)
      }
      w.put(base[s].tearWork.bitPattern)
      for k in 0..<base[s].punctureCount { w.put(base[s].punctures[k]) }
      base[s].needle.save(into: &w)
      base[s].bolsters.save(into: &w)
    }
  }

  /// - Parameter tetrahedra: of the scene.
  func restore(_ r: inout ByteReader, tetrahedra: Int) throws(StateError) {
    for s in 0..<count {
      base[s].thread = try ThreadState(model: base[s].model.thread, restoring: try r.part())
      for h in 0..<2 {
        var g = ThreadGrasp()
        let flags = try r.word()
        g.isActive = flags & 1 != 0
        g.wasClosed = flags & 2 != 0
        guard let part = ShapePrimitive.Part(rawValue: UInt8(truncatingIfNeeded: flags >> 2)) else { throw .malformed }
        g.part = part
        g.place = try r.vector()
        base[s].grasps[h] = g
      }
      base[s].tearWork = Double(bitPattern: try r.long())
      for k in 0..<base[s].punctureCount { base[s].punctures[k] = try r.place(tetrahedra) }
      try base[s].needle.restore(&r, tetrahedra: tetrahedra)
      try base[s].bolsters.restore(&r, tetrahedra: tetrahedra)
    }
  }
}
