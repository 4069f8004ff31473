/// The surface of tissue that has been cut, as it is drawn until the next cut: what is left of the outer faces, and the walls.
///
/// Vertices are those of a snapshot: the stage's, and the doubles that cuts have made. The whole faces, divided evenly into
/// `subdivisions` rows, the parted ones and the walls together are closed, with the same points along every common edge.
public struct CutSurface: Equatable, Sendable {
  /// Rows of triangles along an edge of a face, of parted ones too.
  public static var subdivisions: Int { 4 }

  /// Surfaces of one scene with the same revision are the same.
  public var revision: UInt64
  /// The stage's vertex that each double is one of, in the order of the vertices after the stage's.
  public var origins: [Int32] = []
  /// Quadratic triangles as in `TissueSurface`, [F][6]. A parted one stands there once for each side that has a part of it.
  public var faces: [Int32] = []
  /// So many of the faces, the first ones, are whole.
  public var wholeCount = 0
  /// Points of parted faces: the face's number and the barycentric coordinates of its corners 1 and 2, [.][3].
  public var partPlaces: [Float] = []
  /// Triangles of those points, three numbers each.
  public var partTriangles: [UInt32] = []
  /// Tetrahedra that the walls are in, ten vertices each in the order of the simulation's, [K][10].
  public var tetrahedra: [Int32] = []
  /// Points of walls, and of what else of the body's surface is on no face of the stage: the tetrahedron of each and its
  /// barycentric coordinates there, [P] and [P][4]. A point stands there once for each smooth sheet that ends in it.
  public var wallElements: [Int32] = []
  public var wallShares: [Float] = []
  /// Triangles of those points, normals out of the tissue.
  public var wallTriangles: [UInt32] = []

  public init(revision: UInt64) { self.revision = revision }

  public var faceCount: Int { faces.count / 6 }
  public var wallCount: Int { wallElements.count }

  /// Where the points of the walls are, m, by the shape functions of the ten-node tetrahedron.
  ///
  /// - Parameter vertices: [N][4] m, of which the first three numbers count.
  public func wallPositions(_ vertices: [Float]) -> [SIMD3<Float>] {
    var result = [SIMD3<Float>](repeating: .zero, count: wallCount)
    for p in result.indices {
      let l = SIMD4(wallShares[4 * p], wallShares[4 * p + 1], wallShares[4 * p + 2], wallShares[4 * p + 3])
      let first = 10 * Int(wallElements[p])
      var sum = SIMD3<Float>.zero
      func add(_ node: Int, _ weight: Float) {
        let v = 4 * Int(tetrahedra[first + node])
        sum += weight * SIMD3(vertices[v], vertices[v + 1], vertices[v + 2])
      }
      for k in 0..<4 { add(k, l[k] * (2 * l[k] - 1)) }
      add(4, 4 * l[0] * l[1])
      add(5, 4 * l[1] * l[2])
      add(6, 4 * l[0] * l[2])
      add(7, 4 * l[0] * l[3])
      add(8, 4 * l[1] * l[3])
      add(9, 4 * l[2] * l[3])
      result[p] = sum
    }
    return result
  }
}
