/// Triangles with what their vertices are made of, as `field.vert` reads them.
struct TriangleMesh: Sendable {
  struct Vertex: Equatable, Sendable {
    /// m, world frame (or tool axes for an instrument).
    var position: SIMD3<Float>
    /// Out of the material, unit length.
    var normal: SIMD3<Float>
    var material: FieldMaterial
    /// Share of the sky that this place sees, 0 to 1.
    var openness: Float = 1
    /// Depth of the material below, m.
    var thickness: Float = 0.02
  }

  var vertices: [Vertex] = []
  /// Three to a triangle, counter-clockwise from outside.
  var indices: [UInt32] = []

  var triangleCount: Int { indices.count / 3 }

  mutating func append(_ other: TriangleMesh) {
    let base = UInt32(vertices.count)
    vertices += other.vertices
    indices += other.indices.map { $0 + base }
  }

  /// Floats of a vertex: position, normal, albedo and wet, roughness scatter aorta metal, detail, openness thickness.
  static let components = [3, 3, 4, 4, 4, 2]

  var floats: [Float] {
    var all: [Float] = []
    all.reserveCapacity(vertices.count * Self.components.reduce(0, +))
    for v in vertices {
      let m = v.material
      all += [v.position.x, v.position.y, v.position.z, v.normal.x, v.normal.y, v.normal.z]
      all += [m.albedo.x, m.albedo.y, m.albedo.z, m.wet, m.roughness, m.scatter, m.aorta, m.metal]
      all += [m.detail.x, m.detail.y, m.detail.z, m.detail.w, v.openness, v.thickness]
    }
    return all
  }

  /// A grid of `columns` x `rows` points given by `at`; the first direction may close on itself. Normals point to
  /// the side from which the first direction turns counter-clockwise into the second.
  static func grid(
    columns: Int, rows: Int, closed: Bool, _ at: (Int, Int) -> (position: SIMD3<Float>, material: FieldMaterial)
  ) -> TriangleMesh {
    var mesh = TriangleMesh()
    for j in 0..<rows {
      for i in 0..<columns {
        let point = at(i, j)
        mesh.vertices.append(Vertex(position: point.position, normal: .zero, material: point.material))
      }
    }
    let cells = closed ? columns : columns - 1
    for j in 0..<(rows - 1) {
      for i in 0..<cells {
        let a = UInt32(j * columns + i)
        let b = UInt32(j * columns + (i + 1) % columns)
        let (c, d) = (a + UInt32(columns), b + UInt32(columns))
        mesh.indices += [a, b, d, a, d, c]
      }
    }
    mesh.makeNormals()
    return mesh
  }

  /// Smooth normals from the triangles, weighted by their areas.
  mutating func makeNormals() {
    for i in vertices.indices { vertices[i].normal = .zero }
    for t in stride(from: 0, to: indices.count, by: 3) {
      let (a, b, c) = (Int(indices[t]), Int(indices[t + 1]), Int(indices[t + 2]))
      let o = vertices[a].position
      let n = cross(vertices[b].position - o, vertices[c].position - o)
      vertices[a].normal += n
      vertices[b].normal += n
      vertices[c].normal += n
    }
    for i in vertices.indices { vertices[i].normal = normalize(vertices[i].normal) }
  }

  /// The same mesh elsewhere.
  func moved(by offset: SIMD3<Float>) -> TriangleMesh {
    var mesh = self
    for i in mesh.vertices.indices { mesh.vertices[i].position += offset }
    return mesh
  }
}
