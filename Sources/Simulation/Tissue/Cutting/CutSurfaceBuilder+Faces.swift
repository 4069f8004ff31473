import SimMath

/// Faces of the mesh: outer ones, and the parts of inner ones on which two slots come together that no longer hang together.
extension CutSurfaceBuilder {
  /// A piece of a face that no cut goes through, and the side that it is on of the cut in each tetrahedron at the face.
  struct Cell {
    let polygon: [Int32]
    let sides: SIMD2<Int8>
  }

  /// A cut's way through a small triangle: two points of its rim, and the side of each point there.
  private struct Chord {
    let ends: (Int32, Int32)?
    let sides: [Int32: Int8]
  }

  func addOuterFace(_ w: Int, _ k: Int) {
    let f = face(w, k)
    let contact = Int(maker.contactFace[4 * w + k])
    let isPlain =
      faces[f].crossings.isEmpty
      && [(0, 1), (1, 2), (0, 2)].allSatisfy { i, j in
        let at = local(f, w)
        return edges[edge(w, at[i], at[j])].crossings.allSatisfy(\.isEmpty)
      }
      // Where a cut goes through nodes only there is no crossing, but both sides all the same.
      && Set(lattice.nodes.filter { lattice.shares($0)[k] == 0 }.compactMap { parted[w]?.sign[$0] }.filter { $0 != 0 }).count < 2
    if isPlain && contact >= 0 {
      let corner = local(f, w).x
      let slot = slot(w, parted[w].map { $0.value[lattice.node(Self.corner(corner, lattice.n))] > 0 ? 1 : -1 } ?? 1)
      for a in 0..<6 { wholeFaces.append(copy.tetrahedra[10 * slot + Int(cut.faceNode[6 * contact + a])]) }
      return
    }
    let isOutward = isOutward(f, side: 0)
    for cell in cells(f) {
      let slot = slot(w, cell.sides.x)
      for t in triangles(cell.polygon) {
        let triangle = isOutward ? t : SIMD3(t.x, t.z, t.y)
        if contact >= 0 { addPart(triangle, contact, slot) } else { addWall(triangle, slot) }
      }
    }
  }

  func addInnerFace(_ w: Int, _ k: Int) {
    let f = face(w, k)
    guard !isInside(f) else { return }
    let (first, second) = (faces[f].elements.x, faces[f].elements.y)
    let isOutward = isOutward(f, side: 0)
    for cell in cells(f) {
      let (i, j) = (slot(first, cell.sides.x), slot(second, cell.sides.y))
      guard !isOne(f, i, j) else { continue }
      for t in triangles(cell.polygon) {
        let turned = SIMD3(t.x, t.z, t.y)
        addWall(isOutward ? t : turned, i)
        addWall(isOutward ? turned : t, j)
      }
    }
  }

  /// Whether all of a face lies inside at first sight: what is on either side of one cut goes on beyond the face. Most faces are so.
  private func isInside(_ f: Int) -> Bool {
    let (first, second) = (faces[f].elements.x, faces[f].elements.y)
    guard let a = parted[first] else { return false }
    guard let b = parted[second] else { return isOne(f, first, second) && isOne(f, a.other, second) }
    let (i, j) = (local(f, first), local(f, second))
    let levels = (0..<3).map { (copy.level[4 * first + i[$0]], copy.level[4 * second + j[$0]]) }
    if levels.allSatisfy({ $0 == $1 }) { return isOne(f, first, second) && isOne(f, a.other, b.other) }
    if levels.allSatisfy({ $0 == -$1 }) { return isOne(f, first, b.other) && isOne(f, a.other, second) }
    return false
  }

  private static func corner(_ k: Int, _ n: Int) -> SIMD4<Int> {
    var l = SIMD4<Int>.zero
    l[k] = n
    return l
  }

  /// Whether both slots have the same vertices on a face: their material goes on from one to the other.
  private func isOne(_ f: Int, _ i: Int, _ j: Int) -> Bool { copyCode(f, i) == copyCode(f, j) }

