import SimMath

extension TissuePlace {
  /// Share up to which a point lies on a surface.
  private static var onSurface: Float { 1e-6 }
  /// Cosine between the ways out of two faces from which on they are parts of one surface: 45 degrees.
  private static var smooth: Float { 0.7 }
  /// Faces that a way leads over at most, and tetrahedra about an edge.
  private static var reach: (faces: Int, around: Int) { (8, 16) }

  /// Takes the mouth of a puncture through the tissue: as ``move(by:vertices:tetrahedra:neighbours:)``, but a mouth on a surface
  /// stays in that surface.
  ///
  /// A thread cannot pull the mouth of its channel off the surface that it lies in, only along it: what it cuts is the wall
  /// beneath. It comes out where that surface ends, at an edge.
  ///
  /// - Parameters: as there.
  /// - Returns: whether it has come to another surface, or out of the tissue from within; it then stays at the border.
  mutating func slide(
    by way: Vector3, vertices: UnsafeMutablePointer<Float>, tetrahedra: UnsafeMutablePointer<Int32>,
    neighbours: UnsafeMutablePointer<Int32>
  ) -> Bool {
    let start = self
    guard var face = start.face(neighbours) else {
      return move(by: way, vertices: vertices, tetrahedra: tetrahedra, neighbours: neighbours)
    }
    var left = way
    for _ in 0..<Self.reach.faces {
      let gradients = gradients(vertices, tetrahedra)
      let inward = gradients[face].normalized
      left -= left.dot(inward) * inward
      var reach: Float = 1
      var hit = -1
      for k in 0..<4 where k != face {
        let rate = left.dot(gradients[k])
        if rate < 0 && share[k] < -rate * reach {
          reach = max(0, share[k] / -rate)
          hit = k
        }
      }
      for k in 0..<4 where k != face { share[k] = max(0, share[k] + reach * left.dot(gradients[k])) }
      guard hit >= 0 else { return false }
      share[hit] = 0
      left *= 1 - reach
      guard let next = goAround(from: hit, face, tetrahedra, neighbours) else { return false }
      let turned = self.gradients(vertices, tetrahedra)[next].normalized
      if turned.dot(inward) < Self.smooth { return true }
      face = next
    }
    return false
  }

  /// The face on a surface of the tissue in which the point lies: the corner that is opposite to it.
  private func face(_ neighbours: UnsafeMutablePointer<Int32>) -> Int? {
    for k in 0..<4 where share[k] <= Self.onSurface && neighbours[4 * Int(element) + k] < 0 { return k }
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

  /// Goes from the face of a surface over its edge to the next one, from tetrahedron to tetrahedron about that edge.
  ///
  /// - Parameters:
  ///   - crossed: the corner opposite to the edge in the face; its share is 0.
  ///   - face: the corner opposite to the face.
  /// - Returns: the corner opposite to the next face, in the tetrahedron to which it belongs; nil where there is none.
  private mutating func goAround(
    from crossed: Int, _ face: Int, _ tetrahedra: UnsafeMutablePointer<Int32>, _ neighbours: UnsafeMutablePointer<Int32>
  ) -> Int? {
    // Through the face opposite to `out`; the vertex of that face that is not on the edge is behind in the next tetrahedron, and
    // the face opposite to it is the one on the other side of the edge.
    var out = crossed
    var behind = face
    for _ in 0..<Self.reach.around {
      let next = neighbours[4 * Int(element) + out]
      guard next >= 0 else { return out }
      let t = tetrahedra + 10 * Int(element)
      let u = tetrahedra + 10 * Int(next)
      var carried = InlineArray<4, Float>(repeating: 0)
      var across: Int?
      var isNew = 0
      for m in 0..<4 {
        var isShared = false
        for k in 0..<4 where k != out && t[k] == u[m] {
          carried[m] = share[k]
          isShared = true
          if k == behind { across = m }
        }
        if !isShared { isNew = m }
      }
      guard let across else { return nil }
      element = next
      share = carried
      out = across
      behind = isNew
    }
    return nil
  }
}
