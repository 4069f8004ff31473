import SimMath

extension ThreadSolver {
  /// Torque between guides that hold twist.
  ///
  /// A round thread without rest twist carries one torque from place to place (Bergou et al. 2008, the quasistatic
  /// frame): torsional stiffness x twist / length, the twist being the roll of the two places and what the thread's
  /// motion has added since they took it (Fuller 1978).
  mutating func startTwist() {
    for i in 0..<segments { torque[i] = 0 }
    forEachSpan { a, b in
      let from = segment(at: guides[a].arc).i
      let to = segment(at: guides[b].arc).i
      let twist = guides[b].roll - guides[a].roll + guides[a].holonomy
      let torque = model.material.torsionalStiffness * twist / max(guides[b].arc - guides[a].arc, length)
      for i in from...to { self.torque[i] = torque }
    }
  }

  /// Pairs of neighbouring guides that hold twist, with no break between.
  private func forEachSpan(_ body: (_ a: Int, _ b: Int) -> Void) {
    for a in 0..<model.guideCapacity where guides[a].isActive && guides[a].holdsTwist {
      var b = -1
      for k in 0..<model.guideCapacity where k != a && guides[k].isActive && guides[k].holdsTwist {
        if guides[k].arc > guides[a].arc && (b < 0 || guides[k].arc < guides[b].arc) { b = k }
      }
      guard b >= 0 else { continue }
      let from = segment(at: guides[a].arc).i
      let to = segment(at: guides[b].arc).i
      var whole = true
      for i in from...to where broken[i] != 0 { whole = false }
      if whole { body(a, b) }
    }
  }

  /// Minus torque x the change of twist with each vertex: half the curvature binormal over the segment's length.
  func addTorque() {
    for i in 1..<(n - 1) where torque[i - 1] != 0 && torque[i] != 0 {
      let e0 = at(x, i) - at(x, i - 1)
      let e1 = at(x, i + 1) - at(x, i)
      let (l0, l1) = (e0.length, e1.length)
      let b = (2 / (l0 * l1 + e0.dot(e1))) * e0.cross(e1)
      let m = 0.5 * (torque[i - 1] + torque[i])
      let f0 = (0.5 * m / l0) * b
      let f1 = (0.5 * m / l1) * b
      add(load, i - 1, f0)
      add(load, i, f1 - f0)
      add(load, i + 1, -f1)
    }
  }

  /// Adds to the twist of each span what the motion of the tick has turned its frames by: the area that the directions
  /// of neighbouring segments sweep on the unit sphere.
  mutating func finishTwist() {
    forEachSpan { a, b in
      let from = segment(at: guides[a].arc).i
      let to = segment(at: guides[b].arc).i
      var sum = 0.0
      var i = from + 1
      while i <= to {
        let t0 = direction(previous, i - 1)
        let t1 = direction(previous, i)
        let u1 = direction(x, i)
        let u0 = direction(x, i - 1)
        sum += Self.area(t0, t1, u1) + Self.area(t0, u1, u0)
        i += 1
      }
      guides[a].holonomy += sum
      let twist = guides[b].roll - guides[a].roll + guides[a].holonomy
      let span = max(guides[b].arc - guides[a].arc, length)
      output.energy.twisting += 0.5 * model.material.torsionalStiffness * twist * twist / span
    }
  }

  @inline(__always) func direction(_ p: UnsafeMutablePointer<Double>, _ i: Int) -> Vector3D {
    (at(p, i + 1) - at(p, i)).normalized
  }

  /// Signed area of a spherical triangle.
  private static func area(_ a: Vector3D, _ b: Vector3D, _ c: Vector3D) -> Double {
    2 * Trigonometry.atan2(a.dot(b.cross(c)), 1 + a.dot(b) + b.dot(c) + c.dot(a))
  }
}