  /// What a slot has of a face: the vertices in the middles of its edges, which are in no two parts of the body.
  func copyCode(_ f: Int, _ slot: Int) -> SIMD3<Int32> {
    let nodes = tetrahedra[Int(copy.whole[slot])]
    func vertex(_ middle: Int32) -> Int32 { copy.tetrahedra[10 * slot + (4..<10).first { nodes[$0] == middle }!] }
    return SIMD3(vertex(faces[f].middles.x), vertex(faces[f].middles.y), vertex(faces[f].middles.z))
  }

  /// Whether the face's corners run counter-clockwise as seen from outside of the tetrahedron on a side of it.
  private func isOutward(_ f: Int, side: Int) -> Bool {
    let at = local(f, faces[f].elements[side])
    let order = [at.x, at.y, at.z, faces[f].opposite[side]]
    var turns = 0
    for i in 0..<3 { for j in (i + 1)..<4 where order[i] > order[j] { turns += 1 } }
    return turns % 2 == 1
  }

  // MARK: Pieces of a face

  /// All pieces of a face. Where the cuts of its two tetrahedra cross, the points are noted on the way, for the walls.
  private func cells(_ f: Int) -> [Cell] {
    let n = lattice.n
    let elements = faces[f].elements
    let first = local(f, elements.x)
    let second = elements.y < 0 ? nil : local(f, elements.y)
    func node(_ at: SIMD3<Int>, _ l: SIMD3<Int>) -> Int {
      var shares = SIMD4<Int>.zero
      for k in 0..<3 { shares[at[k]] = l[k] }
      return lattice.node(shares)
    }
    var result: [Cell] = []
    func add(_ corners: [SIMD3<Int>]) {
      let nodes = corners.map { node(first, $0) }
      var rim: [Int32] = []
      for i in 0..<3 {
        rim.append(nodePoint(elements.x, nodes[i]))
        rim += between(elements.x, nodes[i], nodes[(i + 1) % 3])
      }
      let own = [nodePoint(elements.x, nodes[0]), nodePoint(elements.x, nodes[1]), nodePoint(elements.x, nodes[2])]
      let a = chord(elements.x, nodes, own, rim)
      let b = second.map { s in chord(elements.y, corners.map { node(s, $0) }, own, rim) } ?? Chord(ends: nil, sides: [:])
      result += divide(rim, a, b, f)
    }
    for j in 0..<n {
      for k in 0..<(n - j) {
        let i = n - 1 - j - k
        let p = SIMD3(i, j, k)
        add([p &+ SIMD3(1, 0, 0), p &+ SIMD3(0, 1, 0), p &+ SIMD3(0, 0, 1)])
        guard i > 0 else { continue }
        let q = SIMD3(i - 1, j, k)
        add([q &+ SIMD3(0, 1, 1), q &+ SIMD3(1, 0, 1), q &+ SIMD3(1, 1, 0)])
      }
    }
    return result
  }

  /// - Parameters:
  ///   - nodes: of the tetrahedron's lattice, and their points.
  ///   - rim: points of the triangle's rim, nodes among them.
  private func chord(_ w: Int, _ nodes: [Int], _ own: [Int32], _ rim: [Int32]) -> Chord {
    guard let parted = parted[w] else { return Chord(ends: nil, sides: [:]) }
    let signs = nodes.map { parted.sign[$0] }
    var ends: [Int32] = []
    for i in 0..<3 {
      let j = (i + 1) % 3
      if signs[i] == 0 { ends.append(own[i]) }
      if signs[i] * signs[j] < 0 { ends.append(parted.crossings[Self.pair(nodes[i], nodes[j])]!) }
    }
    var sides: [Int32: Int8] = [:]
    guard signs.contains(1), signs.contains(-1), ends.count == 2 else {
      let side = signs.first { $0 != 0 } ?? 0
      for p in rim { sides[p] = side }
      return Chord(ends: nil, sides: sides)
    }
    // From one end to the other all are on one side.
    let (a, b) = (rim.firstIndex(of: ends[0])!, rim.firstIndex(of: ends[1])!)
    func isBetween(_ k: Int) -> Bool { a < b ? k > a && k < b : k > a || k < b }
    let inner = (0..<3).first { signs[$0] != 0 && isBetween(rim.firstIndex(of: own[$0])!) }!
    for (k, p) in rim.enumerated() where k != a && k != b { sides[p] = isBetween(k) ? signs[inner] : -signs[inner] }
    return Chord(ends: (ends[0], ends[1]), sides: sides)
  }

