import Frames

/// The walls of a cut as triangles with smooth normals.
struct WallMesh {
  /// Of a vertex: position, normal, position as loaded.
  static let components = [3, 3, 3]
  let floats: [Float]

  /// - Parameters:
  ///   - vertices: [N][4] m; `rest`: where the walls' points were as loaded.
  init(_ cut: CutSurface, _ vertices: [Float], rest: [SIMD3<Float>]) {
    let positions = cut.wallPositions(vertices)
    var normals = [SIMD3<Float>](repeating: .zero, count: positions.count)
    for t in stride(from: 0, to: cut.wallTriangles.count, by: 3) {
      let (a, b, c) = (Int(cut.wallTriangles[t]), Int(cut.wallTriangles[t + 1]), Int(cut.wallTriangles[t + 2]))
      let n = cross(positions[b] - positions[a], positions[c] - positions[a])
      normals[a] += n
      normals[b] += n
      normals[c] += n
    }
    var floats: [Float] = []
    floats.reserveCapacity(9 * positions.count)
    for (i, p) in positions.enumerated() {
      let n = length(normals[i]) > 0 ? normalize(normals[i]) : SIMD3(0, 1, 0)
      floats += [p.x, p.y, p.z, n.x, n.y, n.z, rest[i].x, rest[i].y, rest[i].z]
    }
    self.floats = floats
  }
}
