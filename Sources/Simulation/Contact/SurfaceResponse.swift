/// How the coarse tissue answers to a unit force on each vertex of the touchable surface: the columns of A_c^-1 P'.
///
/// With them the coarse correction can take contact into account exactly, for the cost of a small dense system of the
/// patch's size: no column has to be solved for within a tick. Memory: 3 x 16 C floats for each surface vertex.
final class SurfaceResponse: Sendable {
  /// The vertices that forces may act on, ascending; [S].
  let vertices: FixedBuffer<Int32>
  /// Row of each vertex, -1 for vertices that are fixed or not on the surface; [N].
  let index: FixedBuffer<Int32>
  /// Coarse unknowns for a unit force along x, y, z; [S][3][C][4][4].
  let columns: FixedBuffer<Float>

  /// - Parameter whole: of all vertices, since a thread or a blade can pass through any.
  init(mesh: TissueMesh, coarse: CoarseSpace, whole: Bool = false) {
    let touched = whole ? Set(mesh.nodes.indices) : Set(mesh.contactFaces.flatMap { $0 })
    vertices = FixedBuffer(touched.filter { !mesh.fixed[$0] }.sorted().map { Int32($0) }, padding: 0)
    let solver = CoarseSolver(coarse)
    index = FixedBuffer(count: mesh.nodes.count, repeating: -1)
    columns = FixedBuffer(count: max(1, vertices.count * 3 * solver.vectorCount), repeating: 0)
    let scratch = FixedBuffer<Float>(count: CoarseSolver.scratchCount(coarse), repeating: 0)
    for k in 0..<vertices.count { index[Int(vertices[k])] = Int32(k) }
    for k in 0..<(3 * vertices.count) {
      solver.answer(
        vertex: Int(vertices[k / 3]), axis: k % 3, into: columns.base + solver.vectorCount * k, scratch: scratch.base)
    }
  }
}
