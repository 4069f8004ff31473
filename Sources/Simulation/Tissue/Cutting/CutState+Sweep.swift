import SimMath

extension CutState {
  /// Tetrahedra that one tick cuts at most; the others wait for the next. Usual: 4; a blade of 20 mm that goes through cells of
  /// 5 mm at 0.2 m/s cuts one in two ticks.
  private static var perTick: Int { 4 }

  /// What a blade has done in a tick.
  struct Result {
    /// Tetrahedra that were cut.
    var cuts = 0
    /// The last of them.
    var slot = 0
    /// A tetrahedron stayed whole because there was no room.
    var isFull = false
  }

  /// Cuts the tetrahedra that blades have left on the other side.
  ///
  /// A tetrahedron is cut once, along a linear function that its corners' distances from the blade's way give when the blade
  /// first meets it. The blade has left it when it has passed every edge on whose ends the function has different signs.
  /// - Parameters:
  ///   - positions, velocities: after the tick, [N + V][4].
  mutating func splitPassed(
    _ tissue: TissueModel, _ contact: ContactModel, positions: UnsafeMutablePointer<Float>,
    velocities: UnsafeMutablePointer<Float>
  ) -> Result {
    var result = Result()
    for t in 0..<elementCount where swept[t] & Self.edges != 0 && !isCut(t) && isPassed(t) {
      guard result.cuts < Self.perTick else { break }
      guard split(t, tissue, positions: positions, velocities: velocities) else {
        result.isFull = true
        continue
      }
      result.cuts += 1
      result.slot = t
    }
    if result.cuts > 0 { derive(tissue, contact) }
    return result
  }

  /// The blade has passed all edges that the tetrahedron's levels cut, and it has material on both sides.
  private func isPassed(_ t: Int) -> Bool {
    var crossed: UInt8 = 0
    for k in 0..<6 {
      let (i, j) = QuadraticTetrahedron.ends[k]
      if (level[4 * t + i] > 0) != (level[4 * t + j] > 0) { crossed |= 1 << UInt8(k) }
    }
    return crossed != 0 && swept[t] & crossed == crossed
  }

  /// Notes which edges of the near tetrahedra (`findNear`) a blade has passed.
  ///
  /// - Parameters:
  ///   - positions: after the tick; `previous`: before it, [N + V][4] m.
  func meet(
    _ blade: BladeSweep, _ cut: CutModel, _ positions: UnsafeMutablePointer<Float>, previous: UnsafeMutablePointer<Float>
  ) {
    func at(_ v: Int32) -> (before: Vector3, after: Vector3) {
      let (x, y) = (previous + 4 * Int(v), positions + 4 * Int(v))
      return (Vector3(x[0], x[1], x[2]), Vector3(y[0], y[1], y[2]))
    }
    for n in 0..<nearCount {
      let t = Int(near[n])
      guard !cut.isLining[t] else { continue }
      let corners = tetrahedra.base + 10 * t
      for k in 0..<6 where swept[t] & (1 << UInt8(k)) == 0 {
        let (i, j) = QuadraticTetrahedron.ends[k]
        guard let crossing = blade.crossing(at(corners[i]), at(corners[j])) else { continue }
        if swept[t] & Self.edges == 0 { setLevels(t, levels(of: t, crossing, cut, positions)) }
        swept[t] |= 1 << UInt8(k)
      }
    }
  }

  /// Smallest level of a corner as a share of the shortest edge there. Usual: 0.1; a cut next to a corner goes past it, so that
  /// no side of a tetrahedron is next to nothing.
  private static var leastLevel: Float { 0.1 }
  /// Largest difference from the level that another tetrahedron's cut gave to a corner, as a share of the shortest edge, at which
  /// the two are one cut. Usual: 0.5.
  private static var sameCut: Float { 0.5 }

  /// Values at the corners of a tetrahedron of the function that the blade cuts along, m.
  private func levels(
    of t: Int, _ crossing: BladeSweep.Crossing, _ cut: CutModel, _ positions: UnsafeMutablePointer<Float>
  ) -> InlineArray<4, Float> {
    var d = InlineArray<4, Float>(repeating: 0)
    var agreement: Float = 0
    for k in 0..<4 {
      let v = Int(tetrahedra[10 * t + k])
      let p = Vector3(positions[4 * v], positions[4 * v + 1], positions[4 * v + 2])
      d[k] = crossing.normal.dot(p - crossing.place)
      agreement += d[k] * vertexLevel[Int(origin[v])]
    }
    for k in 0..<4 {
      let o = Int(origin[Int(tetrahedra[10 * t + k])])
      // A blade that comes back goes the other way through the same cut.
      var value = agreement < 0 ? -d[k] : d[k]
      let known = vertexLevel[o]
      if known != 0 && abs(value - known) < Self.sameCut * cut.edge[o] {
        value = known
      } else {
        let least = Self.leastLevel * cut.edge[o]
        if abs(value) < least { value = value < 0 ? -least : least }
        vertexLevel[o] = value
      }
      d[k] = value
    }
    return d
  }
}