  /// Divides a small triangle along the cuts of both tetrahedra.
  private func divide(_ rim: [Int32], _ a: Chord, _ b: Chord, _ f: Int) -> [Cell] {
    func side(_ polygon: [Int32], _ chord: Chord) -> Int8 { polygon.lazy.compactMap { chord.sides[$0] }.first ?? 0 }
    func cell(_ polygon: [Int32]) -> Cell { Cell(polygon: polygon, sides: SIMD2(side(polygon, a), side(polygon, b))) }
    guard let first = a.ends else {
      guard let second = b.ends else { return [cell(rim)] }
      return Self.split(rim, second).map(cell)
    }
    guard let second = b.ends else { return Self.split(rim, first).map(cell) }
    if let p = a.sides[second.0], let q = a.sides[second.1], p != q {
      let x = meeting(first, second, f)
      return Self.split(rim, first).flatMap { half -> [Cell] in
        let (i, j) = (half.firstIndex(of: first.0)!, half.firstIndex(of: first.1)!)
        // The ends stand beside each other, the last one before the first.
        var polygon = half
        polygon.insert(x, at: (i + 1) % half.count == j ? i + 1 : j + 1)
        return Self.split(polygon, (polygon.contains(second.0) ? second.0 : second.1, x)).map(cell)
      }
    }
    return Self.split(rim, first).flatMap { Self.split($0, second) }.map(cell)
  }

  /// Both parts of a polygon that a straight line between two of its points divides; itself where they are not both its own, or
  /// stand beside each other.
  private static func split(_ polygon: [Int32], _ ends: (Int32, Int32)) -> [[Int32]] {
    guard let p = polygon.firstIndex(of: ends.0), let q = polygon.firstIndex(of: ends.1) else { return [polygon] }
    let (i, j) = (min(p, q), max(p, q))
    guard j - i > 1, i + polygon.count - j > 1 else { return [polygon] }
    return [Array(polygon[i...j]), Array(polygon[j...] + polygon[...i])]
  }

  /// The point in which two straight lines of a face cross.
  private func meeting(_ first: (Int32, Int32), _ second: (Int32, Int32), _ f: Int) -> Int32 {
    if let known = faces[f].meetings.first(where: { $0.first == first && $0.second == second }) { return known.point }
    let w = faces[f].elements.x
    let at = local(f, w)
    func place(_ p: Int32) -> SIMD2<Double> {
      SIMD2(share(p, faces[f].corners.y), share(p, faces[f].corners.z))
    }
    let (p, q, r, s) = (place(first.0), place(first.1), place(second.0), place(second.1))
    func cross(_ u: SIMD2<Double>, _ v: SIMD2<Double>) -> Double { u.x * v.y - u.y * v.x }
    let t = cross(r - p, s - r) / cross(q - p, s - r)
    let x = p + t * (q - p)
    var l = SIMD4<Double>.zero
    l[at.x] = 1 - x.x - x.y
    l[at.y] = x.x
    l[at.z] = x.y
    let made = point(w, l)
    faces[f].meetings.append(Meeting(first: first, second: second, point: made))
    return made
  }

  /// Share of a corner of the mesh in a point.
  func share(_ p: Int32, _ corner: Int32) -> Double {
    let point = points[Int(p)]
    for k in 0..<4 where point.corners[k] == corner { return point.shares[k] }
    return 0
  }
}
