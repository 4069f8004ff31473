import SimMath

/// The two blades of scissors at an angle between the jaws: lines in the plane of tool x and y in which they turn.
struct BladePair {
  /// Ends of the edge of the jaw that opens towards tool +x, and of the other, tool axes, m.
  private let positive: (Vector3, Vector3)
  private let negative: (Vector3, Vector3)

  /// - Parameter angle: between the jaws, rad.
  /// - Returns: nil for an instrument that has no edge on each of two jaws.
  init?(_ body: InstrumentBody, angle: Float) {
    guard body.constants.hasJaw else { return nil }
    var places = (-1, -1)
    for e in 0..<body.edgeCount {
      if body.edges[e].part == .positiveJaw { places.0 = e }
      if body.edges[e].part == .negativeJaw { places.1 = e }
    }
    guard places.0 >= 0, places.1 >= 0 else { return nil }
    let (s, c) = Trigonometry.sincos(0.5 * Double(angle))
    let hinge = Vector3(0, body.constants.jaw.length, 0)
    func turned(_ p: Vector3, _ s: Float) -> Vector3 {
      let r = p - hinge
      return hinge + Vector3(Float(c) * r.x - s * r.y, s * r.x + Float(c) * r.y, r.z)
    }
    let (a, b) = (body.edges[places.0], body.edges[places.1])
    positive = (turned(a.from, Float(s)), turned(a.to, Float(s)))
    negative = (turned(b.from, -Float(s)), turned(b.to, -Float(s)))
  }

  /// Where the edges are along tool x at a height over the tip, m; nil where either has ended.
  func edges(at height: Float) -> (negative: Float, positive: Float)? {
    guard let p = Self.place(positive, height), let n = Self.place(negative, height) else { return nil }
    return (n, p)
  }

  private static func place(_ edge: (Vector3, Vector3), _ height: Float) -> Float? {
    let rise = edge.1.y - edge.0.y
    guard rise > 0 else { return nil }
    let share = (height - edge.0.y) / rise
    guard share >= 0, share <= 1 else { return nil }
    return edge.0.x + share * (edge.1.x - edge.0.x)
  }
}
