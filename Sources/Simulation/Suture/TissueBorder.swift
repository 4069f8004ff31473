import SimMath

/// The border of the tissue as a needle's tip and a thread meet it: every face of a tetrahedron that has no neighbour there,
/// contact face or not, so that the walls of a slit are among them; and the walls of cuts.
final class TissueBorder: Sendable {
  let faceCount: Int
  /// The number that stands for the wall of a cut, whichever slot's it is.
  var wall: Int32 { Int32(faceCount) }
  /// Corners, then middles of the edges 01, 12, 20, by their numbers in the tetrahedron, in an order that turns right-handed
  /// about the way out; [F][6].
  private let node: FixedBuffer<UInt8>
  /// Tetrahedron of each face and its corners' numbers in it; [F], [F][3].
  let element: FixedBuffer<Int32>
  let corner: FixedBuffer<UInt8>
  /// Radius about the first corner that holds the face, with a margin for stretch, m; [F].
  private let radius: FixedBuffer<Float>
  /// Ends and middle of the edges that belong to one touchable face alone; [E][3].
  private let edges: FixedBuffer<Int32>

  init(_ mesh: TissueMesh, _ neighbours: TissueNeighbours) {
    var n: [UInt8] = []
    var e: [Int32] = []
    var c: [UInt8] = []
    var r: [Float] = []
    for t in mesh.tetrahedra.indices {
      let tet = mesh.tetrahedra[t]
      for k in 0..<4 where neighbours.across[4 * t + k] < 0 {
        var own = (0..<4).filter { $0 != k }
        let x = own.map { mesh.nodes[tet[$0]] }
        if (x[1] - x[0]).cross(x[2] - x[0]).dot(mesh.nodes[tet[k]] - x[0]) > 0 { own.swapAt(1, 2) }
        func middle(_ a: Int, _ b: Int) -> Int {
          4 + QuadraticTetrahedron.edges.firstIndex { ($0 == a && $1 == b) || ($0 == b && $1 == a) }!
        }
        let all = own + [middle(own[0], own[1]), middle(own[1], own[2]), middle(own[2], own[0])]
        n += all.map { UInt8($0) }
        e.append(Int32(t))
        c += own.map { UInt8($0) }
        let o = mesh.nodes[tet[own[0]]]
        r.append(Float(1.3 * all.map { (mesh.nodes[tet[$0]] - o).length }.max()!))
      }
    }
    faceCount = e.count
    node = FixedBuffer(n, padding: 0)
    element = FixedBuffer(e, padding: 0)
    corner = FixedBuffer(c, padding: 0)
    radius = FixedBuffer(r, padding: 0)
    edges = FixedBuffer(Self.edges(of: mesh.contactFaces), padding: 0)
  }

  /// - Parameter faces: of six vertices each: corners, then middles of the edges 01, 12, 20.
  private static func edges(of faces: [[Int]]) -> [Int32] {
    var open: [[Int]: (Int, [Int])] = [:]
    for face in faces {
      for k in 0..<3 {
        let (a, b) = (face[k], face[(k + 1) % 3])
        let key = [min(a, b), max(a, b)]
        open[key] = ((open[key]?.0 ?? 0) + 1, [a, face[3 + k], b])
      }
    }
    return open.filter { $0.value.0 == 1 }.sorted { $0.key.lexicographicallyPrecedes($1.key) }
      .flatMap { $0.value.1.map { Int32($0) } }
  }

  /// Shortest distance from a point to an edge of the touchable surface, m; infinite if it has none.
  /// - Parameter positions: [N][4] m.
  func edgeDistance(_ p: Vector3D, _ positions: UnsafeMutablePointer<Float>) -> Double {
    func place(_ k: Int) -> Vector3D {
      let x = positions + 4 * Int(edges[k])
      return Vector3D(Vector3(x[0], x[1], x[2]))
    }
    var least = Double.infinity
    for e in 0..<(edges.count / 3) {
      for half in 0..<2 {
        let (a, b) = (place(3 * e + half), place(3 * e + half + 1))
        least = min(least, (p - (a + p.share(from: a, to: b) * (b - a))).lengthSquared)
      }
    }
    return least.squareRoot()
  }

