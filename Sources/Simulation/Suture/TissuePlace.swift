public import SimMath

/// A material point of the tissue: where it is follows from the ten vertices of its tetrahedron.
public struct TissuePlace: BitwiseCopyable, Sendable {
  /// The tetrahedron.
  public internal(set) var element: Int32
  /// Barycentric coordinates in it, at least 0.
  var share: InlineArray<4, Float>

  /// The point of a mesh as loaded that lies at `p`, or nearest to it in the tetrahedron that it is least far outside
  /// of.
  ///
  /// Tetrahedra are taken as their corners span them. Not for the 1 kHz thread: it looks at every tetrahedron.
  /// - Returns: nil where `p` is outside of the tissue by more than `margin` (share of a tetrahedron's size).
  public init?(_ p: Vector3D, in mesh: TissueMesh, margin: Double = 1e-3) {
    var best = -margin
    var found: (Int, [Double])?
    for (e, tet) in mesh.tetrahedra.enumerated() {
      let x = tet.prefix(4).map { mesh.nodes[$0] }
      let (a, b, c) = (x[1] - x[0], x[2] - x[0], x[3] - x[0])
      let volume = a.cross(b).dot(c)
      let r = p - x[0]
      let l1 = r.cross(b).dot(c) / volume
      let l2 = a.cross(r).dot(c) / volume
      let l3 = a.cross(b).dot(r) / volume
      let l = [1 - l1 - l2 - l3, l1, l2, l3]
      let least = l.min()!
      if least > best {
        best = least
        found = (e, l)
      }
    }
    guard let (e, outside) = found else { return nil }
    let cut = outside.map { max(0, $0) }
    let sum = cut.reduce(0, +)
    element = Int32(e)
    share = InlineArray(repeating: 0)
    for k in 0..<4 { share[k] = Float(cut[k] / sum) }
  }

  init(element: Int32, share: InlineArray<4, Float>) {
    self.element = element
    self.share = share
  }

  /// What ties the point, without anything that holds it.
  /// - Parameter tetrahedra: ten vertices each.
  func tie(_ tetrahedra: UnsafeMutablePointer<Int32>) -> TissueTie {
    var tie = TissueTie()
    for k in 0..<10 { tie.vertex[k] = tetrahedra[10 * Int(element) + k] }
    for k in 0..<4 { tie.weight[k] = share[k] * (2 * share[k] - 1) }
    let edges = QuadraticTetrahedron.ends
    for k in 0..<6 { tie.weight[4 + k] = 4 * share[edges[k].0] * share[edges[k].1] }
    return tie
  }

  /// Takes the point through the tissue, from tetrahedron to tetrahedron.
  ///
  /// - Parameters:
  ///   - way: in the tissue as it is now, m; a few tetrahedra at most.
  ///   - vertices: positions, [N][4] m.
  /// - Returns: whether it has come out of the tissue, which ends at the walls of a cut too; it then stays at its border.
  mutating func move(by way: Vector3, vertices: UnsafeMutablePointer<Float>, _ paths: TissuePaths) -> Bool {
    var left: Float = 1
    for _ in 0..<8 {
      let t = paths.tetrahedra + 10 * Int(element)
      func corner(_ k: Int) -> Vector3 {
        let x = vertices + 4 * Int(t[k])
        return Vector3(x[0], x[1], x[2])
      }
      let o = corner(0)
      let (a, b, c) = (corner(1) - o, corner(2) - o, corner(3) - o)
      let inverse = 1 / a.cross(b).dot(c)
      var rate: InlineArray<4, Float> = [0, 0, 0, 0]
      rate[1] = left * inverse * way.dot(b.cross(c))
      rate[2] = left * inverse * way.dot(c.cross(a))
      rate[3] = left * inverse * way.dot(a.cross(b))
      rate[0] = -(rate[1] + rate[2] + rate[3])
      // A tetrahedron that is pressed flat has no way through.
      guard (rate[0] + rate[1] + rate[2] + rate[3]).isFinite else { return false }
      // To the first face on the way, or to a wall, or to its end.
      var (reach, face) = firstFace(rate)
      var meetsWall = false
      if let level = paths.levels(Int(element)) {
        let change = (level[0] * rate[0] + level[1] * rate[1]) + (level[2] * rate[2] + level[3] * rate[3])
        meetsWall = isStopped(by: level, change, &reach)
      }
      for k in 0..<4 { share[k] = max(0, share[k] + reach * rate[k]) }
      if meetsWall { return true }
      guard face >= 0 else { return false }
      guard case .slot(let next, let carried) = paths.beyond(face, self) else { return true }
      element = next
      share = carried
      left *= 1 - reach
    }
    return false
  }

  /// How much of a way leads to the first face on it, and the corner opposite to that; all of it and -1 where none is on it.
  ///
  /// - Parameters:
  ///   - rate: change of the shares over the whole way.
  ///   - own: the corner opposite to a face in which the way lies.
  func firstFace(_ rate: InlineArray<4, Float>, within own: Int = -1) -> (reach: Float, face: Int) {
    var reach: Float = 1
    var face = -1
    for k in 0..<4 where k != own && rate[k] < 0 && share[k] < -rate[k] * reach {
      reach = max(0, share[k] / -rate[k])
      face = k
    }
    return (reach, face)
  }

  /// Whether the wall of a cut is nearer than where a way was to end, and then ends it there.
  ///
  /// - Parameters:
  ///   - level: of the cut's function at the corners.
  ///   - change: of that function over the whole way.
  ///   - reach: how much of the way was to be gone.
  func isStopped(by level: UnsafeMutablePointer<Float>, _ change: Float, _ reach: inout Float) -> Bool {
    let value = value(level)
    guard change < 0, value < -change * reach else { return false }
    reach = max(0, value / -change)
    return true
  }

  /// Of a linear function that is given at the corners.
  func value(_ level: UnsafeMutablePointer<Float>) -> Float {
    (level[0] * share[0] + level[1] * share[1]) + (level[2] * share[2] + level[3] * share[3])
  }
}
