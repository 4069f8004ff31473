import SimMath

/// Contact of the thread's vertices with the tissue's surface.
///
/// Under each vertex the surface is a plane (Coulomb friction and spring as of a half space), so that what it does stays in the
/// band of the thread's own matrix.
extension ThreadSolver {
  /// The number that a contact of a vertex with tissue has as its other side.
  @inline(__always) static func other(ofRest vertex: Int, _ model: ThreadModel) -> Int32 {
    Int32(-1 - model.obstacleCapacity - vertex)
  }

  /// Contacts of a segment's own vertices.
  ///
  /// - Returns: whether one is one that only `step` would lead into.
  mutating func touchRests(_ i: Int, ahead: Bool) -> Bool {
    var isExpected = false
    for vertex in ownVertices(i) where rests[vertex].isActive {
      let r = rests[vertex]
      if touchPlane(
        i, vertex, Self.other(ofRest: vertex, model), through: r.at, normal: r.normal, distance: r.clearance,
        stiffness: ThreadModel.tissueStiffness, friction: ThreadModel.tissueFriction, ahead: ahead)
      {
        isExpected = true
      }
    }
    return isExpected
  }

  /// The share of `step` within which a vertex doesn't go deep into its surface.
  @inline(__always) func freeShare(_ share: Double, rest i: Int) -> Double {
    let r = rests[i]
    let h = (at(x, i) - r.at).dot(r.normal) - r.clearance
    let way = (at(step, i) - restAhead(i)).dot(r.normal)
    let least = min(0, h) - 0.5 * model.material.diameter
    return h + way < least ? min(share, (h - least) / -way) : share
  }

  @inline(__always) func restMotion(_ i: Int) -> Vector3D { rests[i].at - rests[i].from }
  @inline(__always) func restAhead(_ i: Int) -> Vector3D { rests[i].point - rests[i].at }

  /// Moves the places by the share of their way that the thread could go too.
  func moveRests(_ share: Double) {
    for i in 0..<restCount where rests[i].isActive {
      rests[i].at = share == 1 ? rests[i].point : rests[i].at + share * (rests[i].point - rests[i].at)
    }
  }
}