  /// Where a point meets the surface.
  struct Touch {
    var face: Int32
    var place: TissuePlace
    /// Way out of the tissue, and how far out the point is along it, m.
    var normal: Vector3D
    var height: Double
  }

  /// How near a point must be, m: some times the way of a tip in a tick.
  private static var reach: Float { 0.000_5 }

  /// The place of the surface straight below or above a point, nearest first; nil if none is within reach.
  /// - Parameter positions: [N][4] m.
  func touch(_ p: Vector3D, _ positions: UnsafeMutablePointer<Float>, _ paths: TissuePaths) -> Touch? {
    let point = Vector3(p)
    var best: Touch?
    var least = Self.reach
    for f in 0..<faceCount {
      let w = Int(element.base[f])
      touch(f, slot: w, point, positions, paths, &best, &least)
      let other = paths.other(ofWhole: w)
      if other >= 0 { touch(f, slot: other, point, positions, paths, &best, &least) }
    }
    for slot in paths.added {
      touchWall(of: paths.whole(slot), point, positions, paths, &best, &least)
      touchWall(of: slot, point, positions, paths, &best, &least)
    }
    return best
  }

  /// The wall of a slot that is cut. Before it there is the other wall, as near: it counts from behind only.
  private func touchWall(
    of slot: Int, _ point: Vector3, _ positions: UnsafeMutablePointer<Float>, _ paths: TissuePaths, _ best: inout Touch?,
    _ least: inout Float
  ) {
    guard let place = TissuePlace(point, inWallOf: slot, positions, paths) else { return }
    let normal = place.wayOutOfWall(positions, paths)
    let height = (point - place.corners(positions, paths)).dot(normal)
    guard height <= 0, -height < least else { return }
    least = -height
    best = Touch(face: wall, place: place, normal: Vector3D(normal), height: Double(height))
  }

  /// The part of a face that a slot has.
  private func touch(
    _ f: Int, slot: Int, _ point: Vector3, _ positions: UnsafeMutablePointer<Float>, _ paths: TissuePaths,
    _ best: inout Touch?, _ least: inout Float
  ) {
    forEachPart(f, slot: slot, near: point, within: least, positions, paths) { own, d, u, v, n in
      let size = n.lengthSquared
      let beta = d.cross(v).dot(n) / size
      let gamma = u.cross(d).dot(n) / size
      let alpha = 1 - beta - gamma
      guard min(alpha, min(beta, gamma)) >= -0.01 else { return }
      let height = d.dot(n) / size.squareRoot()
      guard abs(height) < least, let place = place(f, slot: slot, own, alpha, beta, gamma, paths) else { return }
      least = abs(height)
      best = Touch(
        face: Int32(f), place: place, normal: Vector3D((1 / size.squareRoot()) * n), height: Double(height))
    }
  }

  /// The four flat triangles of a face of a slot.
  func planes(
    _ f: Int, slot: Int, _ positions: UnsafeMutablePointer<Float>, _ paths: TissuePaths
  ) -> BorderPlanes.Row {
    var (a, b, c) = (BorderPlanes.Vectors(), BorderPlanes.Vectors(), BorderPlanes.Vectors())
    for part in 0..<4 {
      let own = Self.parts[part]
      a[part] = at(f, own.0, slot, positions, paths)
      b[part] = at(f, own.1, slot, positions, paths)
      c[part] = at(f, own.2, slot, positions, paths)
    }
    return BorderPlanes.Row(a, b, c)
  }

