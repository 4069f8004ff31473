import SimMath

extension ShellPatch {
  /// The patches of a mesh's shells, one to a triangle in its order.
  /// - Throws: `TissueError.badShell` naming the triangle that cannot be used.
  public static func patches(of mesh: TissueMesh) throws(TissueError) -> [ShellPatch] {
    struct Edge: Hashable {
      var sheet, low, high: Int
    }
    var sides: [Edge: [(triangle: Int, edge: Int)]] = [:]
    for (t, triangle) in mesh.shells.enumerated() {
      let v = triangle.vertices
      guard v.count == 3, v.allSatisfy({ $0 >= 0 && $0 < mesh.nodes.count }) else {
        throw .badShell(triangle: t, reason: "it must name three nodes that the mesh has; re-export the mesh")
      }
      if let fault = triangle.material.fault { throw .badShell(triangle: t, reason: fault) }
      let (a, b, c) = (mesh.nodes[v[0]], mesh.nodes[v[1]], mesh.nodes[v[2]])
      let longest = max((b - a).length, max((c - b).length, (a - c).length))
      // A height under a hundredth of the longest side.
      guard (b - a).cross(c - a).length > 0.01 * longest * longest else {
        throw .badShell(triangle: t, reason: "it is flat: three nodes in a line; merge its nodes or flip an edge")
      }
      for i in 0..<3 {
        let (p, q) = (v[(i + 1) % 3], v[(i + 2) % 3])
        sides[Edge(sheet: triangle.sheet, low: min(p, q), high: max(p, q)), default: []].append((t, i))
      }
    }
    var across = [[Int]](repeating: [-1, -1, -1], count: mesh.shells.count)
    // In the order of the triangles, so that the first fault is always the same one.
    for (t, triangle) in mesh.shells.enumerated() {
      let v = triangle.vertices
      for i in 0..<3 {
        let (p, q) = (v[(i + 1) % 3], v[(i + 2) % 3])
        let both = sides[Edge(sheet: triangle.sheet, low: min(p, q), high: max(p, q))]!
        guard both.count <= 2 else {
          throw .badShell(
            triangle: t, reason: "one of its edges has \(both.count) triangles of its sheet; give the branch a sheet of its own")
        }
        guard let other = both.first(where: { $0.triangle != t }) else { continue }
        let w = mesh.shells[other.triangle].vertices
        guard w[(other.edge + 1) % 3] == q else {
          throw .badShell(
            triangle: t, reason: "it turns the other way round than triangle \(other.triangle); swap two of its nodes")
        }
        across[t][i] = w[other.edge]
      }
    }
    return mesh.shells.enumerated().map { t, triangle in
      ShellPatch(vertices: triangle.vertices + across[t], material: triangle.material, x: mesh.nodes)
    }
  }
}
