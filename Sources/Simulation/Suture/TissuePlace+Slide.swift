import SimMath

extension TissuePlace {
  /// Share up to which a point lies on a surface.
  private static var onSurface: Float { 1e-6 }
  /// Cosine between the ways out of two faces from which on they are parts of one surface: 45 degrees.
  private static var smooth: Float { 0.7 }
  /// Faces that a way leads over at most, and tetrahedra about an edge.
  private static var reach: (faces: Int, around: Int) { (8, 16) }

  /// Takes the mouth of a puncture through the tissue: as ``move(by:vertices:_:)``, but a mouth on a surface stays in that
  /// surface, and one in the wall of a cut in that wall.
  ///
  /// A thread cannot pull the mouth of its channel off the surface that it lies in, only along it: what it cuts is the wall
  /// beneath. It comes out where that surface ends, at an edge, to which a cut makes one more.
  ///
  /// - Parameters: as there.
  /// - Returns: whether it has come to another surface, or out of the tissue from within; it then stays at the border.
  mutating func slide(by way: Vector3, vertices: UnsafeMutablePointer<Float>, _ paths: TissuePaths) -> Bool {
    guard var face = self.face(paths) else {
      return isInWall(paths)
        ? slideInWall(by: way, vertices: vertices, paths) : move(by: way, vertices: vertices, paths)
    }
    var left = way
    for _ in 0..<Self.reach.faces {
      let gradients = gradients(vertices, paths.tetrahedra)
      let inward = gradients[face].normalized
      left -= left.dot(inward) * inward
      let rate = Self.rates(left, gradients)
      var (reach, hit) = firstFace(rate, within: face)
      var meetsWall = false
      if let level = paths.levels(Int(element)) {
        meetsWall = isStopped(by: level, left.dot(Self.slope(level, gradients)), &reach)
      }
      for k in 0..<4 where k != face { share[k] = max(0, share[k] + reach * rate[k]) }
      if meetsWall { return true }
      guard hit >= 0 else { return false }
      share[hit] = 0
      left *= 1 - reach
      switch goAround(from: hit, face, paths) {
      case .lost: return false
      case .edge: return true
      case .face(let next):
        let turned = self.gradients(vertices, paths.tetrahedra)[next].normalized
        if turned.dot(inward) < Self.smooth { return true }
        face = next
      }
    }
    return false
  }

  /// Whether the point lies in the wall of a cut.
  func isInWall(_ paths: TissuePaths) -> Bool {
    guard let level = paths.levels(Int(element)) else { return false }
    let largest = max(max(abs(level[0]), abs(level[1])), max(abs(level[2]), abs(level[3])))
    return value(level) <= Self.inWall * largest
  }

  /// The way out of the tissue of the wall of a slot that is cut, as its corners lie; unit length.
  func wayOutOfWall(_ vertices: UnsafeMutablePointer<Float>, _ paths: TissuePaths) -> Vector3 {
    guard let level = paths.levels(Int(element)) else { return .zero }
    return -Self.slope(level, gradients(vertices, paths.tetrahedra)).normalized
  }

  /// Between the corners of its slot, m.
  func corners(_ vertices: UnsafeMutablePointer<Float>, _ paths: TissuePaths) -> Vector3 {
    var p = Vector3.zero
    for k in 0..<4 {
      let x = vertices + 4 * Int(paths.tetrahedra[10 * Int(element) + k])
      p += share[k] * Vector3(x[0], x[1], x[2])
    }
    return p
  }

  /// The place of the wall of a slot that is cut straight below or above a point; nil if there is none.
  init?(_ p: Vector3, inWallOf slot: Int, _ vertices: UnsafeMutablePointer<Float>, _ paths: TissuePaths) {
    guard let level = paths.levels(slot) else { return nil }
    self.init(element: Int32(slot), share: [1, 0, 0, 0])
    let gradients = gradients(vertices, paths.tetrahedra)
    let off = p - corners(vertices, paths)
    for k in 0..<4 { share[k] += off.dot(gradients[k]) }
    let slope = Self.slope(level, gradients)
    let back = value(level) / slope.lengthSquared
    for k in 0..<4 { share[k] -= back * slope.dot(gradients[k]) }
    let least = min(min(share[0], share[1]), min(share[2], share[3]))
    guard least >= -0.01, back.isFinite else { return nil }
    for k in 0..<4 { share[k] = max(0, share[k]) }
    let sum = (share[0] + share[1]) + (share[2] + share[3])
    for k in 0..<4 { share[k] /= sum }
  }

