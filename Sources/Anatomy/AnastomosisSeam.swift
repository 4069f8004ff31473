public import Frames
public import SimMath
public import Simulation

/// The two edges of the lumen that an anastomosis is to bring together, as vertices of the mesh of `AnastomosisBuilder`.
public struct AnastomosisSeam: Sendable {
  /// Vertices around each edge, in pairs that face each other as loaded.
  private let proximal: [Int]
  private let distal: [Int]
  private let lumenAtStart: Double

  public init(_ mesh: TissueMesh, vessel: VesselTruth, truth: AnastomosisTruth) {
    let inner = vessel.outerRadius - vessel.wallThickness
    func edge(_ z: Double) -> [Int] {
      mesh.nodes.indices.filter { v in
        let p = mesh.nodes[v]
        return abs(p.z - z) < 1e-6 && abs((p.x * p.x + p.y * p.y).squareRoot() - inner) < 1e-6
      }.sorted { Self.angle(mesh.nodes[$0]) < Self.angle(mesh.nodes[$1]) }
    }
    proximal = edge(truth.seam - 0.5 * truth.gap)
    distal = edge(truth.seam + 0.5 * truth.gap)
    precondition(proximal.count > 2 && proximal.count == distal.count)
    lumenAtStart = min(Self.area(proximal.map { mesh.nodes[$0] }), Self.area(distal.map { mesh.nodes[$0] }))
  }

  private static func angle(_ p: Vector3D) -> Double { Trigonometry.atan2(p.x, p.y) }

  /// Distance of two points across the axis, m: an edge that goes to and fro along it is no longer for that.
  private static func around(_ p: Vector3D, _ q: Vector3D) -> Double {
    ((q.x - p.x) * (q.x - p.x) + (q.y - p.y) * (q.y - p.y)).squareRoot()
  }

  /// Of a closed line, flat or not, m2 (half of the sum of its triangles' area vectors).
  public static func area(_ points: [Vector3D]) -> Double {
    var sum = Vector3D.zero
    for i in 1..<(points.count - 1) { sum += (points[i] - points[0]).cross(points[i + 1] - points[0]) }
    return 0.5 * sum.length
  }

  /// - Parameter position: of a vertex now, m.
  public func closure(_ position: (Int) -> Vector3D) -> SeamClosure {
    closure(between: proximal.map(position), distal.map(position))
  }

  private func closure(between a: [Vector3D], _ b: [Vector3D]) -> SeamClosure {
    let n = a.count
    var gap = 0.0
    var widest = 0.0
    for i in 0..<n {
      let j = (i + 1) % n
      // How far the edges stand apart along the axis; what has passed the other side is closed.
      let (here, next) = (max(0, b[i].z - a[i].z), max(0, b[j].z - a[j].z))
      let width = 0.5 * (Self.around(a[i], a[j]) + Self.around(b[i], b[j]))
      gap += 0.5 * (here + next) * width
      widest = max(widest, here)
    }
    return SeamClosure(
      gapArea: gap, widestGap: widest, lumen: min(Self.area(a), Self.area(b)), lumenAtStart: lumenAtStart)
  }

  /// The seam of a simulated scene as it is now.
  public func closure(_ state: borrowing SimulationState) -> SeamClosure {
    var (a, b): ([Vector3D], [Vector3D]) = ([], [])
    for v in proximal { a.append(Vector3D(state.position(ofVertex: v))) }
    for v in distal { b.append(Vector3D(state.position(ofVertex: v))) }
    return closure(between: a, b)
  }
}
