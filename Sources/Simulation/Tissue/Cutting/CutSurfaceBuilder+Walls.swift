import SimMath

/// The walls of a cut.
extension CutSurfaceBuilder {
  func addWalls(_ w: Int) {
    guard let own = parted[w] else { return }
    for cell in lattice.cells {
      let signs = (0..<4).map { own.sign[cell[$0]] }
      let (isPositive, isNegative) = (signs.contains(1), signs.contains(-1))
      if isPositive && isNegative {
        // The same triangles for both sides.
        for t in triangles(wall(w, own, cell, signs.map { $0 > 0 })) {
          addWall(t, w)
          addWall(SIMD3(t.x, t.z, t.y), own.other)
        }
      } else if signs.count(where: { $0 == 0 }) == 3 {
        // A wall between two small tetrahedra belongs to the side that each is on.
        let polygon = wall(w, own, cell, signs.map { isPositive ? $0 > 0 : $0 >= 0 })
        for t in triangles(polygon) {
          if isPositive { addWall(t, w) } else { addWall(SIMD3(t.x, t.z, t.y), own.other) }
        }
      }
    }
  }

  /// Where the cut goes through a small tetrahedron, seen counter-clockwise from the negative side; nothing where it only touches
  /// it.
  ///
  /// - Parameter inside: nodes on the positive side.
  private func wall(_ w: Int, _ own: Parted, _ cell: InlineArray<4, Int>, _ inside: [Bool]) -> [Int32] {
    /// The cut between two nodes: one of them where it goes through that, else a crossing.
    func rim(_ i: Int, _ j: Int) -> (point: Int32, node: Int?) {
      for k in [i, j] where own.sign[cell[k]] == 0 { return (nodePoint(w, cell[k]), cell[k]) }
      return (own.crossings[Self.pair(cell[i], cell[j])]!, nil)
    }
    let plus = (0..<4).filter { inside[$0] }
    let minus = (0..<4).filter { !inside[$0] }
    var polygon: [(point: Int32, node: Int?)]
    var order: [Int]
    switch plus.count {
    case 1:
      polygon = minus.map { rim(plus[0], $0) }
      order = [plus[0]] + minus
    case 2:
      polygon = [rim(plus[0], minus[0]), rim(plus[0], minus[1]), rim(plus[1], minus[1]), rim(plus[1], minus[0])]
      order = plus + minus
    case 3:
      polygon = plus.reversed().map { rim($0, minus[0]) }
      order = [minus[0]] + plus
    default: return []
    }
    var turns = 0
    for i in 0..<3 { for j in (i + 1)..<4 where order[i] > order[j] { turns += 1 } }
    if turns % 2 == 1 { polygon.reverse() }
    var distinct: [(point: Int32, node: Int?)] = []
    for p in polygon where p.point != distinct.last?.point { distinct.append(p) }
    if distinct.count > 1, distinct[0].point == distinct[distinct.count - 1].point { distinct.removeLast() }
    guard distinct.count > 2 else { return [] }
    var result: [Int32] = []
    for (i, p) in distinct.enumerated() {
      let q = distinct[(i + 1) % distinct.count]
      result.append(p.point)
      if let a = p.node, let b = q.node { result += between(w, a, b) } else { result += meeting(w, p.point, q.point) }
    }
    return result
  }

  /// The point of another cut on a straight piece of this one that lies on a face of the mesh.
  private func meeting(_ w: Int, _ p: Int32, _ q: Int32) -> [Int32] {
    let away = (0..<4).filter { share(p, tetrahedra[w][$0]) == 0 && share(q, tetrahedra[w][$0]) == 0 }
    guard away.count == 1, cut.across[4 * w + away[0]] >= 0 else { return [] }
    let f = face(w, away[0])
    for m in faces[f].meetings where m.first == (p, q) || m.first == (q, p) || m.second == (p, q) || m.second == (q, p) {
      return [m.point]
    }
    return []
  }
}