  /// Along the wall of a cut, from slot to slot. Where the wall ends it is at an edge; where the cut ends in whole tissue it
  /// stays.
  private mutating func slideInWall(
    by way: Vector3, vertices: UnsafeMutablePointer<Float>, _ paths: TissuePaths
  ) -> Bool {
    var left = way
    for _ in 0..<Self.reach.faces {
      guard isInWall(paths), let level = paths.levels(Int(element)) else { return false }
      let gradients = gradients(vertices, paths.tetrahedra)
      let slope = Self.slope(level, gradients)
      let inward = slope.normalized
      left -= left.dot(inward) * inward
      guard left.isFinite else { return false }
      let rate = Self.rates(left, gradients)
      let (reach, hit) = firstFace(rate)
      // What rounding has taken it off the wall is taken back.
      let back = value(level) / slope.lengthSquared
      guard back.isFinite else { return false }
      for k in 0..<4 { share[k] = max(0, share[k] + reach * rate[k] - back * slope.dot(gradients[k])) }
      guard hit >= 0 else { return false }
      share[hit] = 0
      left *= 1 - reach
      guard case .slot(let next, let carried) = paths.beyond(hit, self) else { return true }
      element = next
      share = carried
    }
    return false
  }

  /// Value of a cut's function up to which a point lies in its wall, as a share of the largest at a corner. Usual: 2e-5, over
  /// the rounding of what stops there, and 0.1 um in a tetrahedron of 5 mm.
  private static var inWall: Float { 2e-5 }

  /// Change of the shares over a way.
  private static func rates(_ way: Vector3, _ gradients: InlineArray<4, Vector3>) -> InlineArray<4, Float> {
    InlineArray { way.dot(gradients[$0]) }
  }

  /// Gradient of a function that is given at the corners, of that function's unit by m.
  private static func slope(_ level: UnsafeMutablePointer<Float>, _ gradients: InlineArray<4, Vector3>) -> Vector3 {
    (level[0] * gradients[0] + level[1] * gradients[1]) + (level[2] * gradients[2] + level[3] * gradients[3])
  }

  /// The face on a surface of the tissue in which the point lies: the corner that is opposite to it.
  private func face(_ paths: TissuePaths) -> Int? {
    let w = paths.whole(Int(element))
    for k in 0..<4 where share[k] <= Self.onSurface && paths.across[4 * w + k] < 0 { return k }
    return nil
  }

  /// Of the barycentric coordinates in the tetrahedron that its corners span as they are, 1/m.
  private func gradients(
    _ vertices: UnsafeMutablePointer<Float>, _ tetrahedra: UnsafeMutablePointer<Int32>
  ) -> InlineArray<4, Vector3> {
    let t = tetrahedra + 10 * Int(element)
    func corner(_ k: Int) -> Vector3 {
      let x = vertices + 4 * Int(t[k])
      return Vector3(x[0], x[1], x[2])
    }
    let o = corner(0)
    let (a, b, c) = (corner(1) - o, corner(2) - o, corner(3) - o)
    let inverse = 1 / a.cross(b).dot(c)
    let (g1, g2, g3) = (inverse * b.cross(c), inverse * c.cross(a), inverse * a.cross(b))
    return [-(g1 + g2 + g3), g1, g2, g3]
  }

  /// Where a way over the edge of a surface's face leads.
  private enum Turn {
    /// To the face opposite to this corner, in the tetrahedron to which it belongs.
    case face(Int)
    /// To a cut.
    case edge
    case lost
  }

  /// Goes from the face of a surface over its edge to the next one, from tetrahedron to tetrahedron about that edge.
  ///
  /// - Parameters:
  ///   - crossed: the corner opposite to the edge in the face; its share is 0.
  ///   - face: the corner opposite to the face.
  private mutating func goAround(from crossed: Int, _ face: Int, _ paths: TissuePaths) -> Turn {
    // Through the face opposite to `out`; the vertex of that face that is not on the edge is behind in the next tetrahedron, and
    // the face opposite to it is the one on the other side of the edge.
    var out = crossed
    var behind = face
    for _ in 0..<Self.reach.around {
      let t = paths.tetrahedra + 10 * Int(element)
      switch paths.beyond(out, self) {
      case .border: return .face(out)
      case .wall: return .edge
      case .slot(let next, let carried):
        let u = paths.tetrahedra + 10 * Int(next)
        var across: Int?
        var isNew = 0
        for m in 0..<4 {
          var isShared = false
          for k in 0..<4 where k != out && t[k] == u[m] {
            isShared = true
            if k == behind { across = m }
          }
          if !isShared { isNew = m }
        }
        guard let across else { return .lost }
        element = next
        share = carried
        out = across
        behind = isNew
      }
    }
    return .lost
  }
}
