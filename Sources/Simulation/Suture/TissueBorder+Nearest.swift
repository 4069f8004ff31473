import SimMath

extension TissueBorder {
  /// Cosine between a face's normal and the way to a point beside the face from which on the face goes on smoothly there.
  private static var smooth: Double { 0.9 }
  /// Of two places that are as far from a point, to within this share of the distance's square, the one that the point is more
  /// straight above tells whether it is out (Baerentzen and Aanaes 2005).
  private static var sameDistance: Float { 1e-4 }

  /// The place of the border that is nearest to a point, within the grid's reach; nil if there is none. Walls of cuts are not
  /// among the faces.
  ///
  /// A place in the middle of a face has the face's own normal there, one on an edge the way to the point.
  ///
  /// - Parameter positions: [N][4] m.
  /// - Returns: and where the place is, m.
  func nearest(
    _ p: Vector3D, _ grid: borrowing BorderGrid, _ positions: UnsafeMutablePointer<Float>, _ paths: TissuePaths
  ) -> (touch: Touch, point: Vector3D)? {
    let point = Vector3(p)
    var best = Candidate()
    for entry in grid.faces(at: point) {
      let (f, isOther) = grid.face(entry)
      let whole = Int(element.base[f])
      let slot = isOther ? paths.other(ofWhole: whole) : whole
      guard slot >= 0 else { continue }
      let planes = grid.planes(entry) { self.planes(f, slot: slot, positions, paths) }
      let parts = planes.near(point, limit: best.squared * (1 + 2 * Self.sameDistance))
      if parts != 0 { visit(f, slot: slot, parts, point, positions, paths, &best) }
    }
    guard best.face >= 0 else { return nil }
    let place = best.place
    let at = Vector3D(place.tie(paths.tetrahedra).place(positions))
    var normal = curvedNormal(best.face, place, positions, paths)
    let off = p - at
    let distance = off.length
    if best.isOnEdge && best.straightness >= 0 && distance > 0 && off.dot(normal) < Self.smooth * distance {
      normal = (1 / distance) * off
    }
    return (Touch(face: Int32(best.face), place: place, normal: normal, height: off.dot(normal)), at)
  }

  private struct Candidate {
    var face = -1
    var place = TissuePlace(element: 0, share: InlineArray(repeating: 0))
    var squared = BorderGrid.reach * BorderGrid.reach
    /// Cosine between the face's normal and the way to the point.
    var straightness: Float = 0
    var isOnEdge = false
  }

  /// The part of a face that a slot has.
  /// - Parameter parts: those of its four triangles that can be so near, one bit each.
  private func visit(
    _ f: Int, slot: Int, _ parts: UInt8, _ point: Vector3, _ positions: UnsafeMutablePointer<Float>, _ paths: TissuePaths,
    _ best: inout Candidate
  ) {
    forEachPart(f, slot: slot, parts, near: point, within: best.squared.squareRoot(), positions, paths) { own, d, u, v, n in
      let size = n.lengthSquared
      let height = d.dot(n)
      guard height * height < best.squared * size * (1 + Self.sameDistance) else { return }
      let (beta, gamma, isOnEdge) = Self.closest(d, u, v)
      let off = d - beta * u - gamma * v
      let squared = off.lengthSquared
      guard squared < best.squared * (1 + Self.sameDistance) else { return }
      let straightness = squared > 0 ? off.dot(n) / (squared * size).squareRoot() : 1
      let isAsFar = squared > best.squared * (1 - Self.sameDistance)
      if isAsFar && abs(straightness) <= abs(best.straightness) { return }
      guard let place = place(f, slot: slot, own, 1 - beta - gamma, beta, gamma, paths) else { return }
      best = Candidate(face: f, place: place, squared: squared, straightness: straightness, isOnEdge: isOnEdge)
    }
  }

  /// Barycentric coordinates by `u` and `v` of the point of a triangle that is nearest to `d` (Ericson 2005), and whether that is
  /// on an edge or a corner.
  @inline(__always) private static func closest(
    _ d: Vector3, _ u: Vector3, _ v: Vector3
  ) -> (beta: Float, gamma: Float, isOnEdge: Bool) {
    let (uu, uv, vv) = (u.lengthSquared, u.dot(v), v.lengthSquared)
    let (du, dv) = (d.dot(u), d.dot(v))
    if du <= 0 && dv <= 0 { return (0, 0, true) }
    if du >= uu && dv - uv <= du - uu { return (1, 0, true) }
    if dv >= vv && du - uv <= dv - vv { return (0, 1, true) }
    let determinant = uu * vv - uv * uv
    let beta = (vv * du - uv * dv) / determinant
    let gamma = (uu * dv - uv * du) / determinant
    if gamma <= 0 && du >= 0 && du <= uu { return (du / uu, 0, true) }
    if beta <= 0 && dv >= 0 && dv <= vv { return (0, dv / vv, true) }
    if beta + gamma >= 1 {
      let w = v - u
      let share = min(1, max(0, (d - u).dot(w) / w.lengthSquared))
      return (1 - share, share, true)
    }
    return (max(0, beta), max(0, gamma), false)
  }

  /// The way out of the tissue of the curved face at a place on it; unit length.
  private func curvedNormal(
    _ f: Int, _ place: TissuePlace, _ positions: UnsafeMutablePointer<Float>, _ paths: TissuePaths
  ) -> Vector3D {
    func at(_ k: Int) -> Vector3D { Vector3D(self.at(f, k, Int(place.element), positions, paths)) }
    func share(_ k: Int) -> Double { Double(place.share[Int(corner[3 * f + k])]) }
    let (l0, l1, l2) = (share(0), share(1), share(2))
    // Derivatives by l1 and l2 with l0 = 1 - l1 - l2, as in QuadraticTriangle.
    let (a, b, c) = (1 - 4 * l0, 4 * l1 - 1, 4 * l2 - 1)
    let u = (a * at(0) + b * at(1)) + ((4 * (l0 - l1)) * at(3) + (4 * l2) * (at(4) - at(5)))
    let v = (a * at(0) + c * at(2)) + ((4 * (l0 - l2)) * at(5) + (4 * l1) * (at(4) - at(3)))
    return u.cross(v).normalized
  }

  /// The box of every face as its six nodes lie, larger on all sides, of both slots of a cut tetrahedron; in ascending order.
  ///
  /// - Parameter body: takes twice the face's number, and one more for the other slot.
  func forEachBox(
    _ positions: UnsafeMutablePointer<Float>, _ paths: TissuePaths, around: Float,
    _ body: (Int32, _ low: Vector3, _ high: Vector3) -> Void
  ) {
    let margin = Vector3(around, around, around)
    for f in 0..<faceCount {
      let whole = Int(element.base[f])
      for side in 0..<2 {
        let slot = side == 0 ? whole : paths.other(ofWhole: whole)
        guard slot >= 0 else { continue }
        var low = at(f, 0, slot, positions, paths)
        var high = low
        for k in 1..<6 {
          let p = at(f, k, slot, positions, paths)
          low = Vector3(min(low.x, p.x), min(low.y, p.y), min(low.z, p.z))
          high = Vector3(max(high.x, p.x), max(high.y, p.y), max(high.z, p.z))
        }
        body(Int32(2 * f + side), low - margin, high + margin)
      }
    }
  }
}
