import Frames
import SimMath

extension NeedleState {
  /// Bytes that a saved needle has at most.
  var savedCapacity: Int { exists ? 600 + 80 * nodes.count + 208 * bites.count : 0 }

  /// All that the next tick depends on, and the records.
  func save(into w: inout ByteWriter) {
    guard exists else { return }
    w.put(frame.origin)
    w.put(frame.x)
    w.put(frame.y)
    w.put(velocity)
    w.put(angularVelocity)
    for h in 0..<2 {
      let g = grips[h]
      w.put(UInt32((g.isActive ? 1 : 0) | (g.wasClosed ? 2 : 0) | (g.slipped ? 4 : 0) | (isResting ? 8 : 0)))
      w.put(g.arc.bitPattern)
      w.put(g.place)
      w.put(g.x)
      w.put(g.y)
    }
    w.put(UInt32(tip.phase.rawValue))
    w.put(tip.place)
    w.put(UInt32(bitPattern: tip.face))
    w.put(UInt32(bitPattern: openBite))
    w.put(cutWork.bitPattern)
    w.put(frictionHeat.bitPattern)
    w.put(tearWork.bitPattern)
    for k in 0..<nodes.count {
      let n = nodes[k]
      w.put(UInt32(n.status.rawValue) | UInt32(n.isMouth ? 16 : 0) | UInt32(n.isExit ? 32 : 0))
      guard n.status != .free else { continue }
      w.put(UInt32(bitPattern: n.bite))
      w.put(n.place)
      w.put(n.arc.bitPattern)
      w.put(n.length.bitPattern)
    }
    w.put(ended)
    w.put(UInt32(biteCount))
    for k in 0..<biteCount {
      let b = bites[k]
      w.put(UInt32(b.outcome.rawValue))
      w.put(b.tick)
      w.put(b.endTick)
      w.put(b.entry)
      w.put(b.entryNormal)
      w.put(b.exit)
      w.put(b.exitNormal)
      w.put(b.depth.bitPattern)
      w.put(b.angle.bitPattern)
      w.put(b.length.bitPattern)
      w.put(b.threshold.bitPattern)
      w.put(b.torn.bitPattern)
      w.put(b.tearWork.bitPattern)
      w.put(b.edgeDistance.bitPattern)
    }
  }

  /// - Parameter tetrahedra: of the scene.
  mutating func restore(_ r: inout ByteReader, tetrahedra: Int) throws(StateError) {
    guard exists else { return }
    let origin = try r.vectorD()
    frame = RigidFrame(origin: origin, axes: try r.vectorD(), try r.vectorD())
    velocity = try r.vectorD()
    angularVelocity = try r.vectorD()
    for h in 0..<2 {
      var g = NeedleGrip()
      let flags = try r.word()
      g.isActive = flags & 1 != 0
      g.wasClosed = flags & 2 != 0
      g.slipped = flags & 4 != 0
      isResting = flags & 8 != 0
      g.arc = try r.double()
      g.place = try r.vectorD()
      g.x = try r.vectorD()
      g.y = try r.vectorD()
      grips[h] = g
    }
    guard let phase = NeedleTip.Phase(rawValue: UInt8(truncatingIfNeeded: try r.word())) else { throw .malformed }
    tip = NeedleTip()
    tip.phase = phase
    tip.place = try r.place(tetrahedra)
    tip.face = Int32(bitPattern: try r.word())
    openBite = Int32(bitPattern: try r.word())
    guard tip.face >= 0, Int(tip.face) < 4 * tetrahedra, Int(openBite) < bites.count else { throw .malformed }
    cutWork = try r.double()
    frictionHeat = try r.double()
    tearWork = try r.double()
    for k in 0..<nodes.count {
      var n = NeedleNode()
      let flags = try r.word()
      guard let status = NeedleNode.Status(rawValue: UInt8(flags & 15)) else { throw .malformed }
      n.status = status
      n.isMouth = flags & 16 != 0
      n.isExit = flags & 32 != 0
      if status != .free {
        n.bite = Int32(bitPattern: try r.word())
        guard n.bite >= -1, Int(n.bite) < bites.count else { throw .malformed }
        n.place = try r.place(tetrahedra)
        n.arc = try r.double()
        n.length = try r.double()
      }
      nodes[k] = n
    }
    ended = try r.long()
    let count = Int(try r.word())
    guard count <= bites.count else { throw .malformed }
    biteCount = count
    for k in 0..<count {
      var b = NeedleBite()
      let number = UInt8(truncatingIfNeeded: try r.word())
      guard let outcome = NeedleBite.Outcome(rawValue: number) else { throw .malformed }
      b.outcome = outcome
      b.tick = try r.long()
      b.endTick = try r.long()
      b.entry = try r.vectorD()
      b.entryNormal = try r.vectorD()
      b.exit = try r.vectorD()
      b.exitNormal = try r.vectorD()
      b.depth = try r.double()
      b.angle = try r.double()
      b.length = try r.double()
      b.threshold = try r.double()
      b.torn = try r.double()
      b.tearWork = try r.double()
      b.edgeDistance = try r.double()
      bites[k] = b
    }
  }

  /// Hashes of the needle's motion, and of who holds it and what it has pierced.
  var hash: (motion: UInt64, channel: UInt64) {
    var motion = StateHash()
    motion.combine(frame.origin)
    motion.combine(frame.x)
    motion.combine(frame.y)
    motion.combine(velocity)
    motion.combine(angularVelocity)
    var channel = StateHash()
    if isResting { channel.combine(UInt64(0x52)) }
    for h in 0..<2 where grips[h].isActive {
      channel.combine(UInt64(h))
      channel.combine(grips[h].arc.bitPattern)
      channel.combine(grips[h].place.z.bitPattern)
      channel.combine(grips[h].x.x.bitPattern)
    }
    channel.combine(UInt64(tip.phase.rawValue))
    if tip.phase != .free { channel.combine(tip.place) }
    for k in 0..<nodes.count where nodes[k].status != .free {
      channel.combine(UInt64(k))
      channel.combine(nodes[k].place)
      channel.combine(nodes[k].arc.bitPattern)
      channel.combine(nodes[k].length.bitPattern)
    }
    return (motion.value, channel.value)
  }
}
