import SimMath

extension BolsterState {
  /// Bytes that the bolsters have at most.
  var savedCapacity: Int { 128 * bodies.count + 80 * rests.count }

  /// All that the next tick depends on.
  func save(into w: inout ByteWriter) {
    for b in 0..<count {
      let body = bodies[b]
      w.put(body.frame.origin)
      w.put(body.frame.x)
      w.put(body.frame.y)
      w.put(body.velocity)
      w.put(body.angularVelocity)
      w.put(UInt32(body.isClamped ? 1 : 0))
      for k in 0..<body.model.bedCount {
        let rest = rest(b, k).pointee
        w.put(UInt32(rest.touches ? 1 : 0))
        w.put(rest.place)
        w.put(rest.normal)
        w.put(rest.held)
      }
    }
  }

  /// - Parameter tetrahedra: of the scene.
  mutating func restore(_ r: inout ByteReader, tetrahedra: Int) throws(StateError) {
    for b in 0..<count {
      let body = bodies.base + b
      let origin = try r.vectorD()
      body.pointee.frame = RigidFrame(origin: origin, axes: try r.vectorD(), try r.vectorD())
      body.pointee.velocity = try r.vectorD()
      body.pointee.angularVelocity = try r.vectorD()
      body.pointee.isClamped = try r.word() != 0
      for k in 0..<body.pointee.model.bedCount {
        let rest = rest(b, k)
        rest.pointee.touches = try r.word() != 0
        rest.pointee.place = try r.place(tetrahedra)
        rest.pointee.normal = try r.vectorD()
        rest.pointee.held = try r.vectorD()
      }
    }
  }

  /// Of what is saved.
  func combine(motion: inout StateHash, contact: inout StateHash) {
    for b in 0..<count {
      let body = bodies[b]
      motion.combine(body.frame.origin)
      motion.combine(body.frame.x)
      motion.combine(body.frame.y)
      motion.combine(body.velocity)
      motion.combine(body.angularVelocity)
      contact.combine(UInt64(body.isClamped ? 1 : 0))
      for k in 0..<body.model.bedCount where rest(b, k).pointee.touches {
        contact.combine(UInt64(k))
        contact.combine(rest(b, k).pointee.place)
        contact.combine(rest(b, k).pointee.held)
      }
    }
  }
}