  /// The flat triangles of a face of a slot, if it can be so near to a point.
  ///
  /// - Parameters:
  ///   - which: of the four, one bit each.
  ///   - body: takes a triangle's nodes, the point and the other two corners as seen from the first, and their cross
  ///     product, which is not zero.
  @inline(__always) func forEachPart(
    _ f: Int, slot: Int, _ which: UInt8 = 15, near point: Vector3, within distance: Float,
    _ positions: UnsafeMutablePointer<Float>, _ paths: TissuePaths,
    _ body: ((Int, Int, Int), _ d: Vector3, _ u: Vector3, _ v: Vector3, _ n: Vector3) -> Void
  ) {
    func at(_ k: Int) -> Vector3 { self.at(f, k, slot, positions, paths) }
    let reach = radius.base[f] + distance
    guard (point - at(0)).lengthSquared < reach * reach else { return }
    for part in 0..<4 where which & (1 << UInt8(part)) != 0 {
      let own = Self.parts[part]
      let a = at(own.0)
      let (u, v) = (at(own.1) - a, at(own.2) - a)
      let n = u.cross(v)
      if n.lengthSquared > 0 { body(own, point - a, u, v, n) }
    }
  }

  /// The way out of the tissue of a face as its corners span it, or of the wall of a cut; unit length.
  /// - Parameter place: on it, or beneath it.
  func normal(
    _ face: Int32, _ place: TissuePlace, _ positions: UnsafeMutablePointer<Float>, _ paths: TissuePaths
  ) -> Vector3D {
    guard face != wall else { return Vector3D(place.wayOutOfWall(positions, paths)) }
    func at(_ k: Int) -> Vector3 { self.at(Int(face), k, Int(place.element), positions, paths) }
    return Vector3D((at(1) - at(0)).cross(at(2) - at(0))).normalized
  }

  /// The face of the border or the wall on which a place of a slot lies; nil if it is on none.
  func face(of place: TissuePlace, _ paths: TissuePaths) -> Int32? {
    if place.isInWall(paths) { return wall }
    var best: Int32?
    var least: Float = 1e-3
    let whole = paths.whole(Int(place.element))
    for f in 0..<faceCount where Int(element.base[f]) == whole {
      let inside = 6 - Int(corner[3 * f]) - Int(corner[3 * f + 1]) - Int(corner[3 * f + 2])
      if place.share[inside] < least {
        least = place.share[inside]
        best = Int32(f)
      }
    }
    return best
  }

  /// Four flat triangles of a curved one.
  private static var parts: InlineArray<4, (Int, Int, Int)> { [(0, 3, 5), (3, 1, 4), (5, 4, 2), (3, 4, 5)] }

  @inline(__always) func at(
    _ f: Int, _ k: Int, _ slot: Int, _ positions: UnsafeMutablePointer<Float>, _ paths: TissuePaths
  ) -> Vector3 {
    let x = positions + 4 * Int(paths.tetrahedra[10 * slot + Int(node.base[6 * f + k])])
    return Vector3(x[0], x[1], x[2])
  }

  /// A point of a part of a face as a material point of a slot; nil where the slot has no material there.
  func place(
    _ f: Int, slot: Int, _ own: (Int, Int, Int), _ a: Float, _ b: Float, _ c: Float, _ paths: TissuePaths
  ) -> TissuePlace? {
    var share = InlineArray<4, Float>(repeating: 0)
    func give(_ node: Int, _ w: Float) {
      let weight = min(1, max(0, w))
      if node < 3 {
        share[Int(corner[3 * f + node])] += weight
      } else {
        share[Int(corner[3 * f + node - 3])] += 0.5 * weight
        share[Int(corner[3 * f + (node - 2) % 3])] += 0.5 * weight
      }
    }
    give(own.0, a)
    give(own.1, b)
    give(own.2, c)
    let sum = (share[0] + share[1]) + (share[2] + share[3])
    for k in 0..<4 { share[k] = share[k] / sum }
    let place = TissuePlace(element: Int32(slot), share: share)
    if let level = paths.levels(slot), place.value(level) <= 0 { return nil }
    return place
  }
}
