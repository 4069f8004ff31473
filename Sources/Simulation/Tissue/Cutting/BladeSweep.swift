public import SimMath

/// The way of a straight cutting edge through a tick, world frame, m.
public struct BladeSweep: Equatable, Sendable {
  /// Ends of the edge before and after.
  public var before: (Vector3, Vector3)
  public var after: (Vector3, Vector3)

  public init(before: (Vector3, Vector3), after: (Vector3, Vector3)) {
    self.before = before
    self.after = after
  }

  public static func == (a: BladeSweep, b: BladeSweep) -> Bool { a.before == b.before && a.after == b.after }

  /// Where a moving blade meets an edge of the mesh.
  struct Crossing {
    /// Place, m, and unit normal of the surface that the blade cuts there.
    let place: Vector3
    let normal: Vector3
  }

  /// How far beyond the ends of an edge a blade still meets it, as a share of its length. Usual: 0.02; between two edges that
  /// meet there must be no way through.
  private static var margin: Float { 0.02 }

  /// The moment at which the blade goes through a moving edge of the mesh, if it does.
  ///
  /// Four points that move are in one plane where the volume that they span is zero; the moment is found as if the volume changed
  /// evenly, which in a tick it nearly does.
  /// - Parameters:
  ///   - p, q: ends of the mesh's edge, m.
  func crossing(_ p: (before: Vector3, after: Vector3), _ q: (before: Vector3, after: Vector3)) -> Crossing? {
    func volume(_ a: Vector3, _ b: Vector3, _ p: Vector3, _ q: Vector3) -> Float { (b - a).cross(p - a).dot(q - a) }
    let first = volume(before.0, before.1, p.before, q.before)
    let last = volume(after.0, after.1, p.after, q.after)
    guard (first < 0) != (last < 0) else { return nil }
    let t = first / (first - last)
    func at(_ x: Vector3, _ y: Vector3) -> Vector3 { x + t * (y - x) }
    let a = at(before.0, after.0)
    let blade = at(before.1, after.1) - a
    let c = at(p.before, p.after)
    let edge = at(q.before, q.after) - c
    let n = blade.cross(edge)
    let squared = n.lengthSquared
    guard squared > 0 else { return nil }
    let alongBlade = (c - a).cross(edge).dot(n) / squared
    let alongEdge = (c - a).cross(blade).dot(n) / squared
    guard (0...1).contains(alongBlade), (-Self.margin...1 + Self.margin).contains(alongEdge) else { return nil }
    // The blade's way against the tissue there.
    let way =
      (1 - alongBlade) * (after.0 - before.0) + alongBlade * (after.1 - before.1)
      - ((1 - alongEdge) * (p.after - p.before) + alongEdge * (q.after - q.before))
    let normal = blade.cross(way)
    guard normal.lengthSquared > 0 else { return nil }
    return Crossing(place: c + alongEdge * edge, normal: normal.normalized)
  }

  /// Whether the blade comes within `reach` (m) of a point that moves.
  ///
  /// As the point sees it the edge sweeps over two triangles.
  func passes(_ p: (before: Vector3, after: Vector3), within reach: Float) -> Bool {
    let (a, b, c, d) = (before.0 - p.before, before.1 - p.before, after.0 - p.after, after.1 - p.after)
    let least = min(Self.squaredDistance(a, b, c), Self.squaredDistance(b, d, c))
    return least <= reach * reach
  }

  /// Square of the distance of a triangle from the origin, m2.
  private static func squaredDistance(_ a: Vector3, _ b: Vector3, _ c: Vector3) -> Float {
    let n = (b - a).cross(c - a)
    // On the same side of all three edges as the inside: straight above the triangle.
    if n.lengthSquared > 0, a.cross(b).dot(n) >= 0, b.cross(c).dot(n) >= 0, c.cross(a).dot(n) >= 0 {
      let height = a.dot(n)
      return height * height / n.lengthSquared
    }
    return min(squaredDistance(a, b), min(squaredDistance(b, c), squaredDistance(c, a)))
  }

  /// Square of the distance of a line between two points from the origin, m2.
  private static func squaredDistance(_ a: Vector3, _ b: Vector3) -> Float {
    let d = b - a
    let squared = d.lengthSquared
    let t = squared > 0 ? max(0, min(1, -a.dot(d) / squared)) : 0
    return (a + t * d).lengthSquared
  }

  /// Square of the distance of a point from the edge as it is after the tick, m2.
  func squaredDistance(_ p: Vector3) -> Float {
    let d = after.1 - after.0
    let t = max(0, min(1, (p - after.0).dot(d) / d.lengthSquared))
    return (p - (after.0 + t * d)).lengthSquared
  }
}
