import SimMath

/// Vertices in compact groups of about equal size: farthest-point seeds, two rounds of Lloyd's relaxation, numbered
/// along the longest side of the body so that neighbours have close numbers.
struct Aggregation {
  /// Group of each vertex, -1 for vertices that take no part.
  private(set) var owner: [Int]
  private(set) var center: [Vector3D]
  /// Root mean square distance of the members from the centre, m, at least a micrometre.
  private(set) var radius: [Double]
  var count: Int { center.count }

  init(positions: [Vector3D], vertices: [Int], count wanted: Int) {
    owner = [Int](repeating: -1, count: positions.count)
    center = []
    radius = []
    guard !vertices.isEmpty else { return }
    // Seeds: each new one is the vertex farthest from all before it, the lowest index where several are.
    var seeds = [positions[vertices[0]]]
    var distance = vertices.map { (positions[$0] - seeds[0]).lengthSquared }
    while seeds.count < min(wanted, vertices.count) {
      var best = 0
      for k in vertices.indices where distance[k] > distance[best] { best = k }
      guard distance[best] > 0 else { break }
      let p = positions[vertices[best]]
      seeds.append(p)
      for k in vertices.indices { distance[k] = min(distance[k], (positions[vertices[k]] - p).lengthSquared) }
    }
    for round in 0..<3 {
      for v in vertices {
        var best = 0
        var least = Double.infinity
        for (c, s) in seeds.enumerated() {
          let d = (positions[v] - s).lengthSquared
          if d < least {
            least = d
            best = c
          }
        }
        owner[v] = best
      }
      if round == 2 { break }
      var sum = [Vector3D](repeating: .zero, count: seeds.count)
      var size = [Double](repeating: 0, count: seeds.count)
      for v in vertices {
        sum[owner[v]] += positions[v]
        size[owner[v]] += 1
      }
      for c in seeds.indices where size[c] > 0 { seeds[c] = (1 / size[c]) * sum[c] }
    }
    number(positions, vertices, groups: seeds.count)
  }

  /// Leaves out empty groups and numbers the others along the longest side of the bounding box.
  private mutating func number(_ positions: [Vector3D], _ vertices: [Int], groups: Int) {
    var low = positions[vertices[0]]
    var high = low
    for v in vertices {
      let p = positions[v]
      low = Vector3D(min(low.x, p.x), min(low.y, p.y), min(low.z, p.z))
      high = Vector3D(max(high.x, p.x), max(high.y, p.y), max(high.z, p.z))
    }
    let side = high - low
    let axis =
      side.x >= side.y && side.x >= side.z
      ? Vector3D(1, 0, 0) : side.y >= side.z ? Vector3D(0, 1, 0) : Vector3D(0, 0, 1)
    var sum = [Vector3D](repeating: .zero, count: groups)
    var size = [Int](repeating: 0, count: groups)
    for v in vertices {
      sum[owner[v]] += positions[v]
      size[owner[v]] += 1
    }
    let used = (0..<groups).filter { size[$0] > 0 }
    let means = (0..<groups).map { size[$0] > 0 ? (1 / Double(size[$0])) * sum[$0] : Vector3D.zero }
    let order = used.sorted { (means[$0].dot(axis), $0) < (means[$1].dot(axis), $1) }
    var renumbered = [Int](repeating: -1, count: groups)
    for (k, c) in order.enumerated() { renumbered[c] = k }
    for v in vertices { owner[v] = renumbered[owner[v]] }
    center = order.map { means[$0] }
    var spread = [Double](repeating: 0, count: order.count)
    for v in vertices { spread[owner[v]] += (positions[v] - center[owner[v]]).lengthSquared }
    radius = order.indices.map { max(1e-6, (spread[$0] / Double(size[order[$0]])).squareRoot()) }
  }
}
